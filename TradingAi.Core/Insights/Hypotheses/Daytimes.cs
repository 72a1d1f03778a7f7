namespace TradingAi.Core.Insights.Hypotheses;

/// <summary>
/// Hypothesis: a part of the day, or of one weekday, does better or worse than the rest. Morning ends at 12:00, afternoon
/// at 18:00, in the trader's time zone, by entry.
/// </summary>
internal sealed class Daytimes : IHypothesis
{
    public IReadOnlyList<InsightType> Types => [InsightType.Patterns];

    public IEnumerable<Contrast> Contrasts(TradeSample sample)
    {
        var entries = sample.LocalEntries;
        var positions = Enumerable.Range(0, entries.Count).ToList();
        var days = positions.GroupBy(n => (entries[n].DayOfWeek, Daytime: DaytimeOf(entries[n]))).OrderBy(g => g.Key)
            .Select(g => Contrast.AgainstAll(
                sample, "weekday+daytime", $"{g.Key.DayOfWeek} {g.Key.Daytime}", g, $"opened on a {g.Key.DayOfWeek} {g.Key.Daytime}"));
        var daytimes = positions.GroupBy(n => DaytimeOf(entries[n])).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => Contrast.AgainstAll(sample, "daytime", g.Key, g, $"opened in the {g.Key}"));
        return days.Concat(daytimes);
    }

    private static string DaytimeOf(DateTime entry) => entry.Hour switch
    {
        < 12 => "morning",
        < 18 => "afternoon",
        _ => "evening",
    };
}
