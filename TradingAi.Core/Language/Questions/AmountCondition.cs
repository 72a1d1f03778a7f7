using System.Globalization;
using TradingAi.Core.Journal;

namespace TradingAi.Core.Language.Questions;

/// <summary>What an amount in a question is measured on.</summary>
internal enum Measure
{
    /// <summary>Net P&amp;L, signed.</summary>
    Pnl,

    /// <summary>Size of a loss; wins never match.</summary>
    Loss,

    /// <summary>Size of a win; losses never match.</summary>
    Win,

    /// <summary>P&amp;L in multiples of the initial risk.</summary>
    R,

    /// <summary>Hours from entry to exit.</summary>
    HoldHours,

    /// <summary>Rating, 1–5.</summary>
    Rating,

    /// <summary>A number of anything.</summary>
    Quantity,

    /// <summary>Shares of a stock trade; options never match.</summary>
    Shares,

    /// <summary>Contracts of an option trade; stocks never match.</summary>
    Contracts,

    /// <summary>Entry price times quantity times multiplier.</summary>
    Notional,

    /// <summary>Commissions of the round trip.</summary>
    Commissions,

    /// <summary>Price of entry.</summary>
    EntryPrice,

    /// <summary>Implied volatility at entry, 0–100.</summary>
    ImpliedVolatility,
}

/// <summary>A measure between two bounds.</summary>
internal sealed record AmountCondition(
    Measure Measure, decimal? Min, decimal? Max, bool MinInclusive = true, bool MaxInclusive = true) : Condition
{
    public override string Slot => Measure switch
    {
        Measure.HoldHours => nameof(Grouping.Hold),
        Measure.Rating => nameof(Grouping.Rating),
        Measure.Loss or Measure.Win => "amount",
        _ => Measure.ToString(),
    };

    public override string Name => Measure switch
    {
        Measure.Pnl => "net_pnl",
        Measure.HoldHours => "hold_hours",
        Measure.EntryPrice => "entry_price",
        Measure.ImpliedVolatility => "implied_volatility",
        _ => Measure.ToString().ToLowerInvariant(),
    };

    public override string Describe() => string.Join(" and ", Bounds());

    public override Func<Trade, bool> Compile(JournalView view) => trade => ValueOf(trade) is { } value && Contains(value);

    /// <summary>True where a value lies between the bounds.</summary>
    public bool Contains(decimal value) =>
        (Min is not { } min || value > min || (MinInclusive && value == min))
        && (Max is not { } max || value < max || (MaxInclusive && value == max));

    /// <summary>True where a signed result lies between the bounds, which for losses and wins are sizes.</summary>
    public bool ContainsResult(decimal value) => Measure switch
    {
        Measure.Loss => value < 0 && Contains(-value),
        Measure.Win => value > 0 && Contains(value),
        _ => Contains(value),
    };

    private decimal? ValueOf(Trade trade) => Measure switch
    {
        Measure.Pnl => trade.NetPnl,
        Measure.Loss => trade.NetPnl is < 0 ? -trade.NetPnl : null,
        Measure.Win => trade.NetPnl is > 0 ? trade.NetPnl : null,
        Measure.R => trade.R,
        Measure.HoldHours => trade.HoldTime is { } hold ? (decimal)hold.Ticks / TimeSpan.TicksPerHour : null,
        Measure.Rating => trade.Rating,
        Measure.Quantity => trade.Quantity,
        Measure.Shares => trade.Asset == Asset.Stock ? trade.Quantity : null,
        Measure.Contracts => trade.Asset == Asset.Option ? trade.Quantity : null,
        Measure.Notional => trade.Notional,
        Measure.Commissions => trade.Commissions,
        Measure.EntryPrice => trade.EntryPrice,
        _ => trade.ImpliedVolatility,
    };

    private IEnumerable<string> Bounds()
    {
        if (Min is { } min)
        {
            yield return (MinInclusive ? ">= " : "> ") + min.ToString("0.####", CultureInfo.InvariantCulture);
        }

        if (Max is { } max)
        {
            yield return (MaxInclusive ? "<= " : "< ") + max.ToString("0.####", CultureInfo.InvariantCulture);
        }
    }
}
