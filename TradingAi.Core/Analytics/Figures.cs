using System.Text.Json.Serialization;

namespace TradingAi.Core.Analytics;

/// <summary>
/// Every figure over a set of closed trades. Money is in the account's currency, rates are fractions 0–1, counts are
/// trades; null where the definition has nothing to divide by.
/// </summary>
public sealed record Figures
{
    /// <summary>Closed trades.</summary>
    public int TradeCount { get; init; }

    /// <summary>Trades with a positive net P&amp;L.</summary>
    public int WinCount { get; init; }

    /// <summary>Trades with a negative net P&amp;L.</summary>
    public int LossCount { get; init; }

    /// <summary>Trades with a net P&amp;L of exactly 0.</summary>
    public int BreakEvenCount { get; init; }

    /// <summary>Wins over trades.</summary>
    public double? WinRate { get; init; }

    /// <summary>Sum of net P&amp;L.</summary>
    public decimal NetPnl { get; init; }

    /// <summary>Sum of the wins, 0 or more.</summary>
    public decimal GrossProfit { get; init; }

    /// <summary>Sum of the losses, 0 or less.</summary>
    public decimal GrossLoss { get; init; }

    /// <summary>Gross profit over the size of gross loss; null without losses.</summary>
    public double? ProfitFactor { get; init; }

    /// <summary>Mean win.</summary>
    public decimal? AverageWin { get; init; }

    /// <summary>Mean loss, 0 or less.</summary>
    public decimal? AverageLoss { get; init; }

    /// <summary>Mean win over the size of the mean loss.</summary>
    public double? PayoffRatio { get; init; }

    /// <summary>Mean net P&amp;L a trade.</summary>
    public decimal? Expectancy { get; init; }

    /// <summary>The largest win; null without wins.</summary>
    public decimal? LargestWin { get; init; }

    /// <summary>The largest loss, negative; null without losses.</summary>
    public decimal? LargestLoss { get; init; }

    /// <summary>Longest run of wins in pooled order.</summary>
    public int MaxConsecutiveWins { get; init; }

    /// <summary>Longest run of losses in pooled order.</summary>
    public int MaxConsecutiveLosses { get; init; }

    /// <summary>Sum of commissions.</summary>
    public decimal TotalCommissions { get; init; }

    /// <summary>Mean of exit minus entry, in hours.</summary>
    public double? AverageHoldHours { get; init; }

    /// <summary>Largest fall of the equity curve below its running peak, 0 or more.</summary>
    public decimal MaxDrawdown { get; init; }

    /// <summary>Whole days between the exits that set that peak and that trough.</summary>
    public int MaxDrawdownDays { get; init; }

    /// <summary>Mean over standard deviation (n − 1) of daily P&amp;L, times √252.</summary>
    public double? SharpeRatio { get; init; }

    /// <summary>Mean over downside deviation of daily P&amp;L, times √252.</summary>
    public double? SortinoRatio { get; init; }

    /// <summary>Historical daily value at risk at 95 %, 0 or more; null under 20 days.</summary>
    [JsonPropertyName("value_at_risk_95")]
    public decimal? ValueAtRisk95 { get; init; }

    /// <summary>Mean loss of the days at or beyond the value at risk, 0 or more; null under 20 days.</summary>
    [JsonPropertyName("expected_shortfall_95")]
    public decimal? ExpectedShortfall95 { get; init; }

    /// <summary>Mean R over the trades that have an initial risk.</summary>
    public double? AverageR { get; init; }

    /// <summary>Trades that have an initial risk.</summary>
    [JsonPropertyName("r_trade_count")]
    public int RTradeCount { get; init; }

    /// <summary>Van Tharp's SQN: mean R over its standard deviation (n − 1), times √min(N, 100).</summary>
    public double? SystemQualityNumber { get; init; }

    /// <summary>Kelly's fraction W − (1 − W) / payoff ratio.</summary>
    public double? KellyFraction { get; init; }

    /// <summary>The equity curve's last value, which is the net P&amp;L.</summary>
    public decimal FinalEquity => NetPnl;
}

/// <summary>P&amp;L of one local calendar day of exit.</summary>
/// <param name="Date">The local date.</param>
/// <param name="Pnl">Sum of net P&amp;L, in the account's currency.</param>
public readonly record struct DailyPnl(DateOnly Date, decimal Pnl);

/// <summary>The equity curve after one exit.</summary>
/// <param name="Time">The exit's instant, UTC.</param>
/// <param name="Equity">Running sum of net P&amp;L from 0, in the account's currency.</param>
public readonly record struct EquityPoint(DateTimeOffset Time, decimal Equity);

/// <summary>The figures of one group, such as one symbol.</summary>
/// <param name="Key">The group's key, such as <c>NVDA</c>, <c>Monday</c> or <c>1h-1d</c>.</param>
/// <param name="TradeCount">Closed trades in it.</param>
/// <param name="WinRate">Wins over trades, 0–1.</param>
/// <param name="NetPnl">Sum of net P&amp;L.</param>
/// <param name="Expectancy">Mean net P&amp;L a trade.</param>
/// <param name="ProfitFactor">Gross profit over the size of gross loss; null without losses.</param>
public sealed record GroupFigures(
    string Key, int TradeCount, double? WinRate, decimal NetPnl, decimal? Expectancy, double? ProfitFactor);
