using TradingAi.Core.Journal;

namespace TradingAi.Core.Insights.Hypotheses;

/// <summary>Hypothesis: stock trades without a stop do worse than stock trades with one.</summary>
internal sealed class MissingStops : IHypothesis
{
    public IReadOnlyList<InsightType> Types => [InsightType.Risk];

    public IEnumerable<Contrast> Contrasts(TradeSample sample) =>
    [
        new Contrast(
            "stop",
            "without a stop",
            sample.Where(t => t.Asset == Asset.Stock && t.StopLoss is null),
            sample.Where(t => t.Asset == Asset.Stock && t.StopLoss is not null),
            Measure.Pnl,
            "in stocks without a stop"),
    ];
}
