namespace TradingAi.Benchmarks.Findings;

/// <summary>What a generated trader's journal is like where no effect is planted.</summary>
/// <param name="Name">As it is printed.</param>
public sealed record World(string Name)
{
    /// <summary>Closed trades, about; planted revenge entries come on top.</summary>
    public int Trades { get; init; } = 570;

    /// <summary>The share of option trades.</summary>
    public double Options { get; init; }

    /// <summary>Mean R of a trade before commissions.</summary>
    public double Edge { get; init; } = 0.1;

    /// <summary>Degrees of freedom of Student's t that results follow, 3 or more; 0 for wins and losses of about the stop's size, whose chances move.</summary>
    public int Tails { get; init; }

    /// <summary>The spread of log volatility, price and size among symbols.</summary>
    public double SymbolSpread { get; init; }

    /// <summary>True where the results are in proportion to notional, volatility and the root of the hold time, false where they are to the risk taken.</summary>
    public bool ByVolatility { get; init; }

    /// <summary>How much of a result is the day's market, common to all trades opened that day: a share of the variance.</summary>
    public double Market { get; init; }

    /// <summary>How much the stake grows over the year, as a factor.</summary>
    public double Growth { get; init; } = 1;

    /// <summary>The journals without an effect that the benchmark looks at.</summary>
    public static IReadOnlyList<World> All { get; } =
    [
        new("plain: stocks, normal results, equal sizes") { Tails = 100 },
        new("heavy tails (t, 3 degrees of freedom)") { Tails = 3, Options = 0.2 },
        new("wins and losses at targets and stops") { Options = 0.22, SymbolSpread = 0.5, Edge = 0.2 },
        new("stocks and options, results by volatility and hold") { Options = 0.25, SymbolSpread = 0.6, ByVolatility = true, Tails = 4 },
        new("strong positive expectancy, by volatility") { Options = 0.25, SymbolSpread = 0.6, ByVolatility = true, Tails = 4, Edge = 0.35 },
        new("negative expectancy, by volatility") { Options = 0.25, SymbolSpread = 0.6, ByVolatility = true, Tails = 4, Edge = -0.25 },
        new("days that hang together, stakes that grow fourfold") { Growth = 4, Options = 0.2, SymbolSpread = 0.5, Tails = 4, Market = 0.15 },
        new("small: 150 trades") { Options = 0.22, SymbolSpread = 0.5, Trades = 150, Edge = 0.2 },
        new("large: 2,000 trades") { Options = 0.22, SymbolSpread = 0.5, Trades = 2_000, Tails = 4, Edge = 0.2 },
    ];
}
