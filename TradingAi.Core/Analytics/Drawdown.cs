using TradingAi.Core.Journal;

namespace TradingAi.Core.Analytics;

/// <summary>The largest fall of an equity curve below its running peak, which starts at 0.</summary>
/// <param name="Depth">The fall, 0 or more, in the account's currency.</param>
/// <param name="PeakAt">The exit that set the peak, or the first trade's entry where the peak is the initial 0; null without a fall.</param>
/// <param name="TroughAt">The exit that set the trough; null without a fall.</param>
public readonly record struct Drawdown(decimal Depth, DateTimeOffset? PeakAt, DateTimeOffset? TroughAt)
{
    /// <summary>Whole days from peak to trough, rounded down; 0 without a fall.</summary>
    public int Days => PeakAt is { } peak && TroughAt is { } trough ? (int)Math.Floor((trough - peak).TotalDays) : 0;

    /// <summary>Finds it: of equal peaks the earliest, of equally deep troughs the earliest.</summary>
    /// <param name="trades">Closed trades in the pooled order.</param>
    public static Drawdown Compute(IReadOnlyList<Trade> trades) => Compute(TradeOutcome.Of(trades));

    /// <summary>Finds it under results that need not be the trades' own.</summary>
    /// <param name="trades">Closed trades in the pooled order.</param>
    public static Drawdown Compute(IReadOnlyList<TradeOutcome> trades)
    {
        ArgumentNullException.ThrowIfNull(trades);
        if (trades.Count == 0)
        {
            return default;
        }

        var (equity, peak, peakAt, deepest) = (0m, 0m, trades[0].Trade.EntryAt, default(Drawdown));
        foreach (var (trade, pnl) in trades)
        {
            equity += pnl;
            if (equity > peak)
            {
                (peak, peakAt) = (equity, trade.ExitAt!.Value);
            }
            else if (peak - equity > deepest.Depth)
            {
                deepest = new Drawdown(peak - equity, peakAt, trade.ExitAt);
            }
        }

        return deepest;
    }
}
