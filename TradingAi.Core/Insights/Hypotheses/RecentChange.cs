namespace TradingAi.Core.Insights.Hypotheses;

/// <summary>Hypothesis: the latest third of the range's trades does otherwise than the two thirds before.</summary>
internal sealed class RecentChange : IHypothesis
{
    /// <summary>What its contrast divides the trades by.</summary>
    public const string Dimension = "period";

    public IReadOnlyList<InsightType> Types => [InsightType.Performance];

    public IEnumerable<Contrast> Contrasts(TradeSample sample)
    {
        var start = sample.Trades.Count - (sample.Trades.Count / 3);
        yield return Contrast.AgainstAll(
            sample, Dimension, "latest third", [.. Enumerable.Range(start, sample.Trades.Count - start)], "in the latest third of the range");
    }
}
