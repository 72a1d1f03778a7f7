namespace TradingAi.Core.Insights.Hypotheses;

/// <summary>
/// Hypothesis: losing trades are held longer than winning ones (the disposition effect, Shefrin and Statman, 1985). That
/// they are held shorter is what stops are for, and no finding. What it was worth counts the losers that stayed open longer
/// than the winners' average.
/// </summary>
internal sealed class LosersHeldLonger : IHypothesis
{
    public IReadOnlyList<InsightType> Types => [InsightType.Behavior, InsightType.Risk];

    public IEnumerable<Contrast> Contrasts(TradeSample sample)
    {
        var (losers, winners) = (sample.Where(t => t.NetPnl < 0), sample.Where(t => t.NetPnl > 0));
        if (winners.Length == 0)
        {
            yield break;
        }

        var usual = winners.Average(n => Hours(sample, n));
        yield return new Contrast("hold_time", "losers", losers, winners, Measure.HoldHours, "that lost")
        {
            LeftOut = [.. losers.Where(n => Hours(sample, n) > usual)],
            LeftOutLabel = "that lost and stayed open longer than the average winner",
            Hindsight = true,
        };
    }

    private static double Hours(TradeSample sample, int n) => sample.Trades[n].HoldTime!.Value.TotalHours;
}
