using System.Globalization;
using Microsoft.AspNetCore.Http;
using TradingAi.Core.Analytics;
using TradingAi.Core.Operations;

namespace TradingAi.Functions.Http;

/// <summary>Reads parameters of the query; a bad one is refused by name.</summary>
internal static class RequestQuery
{
    private const int FirstYear = 1900;
    private const int LastYear = 2199;

    private static readonly string[] s_instantFormats =
        ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ssK"];

    // Dimensions whose keys never hold a comma, so that one can part several of them.
    private static readonly GroupDimension[] s_listed =
        [GroupDimension.Symbol, GroupDimension.Asset, GroupDimension.Direction, GroupDimension.Weekday, GroupDimension.Hour, GroupDimension.Hold];

    /// <summary>A text parameter; null where it is left out.</summary>
    /// <exception cref="RequestRefusedException">It is given more than once, or is empty.</exception>
    public static string? ReadText(this HttpRequest request, string name)
    {
        ArgumentNullException.ThrowIfNull(request);
        var values = request.Query[name];
        return values.Count switch
        {
            0 => null,
            1 when !string.IsNullOrWhiteSpace(values[0]) => values[0],
            1 => throw RequestRefusedException.Invalid(name, $"{name} is empty."),
            _ => throw RequestRefusedException.Invalid(name, $"{name} is given more than once."),
        };
    }

    /// <summary>A whole number between two bounds, inclusive; null where it is left out.</summary>
    /// <exception cref="RequestRefusedException">It is no whole number or out of bounds.</exception>
    public static int? ReadInteger(this HttpRequest request, string name, int min, int max)
    {
        if (request.ReadText(name) is not { } text)
        {
            return null;
        }

        return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= min && value <= max
            ? value
            : throw RequestRefusedException.Invalid(name, $"{name} must be a whole number from {min} to {max}.");
    }

    /// <summary>The present for this request: <c>as_of</c> (RFC 3339), by default the clock's.</summary>
    /// <exception cref="RequestRefusedException">It is not an instant.</exception>
    public static DateTimeOffset ReadAsOf(this HttpRequest request, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(clock);
        return request.ReadText("as_of") is { } text ? ParseInstant("as_of", text) : clock.GetUtcNow();
    }

    /// <summary><c>time_range</c>, <c>from</c> and <c>to</c>.</summary>
    /// <param name="request">The request.</param>
    /// <param name="otherwise">The range where none is named.</param>
    /// <exception cref="RequestRefusedException">The range is unknown, or the dates do not fit it.</exception>
    public static TimeRange ReadTimeRange(this HttpRequest request, TimeRangeName otherwise = TimeRangeName.All) =>
        ParseTimeRange(request.ReadText("time_range"), request.ReadText("from"), request.ReadText("to"), otherwise);

    /// <summary>A range from its three texts, wherever they stood. Dates alone mean <c>custom</c>.</summary>
    /// <exception cref="RequestRefusedException">The range is unknown, or the dates do not fit it.</exception>
    public static TimeRange ParseTimeRange(string? timeRange, string? from, string? to, TimeRangeName otherwise = TimeRangeName.All)
    {
        var dated = from is not null || to is not null;
        var name = dated && timeRange is null ? TimeRangeName.Custom : otherwise;
        if (timeRange is not null && !TimeRange.TryParseName(timeRange, out name))
        {
            throw RequestRefusedException.Invalid("time_range", $"time_range must be one of {string.Join(", ", TimeRange.Names)}.");
        }

        if (name != TimeRangeName.Custom)
        {
            return dated
                ? throw RequestRefusedException.Invalid(from is not null ? "from" : "to", "from and to belong to time_range=custom.")
                : new TimeRange(name);
        }

        if (!dated)
        {
            throw RequestRefusedException.Invalid("from", "time_range=custom needs from or to, or both.");
        }

        var (first, last) = (ParseDate("from", from), ParseDate("to", to));
        return first > last
            ? throw RequestRefusedException.Invalid("to", "to lies before from.")
            : TimeRange.Custom(first, last);
    }

    /// <summary>
    /// The filters, by the nine names of <see cref="GroupDimensions.Names"/>. A parameter given several times, or for
    /// dimensions without free text several keys parted by commas, means either.
    /// </summary>
    /// <exception cref="RequestRefusedException">A key is none that its dimension can have.</exception>
    public static TradeFilter ReadTradeFilter(this HttpRequest request)
    {
        var filter = TradeFilter.None;
        foreach (var dimension in GroupDimensions.All)
        {
            var name = GroupDimensions.NameOf(dimension);
            var values = request.Query[name];
            if (values.Count == 0)
            {
                continue;
            }

            var keys = values
                .SelectMany(v => s_listed.Contains(dimension) ? (v ?? "").Split(',') : [v ?? ""])
                .Select(v => v.Trim())
                .ToList();
            var known = GroupDimensions.FixedKeys(dimension);
            if (keys.Exists(string.IsNullOrEmpty))
            {
                throw RequestRefusedException.Invalid(name, $"{name} is empty.");
            }

            if (known is not null && keys.Exists(k => !known.Contains(k, StringComparer.OrdinalIgnoreCase)))
            {
                throw RequestRefusedException.Invalid(name, $"{name} must be one of {string.Join(", ", known)}.");
            }

            filter = filter.With(dimension, keys);
        }

        return filter;
    }

    /// <summary><c>group_by</c>: names parted by commas, or <c>all</c>; none where it is left out.</summary>
    /// <exception cref="RequestRefusedException">A name is unknown.</exception>
    public static IReadOnlyList<GroupDimension> ReadGroupBy(this HttpRequest request)
    {
        const string Name = "group_by";
        return request.ReadText(Name) switch
        {
            null => [],
            "all" => GroupDimensions.All,
            var text => [.. text.Split(',', StringSplitOptions.TrimEntries).Select(name => GroupDimensions.TryParse(name, out var dimension)
                ? dimension
                : throw RequestRefusedException.Invalid(Name, $"group_by must be all or some of {string.Join(", ", GroupDimensions.Names)}."))],
        };
    }

    /// <summary>A parameter that holds an instant; null where it is left out.</summary>
    /// <exception cref="RequestRefusedException">It is not an instant.</exception>
    public static DateTimeOffset ParseInstant(string name, string text)
    {
        // A plus that was not percent-encoded arrives as a space.
        var repaired = text.Length > 19 && text[^6] == ' ' ? string.Concat(text.AsSpan(0, text.Length - 6), "+", text.AsSpan(text.Length - 5)) : text;
        var hasOffset = repaired.EndsWith('Z') || repaired.EndsWith('z') || (repaired.Length > 19 && repaired[^6] is '+' or '-');
        return hasOffset && DateTimeOffset.TryParseExact(
                repaired.ToUpperInvariant(), s_instantFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant)
            ? instant.Year is >= FirstYear and <= LastYear
                ? instant
                : throw RequestRefusedException.Invalid(name, $"{name} must lie in the years {FirstYear} to {LastYear}.")
            : throw RequestRefusedException.Invalid(name, $"{name} must be an RFC 3339 instant such as 2026-10-31T04:59:59Z.");
    }

    private static DateOnly? ParseDate(string name, string? text) =>
        text is null ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date
        : throw RequestRefusedException.Invalid(name, $"{name} must be a date such as 2026-10-31.");
}
