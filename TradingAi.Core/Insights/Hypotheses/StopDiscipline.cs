using TradingAi.Core.Journal;

namespace TradingAi.Core.Insights.Hypotheses;

/// <summary>
/// Hypotheses: stock trades without a stop do worse than those with one; and stops are not kept, in that more than half of
/// the losers that had one lost over one and a half times what was at stake. The bar is high because gaps and slippage take
/// every trader beyond a stop now and then.
/// </summary>
internal sealed class StopDiscipline : IHypothesis
{
    private const decimal Overrun = -1.5m;

    public IReadOnlyList<InsightType> Types => [InsightType.Risk];

    public IEnumerable<Contrast> Contrasts(TradeSample sample)
    {
        var stocks = sample.Where(t => t.Asset == Asset.Stock);
        yield return Contrast.Within(
            stocks, "stop", "without a stop", stocks.Where(n => sample.Trades[n].StopLoss is null), "in stocks without a stop", "in stocks with one");

        var losers = sample.Where(t => t is { Asset: Asset.Stock, R: < 0 });
        yield return Contrast.Habit(
            sample, "stop_overrun", "beyond 1.5R", [.. losers.Where(n => sample.Trades[n].R < Overrun)], losers,
            "that lost more than 1.5 times the distance to their stop", "losers with a stop");
    }
}
