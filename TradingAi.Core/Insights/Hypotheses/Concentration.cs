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
        var beside = OpenAtEntry.Of(sample).Where(x => x.Open.Count > 0).OrderBy(x => x.Position).ToList();
        var side = beside.Where(x =>
        {
            var all = x.Trade.Notional + x.Open.Sum(t => t.Notional);
            var own = x.Trade.Notional + x.Open.Where(t => t.Symbol == x.Trade.Symbol).Sum(t => t.Notional);
            return all > 0 && 3 * own >= 2 * all;
        });
        yield return Contrast.Within(
            beside.Select(x => x.Position), "concentration", "two thirds in one symbol", side.Select(x => x.Position),
            "opened with two thirds or more of the open money in their symbol");
    }
}
