namespace TradingAi.Core.Insights.Hypotheses;

/// <summary>
/// Hypothesis: a part of one weekday does better or worse than the rest of the week. Morning ends at 12:00, afternoon
/// at 18:00, in the trader's time zone, by entry.
/// </summary>
internal sealed class WeekdayDaytime : IHypothesis
{
    public IReadOnlyList<InsightType> Types => [InsightType.Patterns];

    public IEnumerable<Contrast> Contrasts(TradeSample sample) => Enumerable.Range(0, sample.Trades.Count)
        .GroupBy(n => (sample.LocalEntries[n].DayOfWeek, Daytime: DaytimeOf(sample.LocalEntries[n])))
        .OrderBy(g => g.Key)
        .Select(g => Contrast.AgainstAll(
            sample, "weekday+daytime", $"{g.Key.DayOfWeek} {g.Key.Daytime}", [.. g], $"opened on a {g.Key.DayOfWeek} {g.Key.Daytime}"));

    private static string DaytimeOf(DateTime entry) => entry.Hour switch
    {
        < 12 => "morning",
        < 18 => "afternoon",
        _ => "evening",
    };
}
