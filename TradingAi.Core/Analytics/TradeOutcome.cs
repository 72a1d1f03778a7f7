using TradingAi.Core.Journal;

namespace TradingAi.Core.Analytics;

/// <summary>A closed trade and the result it counts with: its own, or the one it would have had.</summary>
/// <param name="Trade">The trade; its size, risk and commissions are those that count.</param>
/// <param name="NetPnl">Net P&amp;L in the account's currency.</param>
public readonly record struct TradeOutcome(Trade Trade, decimal NetPnl)
{
    /// <summary>The result in multiples of the trade's initial risk; null where that is unknown.</summary>
    public decimal? R => Trade.InitialRisk is > 0 and var risk ? NetPnl / risk : null;

    /// <summary>A trade as it went.</summary>
    /// <exception cref="ArgumentException">The trade is open.</exception>
    public static TradeOutcome Of(Trade trade)
    {
        ArgumentNullException.ThrowIfNull(trade);
        return new(trade, trade.NetPnl ?? throw new ArgumentException($"{trade.Ref} is open; figures count closed trades only.", nameof(trade)));
    }

    /// <summary>Trades as they went, in the order given.</summary>
    /// <exception cref="ArgumentException">One is open.</exception>
    public static IReadOnlyList<TradeOutcome> Of(IReadOnlyCollection<Trade> trades) => [.. trades.Select(Of)];

    /// <summary>The same trade in another size: quantity, commissions, initial risk and result are multiplied.</summary>
    /// <param name="factor">What by, over 0.</param>
    public TradeOutcome Scaled(decimal factor) =>
        new(Trade with { Quantity = Trade.Quantity * factor, Commissions = Trade.Commissions * factor }, NetPnl * factor);
}
