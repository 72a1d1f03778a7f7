namespace TradingAi.Core.Insights.Hypotheses;

/// <summary>
/// Hypothesis: trades that are large against the trader's usual size do worse, or better: from one and a half times or twice
/// the usual stake, or from twice the usual notional of the same symbol. Notional is compared among like hold times, because
/// quick trades are larger for the same risk.
/// </summary>
internal sealed class PositionSize : IHypothesis
{
    public IReadOnlyList<InsightType> Types => [InsightType.Risk, InsightType.Behavior];

    public IEnumerable<Contrast> Contrasts(TradeSample sample)
    {
        var stakes = Stake.Of(sample);
        var notionals = Stake.OfNotional(sample, t => (t.Asset, t.Symbol));
        return
        [
            Larger("1.5 times usual or more", stakes, 1.5, "of at least 1.5 times the usual stake"),
            Larger("2 times usual or more", stakes, 2, "of at least twice the usual stake"),
            Larger("2 times the symbol's usual or more", notionals, 2, "of at least twice their symbol's usual notional") with { WithinHold = true },
        ];

        Contrast Larger(string key, double[] sizes, double least, string label) =>
            Contrast.AgainstAll(sample, "size", key, Enumerable.Range(0, sizes.Length).Where(n => sizes[n] >= least), label) with { Family = "size" };
    }
}
