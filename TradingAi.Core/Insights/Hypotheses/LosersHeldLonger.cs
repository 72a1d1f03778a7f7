namespace TradingAi.Core.Insights.Hypotheses;

/// <summary>
/// Hypothesis: losing trades are held longer than winning ones (the disposition effect, Shefrin and Statman, 1985). That
/// they are held shorter is what stops are for, and no finding.
/// </summary>
internal sealed class LosersHeldLonger : IHypothesis
{
    public IReadOnlyList<InsightType> Types => [InsightType.Behavior, InsightType.Risk];

    public IEnumerable<Contrast> Contrasts(TradeSample sample)
    {
        var (losers, winners) = (sample.Where(t => t.NetPnl < 0), sample.Where(t => t.NetPnl > 0));
        yield return new Contrast("hold_time", "losers", losers, winners, Measure.HoldHours, "that lost") { Hindsight = true };
    }
}
