using TradingAi.Core.Journal;

namespace TradingAi.Core.Insights.Hypotheses;

/// <summary>
/// Hypothesis: adding to a loser costs. The side is every entry made while an earlier one in the same symbol (for options
/// the same contract) and direction was open at a better price, so that the earlier one was losing.
/// </summary>
internal sealed class AveragingDown : IHypothesis
{
    public IReadOnlyList<InsightType> Types => [InsightType.Behavior, InsightType.Risk];

    public IEnumerable<Contrast> Contrasts(TradeSample sample) =>
    [
        Contrast.AgainstAll(
            sample, "averaging_down", "added to a loser",
            OpenAtEntry.Of(sample).Where(x => x.Open.Any(earlier => Adds(x.Trade, earlier))).Select(x => x.Position),
            "that added to an open position at a worse price"),
    ];

    private static bool Adds(Trade trade, Trade earlier) =>
        trade.Symbol == earlier.Symbol && trade.Asset == earlier.Asset && trade.Direction == earlier.Direction
        && trade.OptionType == earlier.OptionType && trade.StrikePrice == earlier.StrikePrice && trade.ExpirationAt == earlier.ExpirationAt
        && (trade.Direction == Direction.Long ? trade.EntryPrice < earlier.EntryPrice : trade.EntryPrice > earlier.EntryPrice);
}
