using TradingAi.Core.Journal;

namespace TradingAi.Core.Insights.Hypotheses;

/// <summary>
/// Hypothesis: trades that put most of the open money into one symbol do worse. Of the trades opened while another was
/// open, the side is those whose symbol then held two thirds or more of all open notional, their own included.
/// </summary>
internal sealed class Concentration : IHypothesis
{
    public IReadOnlyList<InsightType> Types => [InsightType.Risk];

    public IEnumerable<Contrast> Contrasts(TradeSample sample)
    {
        var beside = OpenAtEntry.Of(sample).Where(x => x.Open.Count > 0)
            .Select(x => (x.Position, IsConcentrated: IsConcentrated(x.Trade, x.Open))).OrderBy(x => x.Position).ToList();
        var side = beside.Where(x => x.IsConcentrated);
        yield return Contrast.Within(
            beside.Select(x => x.Position), "concentration", "two thirds in one symbol", side.Select(x => x.Position),
            "opened with two thirds or more of the open money in their symbol", "opened beside others with less of it there");
    }

    private static bool IsConcentrated(Trade trade, IReadOnlyList<Trade> open)
    {
        var all = trade.Notional + open.Sum(t => t.Notional);
        var own = trade.Notional + open.Where(t => t.Symbol == trade.Symbol).Sum(t => t.Notional);
        return all > 0 && 3 * own >= 2 * all;
    }
}
