using System.Globalization;
using System.Text.Json.Nodes;
using TradingAi.Core.Analytics;

namespace TradingAi.Functions.Demo;

/// <summary>
/// Moves a journal document in time by whole weeks of the trader's wall clock, so that every weekday and every local hour
/// stays what it was, across changes of daylight saving time too.
/// </summary>
public static class JournalDates
{
    private const string Instant = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'";
    private const string Date = "yyyy-MM-dd";

    private static readonly string[] s_formats = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ss.FFFFFFFK"];
    private static readonly string[] s_exitFields = ["exitDate", "exit_date"];

    /// <summary>Moves the document so that its last trade closed within the seven days before a moment, and none after it.</summary>
    /// <param name="journal">The document; it is changed in place.</param>
    /// <param name="now">The moment.</param>
    /// <returns>By how many weeks it was moved; 0 where no trade is closed.</returns>
    public static int MoveToPresent(JsonObject journal, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(journal);
        var zone = TimeZoneInfo.FindSystemTimeZoneById((string?)journal["user_profile"]?["timezone"] ?? "UTC");
        var exits = Fields(journal).Where(f => s_exitFields.Contains(f.Name)).Select(f => Parse(f.Text)).OfType<DateTimeOffset>().ToList();
        if (exits.Count == 0)
        {
            return 0;
        }

        var last = exits.Max();
        var weeks = (int)Math.Floor((LocalTime.Of(now, zone) - LocalTime.Of(last, zone)).TotalDays / 7);
        if (Move(last, weeks, zone) > now)
        {
            weeks--;
        }

        foreach (var field in Fields(journal).ToList())
        {
            if (Parse(field.Text) is { } instant)
            {
                field.Owner[field.Name] = Move(instant, weeks, zone).UtcDateTime.ToString(Instant, CultureInfo.InvariantCulture);
            }
            else if (DateOnly.TryParseExact(field.Text, Date, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            {
                field.Owner[field.Name] = date.AddDays(7 * weeks).ToString(Date, CultureInfo.InvariantCulture);
            }
        }

        return weeks;
    }

    private static DateTimeOffset Move(DateTimeOffset instant, int weeks, TimeZoneInfo zone) =>
        LocalTime.InstantOf(LocalTime.Of(instant, zone).AddDays(7 * weeks), zone);

    private static DateTimeOffset? Parse(string text) =>
        DateTimeOffset.TryParseExact(text, s_formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant)
            ? instant
            : null;

    // Rows stand in lists below the root; every field of a row that names a date ends in one of these.
    private static IEnumerable<(JsonObject Owner, string Name, string Text)> Fields(JsonObject journal) =>
        from section in journal
        where section.Value is JsonArray
        from row in section.Value!.AsArray().OfType<JsonObject>()
        from field in row
        where field.Key.EndsWith("Date", StringComparison.Ordinal) || field.Key.EndsWith("_date", StringComparison.Ordinal)
            || field.Key.EndsWith("At", StringComparison.Ordinal) || field.Key.EndsWith("_at", StringComparison.Ordinal)
        where field.Value is JsonValue
        let text = field.Value!.AsValue().TryGetValue<string>(out var value) ? value : null
        where text is not null
        select (row, field.Key, text);
}
