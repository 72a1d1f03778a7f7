using TradingAi.Core.Journal;

namespace TradingAi.Benchmarks.Predictions;

/// <summary>What a simulated trader's results depend on.</summary>
internal enum TraderKind
{
    /// <summary>Nothing: every trade is like the other.</summary>
    Independent,

    /// <summary>Nothing, but results have heavy tails (Student's t of three degrees).</summary>
    HeavyTails,

    /// <summary>Size and pace wander from week to week.</summary>
    Clustered,

    /// <summary>The edge wanders from week to week.</summary>
    Moods,

    /// <summary>Sizes are two and a half times as large from some day on.</summary>
    LargerSizes,

    /// <summary>An edge is lost on some day.</summary>
    LostEdge,

    /// <summary>Trades are twice as frequent from some day on.</summary>
    FasterPace,

    /// <summary>About two trades a week.</summary>
    FewTrades,

    /// <summary>About twenty-five trades a week.</summary>
    ManyTrades,

    /// <summary>Weeks off now and then.</summary>
    Holidays,

    /// <summary>Two or three months of history.</summary>
    ShortHistory,

    /// <summary>Some setups are good, some bad, the day of the week matters.</summary>
    Setups,
}

/// <summary>A trader's journal of a kind and a seed, over its history and the weeks after it.</summary>
internal static class SimulatedTrader
{
    private const int WeekDays = 7;
    private const double Unit = 100;

    private static readonly string[] s_symbols = ["AAA", "BBB", "CCC", "DDD", "EEE", "FFF"];

    private static readonly (double Chance, double Size)[] s_setups = [(0.8, 1), (0.3, 1), (0.55, 1), (0.55, 1), (0.5, 1.5), (0.5, 0.7)];

    /// <summary>Makes it.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="asOf">The end of the history; the journal goes on for five weeks.</param>
    public static JournalSnapshot Make(TraderKind kind, int seed, DateTimeOffset asOf)
    {
        var random = new Random((((int)kind + 1) * 100_003) + seed);
        var weeks = kind == TraderKind.ShortHistory ? random.Next(8, 14) : random.Next(26, 100);
        var days = (weeks + 5) * WeekDays;
        var start = asOf.AddDays(-weeks * WeekDays);
        var change = (0.3 + (0.65 * random.NextDouble())) * weeks * WeekDays;
        var pace = kind switch { TraderKind.FewTrades => 0.45, TraderKind.ManyTrades => 5, _ => 0.9 + (1.6 * random.NextDouble()) };
        var edge = new[] { -0.05, 0, 0.05, 0.15 }[random.Next(4)];
        var winRate = 0.4 + (0.25 * random.NextDouble());
        var (level, mood, holiday) = (0.0, 0.0, -1);
        var trades = new List<Trade>();
        for (var day = 0; day < days; day++)
        {
            if (day % WeekDays == 0)
            {
                (level, mood) = ((0.85 * level) + (0.25 * Normal(random)), (0.6 * mood) + (0.25 * Normal(random)));
                holiday = kind == TraderKind.Holidays && random.Next(9) == 0 ? day + random.Next(4, 14) : holiday;
            }

            if (day % WeekDays >= 5 || day < holiday)
            {
                continue;
            }

            var changed = day > change;
            var (rate, size, gain) = kind switch
            {
                TraderKind.Clustered => (pace * Math.Exp(0.4 * level), Math.Exp(level), edge),
                TraderKind.Moods => (pace, 1, edge + mood),
                TraderKind.LargerSizes => (pace, changed ? 2.5 : 1, edge),
                TraderKind.LostEdge => (pace, 1, changed ? -0.25 : 0.25),
                TraderKind.FasterPace => (changed ? 2 * pace : pace, 1, edge),
                _ => (pace, 1.0, edge),
            };
            for (var count = Poisson(random, rate); count > 0; count--)
            {
                var setup = random.Next(s_setups.Length);
                var result = kind switch
                {
                    TraderKind.HeavyTails => (0.7 * Normal(random) / Math.Sqrt(ChiSquare3(random) / 3)) + gain,
                    TraderKind.Setups => Either(random, Math.Max(0.05, s_setups[setup].Chance - (day % WeekDays == 4 ? 0.15 : 0))) * s_setups[setup].Size,
                    _ => Either(random, Math.Clamp(winRate + (0.35 * gain), 0.05, 0.95), winRate),
                };
                trades.Add(Close(random, trades.Count + 1, start.AddDays(day), size * result * Unit, s_symbols[setup]));
            }
        }

        return new JournalSnapshot(1, new UserProfile(), trades, [], [], []);
    }

    // A win or a loss of exponential size; fair at the usual win rate.
    private static double Either(Random random, double chance, double fair = 0.5) =>
        random.NextDouble() < chance ? Exponential(random) * 2 * (1 - fair) : -Exponential(random) * 2 * fair;

    // One trade in three is held over night.
    private static Trade Close(Random random, int id, DateTimeOffset day, double pnl, string symbol)
    {
        var entry = day.AddMinutes(random.Next(14 * 60, 17 * 60));
        return new Trade
        {
            Ref = new EntityRef(EntityType.Stock, $"{id}"),
            Symbol = symbol,
            Direction = Direction.Long,
            Quantity = 1,
            EntryPrice = 10_000,
            ExitPrice = 10_000 + Math.Round((decimal)pnl, 2),
            EntryAt = entry,
            ExitAt = entry.AddMinutes(random.Next(5, 200) + (random.Next(3) == 0 ? 24 * 60 * random.Next(1, 4) : 0)),
        };
    }

    private static double Exponential(Random random) => -Math.Log(1 - random.NextDouble());

    private static double ChiSquare3(Random random) => Math.Pow(Normal(random), 2) + Math.Pow(Normal(random), 2) + Math.Pow(Normal(random), 2);

    // Box and Muller.
    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    // Knuth's product of uniforms.
    private static int Poisson(Random random, double mean)
    {
        var (limit, product, count) = (Math.Exp(-mean), random.NextDouble(), 0);
        while (product > limit)
        {
            (product, count) = (product * random.NextDouble(), count + 1);
        }

        return count;
    }
}
