using System.Globalization;

namespace TradingAi.Core.Analytics;

/// <summary>The named ranges over which figures are computed.</summary>
public enum TimeRangeName
{
    /// <summary>Everything before now.</summary>
    All,

    /// <summary>From local midnight seven days before today.</summary>
    Days7,

    /// <summary>From local midnight thirty days before today.</summary>
    Days30,

    /// <summary>From local midnight ninety days before today.</summary>
    Days90,

    /// <summary>From 1 January, local.</summary>
    YearToDate,

    /// <summary>From local midnight of the same date last year.</summary>
    Year1,

    /// <summary>From one local date to another, both inclusive.</summary>
    Custom,
}

/// <summary>A range as it was asked for.</summary>
/// <param name="Name">Which range.</param>
/// <param name="From">First local date; only for <see cref="TimeRangeName.Custom"/>, null there means from the beginning.</param>
/// <param name="To">Last local date, inclusive; only for <see cref="TimeRangeName.Custom"/>, null there means until now.</param>
public readonly record struct TimeRange(TimeRangeName Name, DateOnly? From = null, DateOnly? To = null)
{
    private static readonly string[] s_names = ["all", "7d", "30d", "90d", "ytd", "1y", "custom"];

    /// <summary>Everything.</summary>
    public static TimeRange All => new(TimeRangeName.All);

    /// <summary>The names on the wire, in the order of <see cref="TimeRangeName"/>.</summary>
    public static IReadOnlyList<string> Names => s_names;

    /// <summary>This range's name on the wire: <c>all</c>, <c>7d</c>, <c>30d</c>, <c>90d</c>, <c>ytd</c>, <c>1y</c> or <c>custom</c>.</summary>
    public string WireName => s_names[(int)Name];

    /// <summary>A range between two local dates, both inclusive; null leaves that side open.</summary>
    public static TimeRange Custom(DateOnly? from, DateOnly? to) => new(TimeRangeName.Custom, from, to);

    /// <summary>Reads a range's name.</summary>
    public static bool TryParseName(string? text, out TimeRangeName name)
    {
        var index = Array.IndexOf(s_names, text);
        name = index < 0 ? default : (TimeRangeName)index;
        return index >= 0;
    }

    /// <summary>The instants this range spans, [start, end), for a trader in a time zone at a moment.</summary>
    /// <param name="asOf">The present: no range reaches it.</param>
    /// <param name="zone">The trader's time zone.</param>
    public InstantRange Resolve(DateTimeOffset asOf, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        var today = LocalTime.DateOf(asOf, zone);
        return Name switch
        {
            TimeRangeName.All => new InstantRange(null, asOf),
            TimeRangeName.Days7 => StartingAt(today.AddDays(-7)),
            TimeRangeName.Days30 => StartingAt(today.AddDays(-30)),
            TimeRangeName.Days90 => StartingAt(today.AddDays(-90)),
            TimeRangeName.YearToDate => StartingAt(new DateOnly(today.Year, 1, 1)),
            // AddYears takes 29 February to 28 February.
            TimeRangeName.Year1 => StartingAt(today.AddYears(-1)),
            TimeRangeName.Custom => new InstantRange(
                From is { } from ? LocalTime.StartOf(from, zone) : null,
                To is { } to && to < DateOnly.MaxValue ? Earlier(LocalTime.StartOf(to.AddDays(1), zone), asOf) : asOf),
            _ => throw new InvalidOperationException($"Unknown range {Name}."),
        };

        InstantRange StartingAt(DateOnly date) => new(LocalTime.StartOf(date, zone), asOf);
    }

    /// <inheritdoc/>
    public override string ToString() => Name == TimeRangeName.Custom
        ? string.Create(CultureInfo.InvariantCulture, $"custom {From:yyyy-MM-dd}..{To:yyyy-MM-dd}")
        : WireName;

    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;
}

/// <summary>Instants from <paramref name="Start"/> (null: from the beginning) up to but not including <paramref name="End"/>.</summary>
public readonly record struct InstantRange(DateTimeOffset? Start, DateTimeOffset End)
{
    /// <summary>True where the instant lies in the range.</summary>
    public bool Contains(DateTimeOffset instant) => (Start is null || instant >= Start) && instant < End;
}

/// <summary>Calendar arithmetic in a trader's time zone.</summary>
public static class LocalTime
{
    /// <summary>The local calendar date of an instant.</summary>
    public static DateOnly DateOf(DateTimeOffset instant, TimeZoneInfo zone) =>
        DateOnly.FromDateTime(Of(instant, zone));

    /// <summary>The local wall-clock time of an instant.</summary>
    public static DateTime Of(DateTimeOffset instant, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(instant, zone).DateTime;

    /// <summary>The first instant of a local date: midnight, or where the zone skips midnight the instant it skips to.</summary>
    public static DateTimeOffset StartOf(DateOnly date, TimeZoneInfo zone) => InstantOf(date.ToDateTime(TimeOnly.MinValue), zone);

    /// <summary>
    /// The instant of a local wall-clock time: the earlier one where the time occurs twice, the first one after the gap
    /// where it is skipped.
    /// </summary>
    public static DateTimeOffset InstantOf(DateTime local, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        var wall = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        if (zone.IsInvalidTime(wall))
        {
            // Gaps are whole minutes; the first valid minute after one is the instant the clock jumps to.
            do
            {
                wall = wall.AddMinutes(1);
            }
            while (zone.IsInvalidTime(wall));
        }

        var offset = zone.IsAmbiguousTime(wall) ? zone.GetAmbiguousTimeOffsets(wall).Max() : zone.GetUtcOffset(wall);
        return ToUtc(wall, offset);
    }

    private static DateTimeOffset ToUtc(DateTime wall, TimeSpan offset)
    {
        // Dates at the edges of the calendar have no UTC equivalent; they clamp.
        var ticks = Math.Clamp(wall.Ticks - offset.Ticks, DateTime.MinValue.Ticks, DateTime.MaxValue.Ticks);
        return new DateTimeOffset(ticks, TimeSpan.Zero);
    }
}
