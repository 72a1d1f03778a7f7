using CsCheck;
using TradingAi.Core.Journal;

namespace TradingAi.Tests.Support;

/// <summary>Makes trades for tests: by hand, or generated.</summary>
internal static class TradeBuilder
{
    /// <summary>The entry of the first trade a test makes.</summary>
    public static DateTimeOffset Start { get; } = DateTimeOffset.Parse("2026-01-05T15:00:00Z");

    /// <summary>Closed long trades of 1 share with the given P&amp;L, an hour each, one a day from <see cref="Start"/>.</summary>
    public static List<Trade> OneADay(params decimal[] pnl) =>
        [.. pnl.Select((p, n) => Closed(n + 1, p, Start.AddDays(n), TimeSpan.FromHours(1)))];

    /// <summary>A closed long trade of 1 share.</summary>
    public static Trade Closed(int id, decimal pnl, DateTimeOffset entry, TimeSpan hold) => new()
    {
        Ref = new EntityRef(EntityType.Stock, id.ToString()),
        Symbol = "TEST",
        Direction = Direction.Long,
        Quantity = 1,
        EntryPrice = 10_000,
        ExitPrice = 10_000 + pnl,
        EntryAt = entry,
        ExitAt = entry + hold,
    };

    /// <summary>A journal of trades and nothing else.</summary>
    public static JournalSnapshot Journal(IEnumerable<Trade> trades, string zone = "UTC") =>
        new(1, new UserProfile { TimeZoneId = zone }, trades, [], [], []);

    /// <summary>Lists of up to 60 closed trades of every kind, ids unique.</summary>
    public static Gen<List<Trade>> AnyTrades { get; } =
        Gen.Select(
            Gen.OneOf(Gen.Const("AAA"), Gen.Const("BBB"), Gen.Const("CCC")),
            Gen.Bool,
            Gen.Bool,
            Gen.Int[1, 500],
            Gen.Decimal[-300, 300],
            Gen.Int[0, 60 * 24 * 90],
            Gen.Int[0, 60 * 24 * 40],
            Gen.Int[0, 5])
        .List[0, 60]
        .Select(rows => rows.Select((row, n) => Make(n + 1, row.Item1, row.Item2, row.Item3, row.Item4, row.Item5, row.Item6, row.Item7, row.Item8)).ToList());

    private static Trade Make(
        int id, string symbol, bool isLong, bool isOption, int quantity, decimal move, int entryMinute, int holdMinutes, int commissions)
    {
        var entry = Start.AddMinutes(entryMinute);
        return new Trade
        {
            Ref = new EntityRef(isOption ? EntityType.Option : EntityType.Stock, id.ToString()),
            Symbol = symbol,
            Direction = isLong ? Direction.Long : Direction.Short,
            Quantity = quantity,
            EntryPrice = 400,
            ExitPrice = 400 + decimal.Round(move, 2),
            StopLoss = isOption || id % 3 == 0 ? null : 390,
            EntryAt = entry,
            ExitAt = entry.AddMinutes(holdMinutes),
            Commissions = commissions,
            StrategyType = isOption ? "Long Call" : null,
        };
    }
}
