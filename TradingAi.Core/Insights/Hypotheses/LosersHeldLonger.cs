namespace TradingAi.Core.Insights.Hypotheses;

/// <summary>
/// Hypothesis: losing trades are held for another time than winning ones (the disposition effect, Shefrin and Statman,
/// 1985, when it is longer).
/// </summary>
internal sealed class LosersHeldLonger : IHypothesis
{
    public IReadOnlyList<InsightType> Types => [InsightType.Behavior, InsightType.Risk];

    public IEnumerable<Contrast> Contrasts(TradeSample sample) =>
        [new Contrast("hold_time", "losers", sample.Where(t => t.NetPnl < 0), sample.Where(t => t.NetPnl > 0), Measure.HoldHours, "that lost")];
}
