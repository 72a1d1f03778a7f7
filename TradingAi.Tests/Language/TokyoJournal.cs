using TradingAi.Core.Journal;

namespace TradingAi.Tests.Language;

/// <summary>A generated journal unlike the sample: another zone and currency, other symbols, playbooks, tags and strategies.</summary>
internal static class TokyoJournal
{
    /// <summary>Its present: a Tuesday morning in Tokyo.</summary>
    public static DateTimeOffset AsOf { get; } = new(2025, 6, 17, 1, 0, 0, TimeSpan.Zero);

    /// <summary>The journal, the same at every run.</summary>
    public static JournalSnapshot Snapshot { get; } = Make();

    private static JournalSnapshot Make()
    {
        var random = new Random(20250617);
        var start = new DateTimeOffset(2024, 2, 5, 0, 0, 0, TimeSpan.Zero);
        string[] symbols = ["7203", "SONY", "ON", "BRK.B", "EWJ"];
        string[] strategies = ["Iron Condor", "Bull Put Spread", "Bear Call Spread"];
        string[] tags = ["scalp", "earnings", "second-entry"];
        Playbook[] playbooks =
        [
            new() { Id = "p1", Name = "Morning Momentum", CreatedAt = start },
            new() { Id = "p2", Name = "Late Fade Reversal", CreatedAt = start },
        ];
        var trades = Enumerable.Range(1, 260).Select(n =>
        {
            var option = random.Next(3) == 0;
            var entry = start.AddDays(random.Next(480)).AddMinutes(random.Next(6 * 60));
            var hold = TimeSpan.FromMinutes(Math.Pow(10, 1 + (random.NextDouble() * 3.3)));
            var price = 1000 + random.Next(2000);
            return new Trade
            {
                Ref = new EntityRef(option ? EntityType.Option : EntityType.Stock, n.ToString()),
                Symbol = symbols[random.Next(symbols.Length)],
                Direction = random.Next(3) == 0 ? Direction.Short : Direction.Long,
                Quantity = random.Next(1, 20),
                EntryPrice = price,
                ExitPrice = n % 37 == 0 ? null : price + random.Next(-60, 70),
                EntryAt = entry,
                ExitAt = n % 37 == 0 ? null : entry + hold,
                Commissions = random.Next(0, 300),
                StopLoss = option || random.Next(2) == 0 ? null : price - 30,
                StrategyType = option ? strategies[random.Next(3)] : null,
                OptionType = option ? random.Next(2) == 0 ? "Call" : "Put" : null,
                Rating = random.Next(4) == 0 ? null : random.Next(1, 6),
                Tags = [.. tags.Where(_ => random.Next(3) == 0)],
                PlaybookIds = random.Next(2) == 0 ? [] : [playbooks[random.Next(2)].Id],
                Mistakes = random.Next(5) == 0 ? ["no patience"] : [],
            };
        }).ToList();
        return new JournalSnapshot(1, new UserProfile { TimeZoneId = "Asia/Tokyo", Currency = "JPY" }, trades, [], [], playbooks);
    }
}
