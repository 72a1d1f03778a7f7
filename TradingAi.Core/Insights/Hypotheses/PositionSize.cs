namespace TradingAi.Core.Insights.Hypotheses;

/// <summary>Hypothesis: trades of at least one and a half times the usual notional of their asset do worse.</summary>
internal sealed class PositionSize : IHypothesis
{
    private const double Large = 1.5;

    public IReadOnlyList<InsightType> Types => [InsightType.Risk, InsightType.Behavior];

    public IEnumerable<Contrast> Contrasts(TradeSample sample)
    {
        var sizes = RelativeTo(sample);
        yield return Contrast.AgainstAll(
            sample, "size", "1.5 times usual or more", [.. Enumerable.Range(0, sizes.Length).Where(n => sizes[n] >= Large)],
            "of at least 1.5 times the usual size");
    }

    /// <summary>Each trade's notional over the median notional of the range's trades of the same asset.</summary>
    public static double[] RelativeTo(TradeSample sample)
    {
        var usual = sample.Trades.GroupBy(t => t.Asset).ToDictionary(
            g => g.Key, g => (double)g.Select(t => t.Notional).Order().ElementAt(g.Count() / 2));
        return [.. sample.Trades.Select(t => usual[t.Asset] > 0 ? (double)t.Notional / usual[t.Asset] : 1)];
    }
}
