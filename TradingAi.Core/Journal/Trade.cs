namespace TradingAi.Core.Journal;

/// <summary>Which side of the market a trade was on.</summary>
public enum Direction
{
    /// <summary>A stock bought, or an option bought.</summary>
    Long,

    /// <summary>A stock sold short, or an option written.</summary>
    Short,
}

/// <summary>What was traded.</summary>
public enum Asset
{
    /// <summary>Shares.</summary>
    Stock,

    /// <summary>Option contracts of 100 shares each.</summary>
    Option,
}

/// <summary>
/// One live (not deleted) stock or option trade, normalized: both kinds pooled, instants in UTC, money in the
/// account's currency. A trade that expired worthless holds exit price 0 and its expiry instant.
/// </summary>
public sealed record Trade
{
    /// <summary>What names the trade.</summary>
    public required EntityRef Ref { get; init; }

    /// <summary>The ticker, verbatim.</summary>
    public required string Symbol { get; init; }

    /// <summary>Long or short.</summary>
    public required Direction Direction { get; init; }

    /// <summary>Shares or contracts, over 0; shares can be fractional.</summary>
    public required decimal Quantity { get; init; }

    /// <summary>Price of entry per share.</summary>
    public required decimal EntryPrice { get; init; }

    /// <summary>Price of exit per share; null while the trade is open.</summary>
    public decimal? ExitPrice { get; init; }

    /// <summary>When the trade was opened, UTC.</summary>
    public required DateTimeOffset EntryAt { get; init; }

    /// <summary>When the trade was closed, UTC; null while it is open.</summary>
    public DateTimeOffset? ExitAt { get; init; }

    /// <summary>Commissions of the round trip, 0 or more.</summary>
    public decimal Commissions { get; init; }

    /// <summary>The stop's price; stocks only.</summary>
    public decimal? StopLoss { get; init; }

    /// <summary>The target's price; stocks only.</summary>
    public decimal? TakeProfit { get; init; }

    /// <summary><c>MARKET</c>, <c>LIMIT</c>, <c>STOP</c> or <c>STOP_LIMIT</c>; stocks only.</summary>
    public string? OrderType { get; init; }

    /// <summary>The broker's name; stocks only.</summary>
    public string? BrokerageName { get; init; }

    /// <summary>The strategy in the trader's own words; options only.</summary>
    public string? StrategyType { get; init; }

    /// <summary><c>Bullish</c>, <c>Bearish</c> or <c>Neutral</c>; options only.</summary>
    public string? TradeDirection { get; init; }

    /// <summary><c>Call</c> or <c>Put</c>; options only.</summary>
    public string? OptionType { get; init; }

    /// <summary>The strike; options only.</summary>
    public decimal? StrikePrice { get; init; }

    /// <summary>The contract's expiry, UTC; options only.</summary>
    public DateTimeOffset? ExpirationAt { get; init; }

    /// <summary>Implied volatility at entry, 0–100; options only.</summary>
    public decimal? ImpliedVolatility { get; init; }

    /// <summary>True for an option that the journal holds as closed without an exit price.</summary>
    public bool ExpiredWorthless { get; init; }

    /// <summary>The trader's own rating, 1–5.</summary>
    public int? Rating { get; init; }

    /// <summary>True once the trader has reviewed the trade.</summary>
    public bool Reviewed { get; init; }

    /// <summary>Mistakes in the trader's words, split at commas and trimmed.</summary>
    public IReadOnlyList<string> Mistakes { get; init; } = [];

    /// <summary>Tags, verbatim.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Ids of the playbooks the trade followed.</summary>
    public IReadOnlyList<string> PlaybookIds { get; init; } = [];

    /// <summary>Stock or option.</summary>
    public Asset Asset => Ref.Type == EntityType.Option ? Asset.Option : Asset.Stock;

    /// <summary>Shares that one unit stands for: 1, or 100 for a contract.</summary>
    public decimal Multiplier => Asset == Asset.Option ? 100m : 1m;

    /// <summary>True where both an exit price and an exit instant are known.</summary>
    public bool IsClosed => ExitPrice is not null && ExitAt is not null;

    /// <summary>Net P&amp;L after commissions, in the account's currency; null while the trade is open.</summary>
    public decimal? NetPnl => ExitPrice is { } exit && ExitAt is not null
        ? ((Direction == Direction.Long ? exit - EntryPrice : EntryPrice - exit) * Quantity * Multiplier) - Commissions
        : null;

    /// <summary>
    /// What was at stake at entry, in the account's currency: for a stock the distance to a stop that differs from the
    /// entry, for a long option the premium, otherwise null.
    /// </summary>
    public decimal? InitialRisk => Asset == Asset.Option
        ? Direction == Direction.Long && EntryPrice != 0 ? EntryPrice * Quantity * Multiplier : null
        : StopLoss is { } stop && stop != EntryPrice ? Math.Abs(EntryPrice - stop) * Quantity : null;

    /// <summary>P&amp;L in multiples of <see cref="InitialRisk"/>; null where either is unknown.</summary>
    public decimal? R => InitialRisk is > 0 and var risk ? NetPnl / risk : null;

    /// <summary>Entry price times quantity times multiplier, in the account's currency.</summary>
    public decimal Notional => EntryPrice * Quantity * Multiplier;

    /// <summary>Exit minus entry; null while the trade is open.</summary>
    public TimeSpan? HoldTime => IsClosed ? ExitAt - EntryAt : null;
}

/// <summary>The pooled order of trades: by exit instant, then option before stock, then numeric id.</summary>
public sealed class PooledOrder : IComparer<Trade>
{
    /// <summary>The one instance.</summary>
    public static PooledOrder Instance { get; } = new();

    /// <inheritdoc/>
    public int Compare(Trade? x, Trade? y)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        var order = Nullable.Compare(x.ExitAt, y.ExitAt);
        if (order == 0)
        {
            order = ((int)y.Asset).CompareTo((int)x.Asset);
        }

        return order != 0 ? order : CompareIds(x.Ref.Id, y.Ref.Id);
    }

    // Ids are opaque, but numeric ones order as numbers; 07 and 7 are two ids all the same.
    private static int CompareIds(string x, string y)
    {
        var order = long.TryParse(x, out var a) && long.TryParse(y, out var b) ? a.CompareTo(b) : 0;
        return order != 0 ? order : string.CompareOrdinal(x, y);
    }
}
