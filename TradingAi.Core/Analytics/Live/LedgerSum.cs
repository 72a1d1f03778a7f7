using TradingAi.Core.Journal;

namespace TradingAi.Core.Analytics.Live;

/// <summary>
/// What a run of closed trades in pooled order comes to, of which two that follow one another can be joined without the
/// trades: the figures of any range of the journal are a few such joins. Money is exact.
/// </summary>
public readonly record struct LedgerSum
{
    /// <summary>Trades.</summary>
    public int Count { get; private init; }

    /// <summary>Trades with a positive net P&amp;L.</summary>
    public int Wins { get; private init; }

    /// <summary>Trades with a negative net P&amp;L.</summary>
    public int Losses { get; private init; }

    /// <summary>Sum of net P&amp;L.</summary>
    public decimal NetPnl { get; private init; }

    /// <summary>Sum of the losses, 0 or less.</summary>
    public decimal GrossLoss { get; private init; }

    /// <summary>Mean and spread of net P&amp;L a trade.</summary>
    public Moments Pnl { get; private init; }

    /// <summary>The highest point of the equity curve, which starts at 0; 0 or more.</summary>
    public decimal Peak { get; private init; }

    /// <summary>The lowest point of the equity curve, which starts at 0; 0 or less.</summary>
    public decimal Trough { get; private init; }

    /// <summary>The largest fall of the equity curve below its running peak, 0 or more.</summary>
    public decimal MaxDrawdown { get; private init; }

    /// <summary>What the run's last trades have in common: 1 wins, −1 losses, 0 break-evens or no trade.</summary>
    public int StreakSign { get; private init; }

    /// <summary>How many last trades those are.</summary>
    public int StreakLength { get; private init; }

    /// <summary>Wins over trades; null without any.</summary>
    public double? WinRate => Count == 0 ? null : (double)Wins / Count;

    /// <summary>How far the curve's end is below its peak, 0 or more.</summary>
    public decimal CurrentDrawdown => Peak - NetPnl;

    /// <summary>Of one closed trade.</summary>
    public static LedgerSum Of(Trade trade)
    {
        ArgumentNullException.ThrowIfNull(trade);
        var pnl = trade.NetPnl ?? throw new ArgumentException($"{trade.Ref} is open.", nameof(trade));
        return new LedgerSum
        {
            Count = 1,
            Wins = pnl > 0 ? 1 : 0,
            Losses = pnl < 0 ? 1 : 0,
            NetPnl = pnl,
            GrossLoss = Math.Min(pnl, 0),
            Pnl = Moments.Of((double)pnl),
            Peak = Math.Max(pnl, 0),
            Trough = Math.Min(pnl, 0),
            MaxDrawdown = Math.Max(-pnl, 0),
            StreakSign = Math.Sign(pnl),
            StreakLength = 1,
        };
    }

    /// <summary>Of this run and the one after it.</summary>
    public LedgerSum Then(in LedgerSum next)
    {
        if (Count == 0 || next.Count == 0)
        {
            return Count == 0 ? next : this;
        }

        return new LedgerSum
        {
            Count = Count + next.Count,
            Wins = Wins + next.Wins,
            Losses = Losses + next.Losses,
            NetPnl = NetPnl + next.NetPnl,
            GrossLoss = GrossLoss + next.GrossLoss,
            Pnl = Pnl.Join(next.Pnl),
            Peak = Math.Max(Peak, NetPnl + next.Peak),
            Trough = Math.Min(Trough, NetPnl + next.Trough),
            MaxDrawdown = Math.Max(Math.Max(MaxDrawdown, next.MaxDrawdown), Peak - (NetPnl + next.Trough)),
            StreakSign = next.StreakSign,
            StreakLength = next.StreakLength + (next.StreakLength == next.Count && next.StreakSign == StreakSign ? StreakLength : 0),
        };
    }
}
