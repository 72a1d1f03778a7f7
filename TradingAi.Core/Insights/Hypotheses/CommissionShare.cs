namespace TradingAi.Core.Insights.Hypotheses;

/// <summary>Hypothesis: commissions weigh, in that they take more than a quarter of the gross result on more than half of the trades.</summary>
internal sealed class CommissionShare : IHypothesis
{
    private const decimal Heavy = 0.25m;

    public IReadOnlyList<InsightType> Types => [InsightType.Performance, InsightType.Risk];

    public IEnumerable<Contrast> Contrasts(TradeSample sample) =>
    [
        Contrast.Habit(
            sample, "commissions", "over a quarter of the result",
            sample.Where(t => t.Commissions > Heavy * Math.Abs(t.NetPnl!.Value + t.Commissions)),
            [.. Enumerable.Range(0, sample.Trades.Count)],
            "whose commissions were over a quarter of the gross result", "trades"),
    ];
}
