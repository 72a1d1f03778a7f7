namespace TradingAi.Core.Insights.Hypotheses;

/// <summary>
/// Hypothesis: trades on busy days do worse. A day (local, by entry) is busy from twice the median day's trades on, and
/// from three trades on.
/// </summary>
internal sealed class BusyDays : IHypothesis
{
    public IReadOnlyList<InsightType> Types => [InsightType.Behavior];

    public IEnumerable<Contrast> Contrasts(TradeSample sample)
    {
        var days = Enumerable.Range(0, sample.Trades.Count).GroupBy(n => sample.LocalEntries[n].Date).ToList();
        if (days.Count == 0)
        {
            yield break;
        }

        var median = days.Select(d => d.Count()).Order().ElementAt(days.Count / 2);
        var busy = Math.Max(3, 2 * median);
        yield return Contrast.AgainstAll(
            sample, "trades_a_day", $"{busy} or more", [.. days.Where(d => d.Count() >= busy).SelectMany(d => d)],
            $"opened on days with {busy} or more entries");
    }
}
