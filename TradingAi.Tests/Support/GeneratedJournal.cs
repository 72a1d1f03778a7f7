using TradingAi.Core.Journal;

namespace TradingAi.Tests.Support;

/// <summary>Journals made from a seed: results that depend on nothing, unless a test says on what.</summary>
internal static class GeneratedJournal
{
    private static readonly string[] s_symbols = ["AAA", "BBB", "CCC", "DDD", "EEE", "FFF"];
    private static readonly string[] s_tags = ["early", "late", "plan", "gut"];

    /// <summary>A journal of closed and stopped stock trades over about a year up to <see cref="SampleJournal.AsOf"/>.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="count">How many trades.</param>
    /// <param name="effect">Added to a trade's P&amp;L; null for no effect.</param>
    /// <param name="currency">The account's currency.</param>
    /// <param name="zone">The trader's time zone.</param>
    /// <param name="scale">How wild a symbol is against the others; null where all are alike.</param>
    /// <param name="edge">The mean move of a trade, as a fraction of its price.</param>
    public static JournalSnapshot Make(
        int seed, int count = 400, Func<Trade, double>? effect = null, string currency = "USD", string zone = "America/New_York",
        Func<string, double>? scale = null, double edge = 0.003)
    {
        var random = new Random(seed);
        var playbooks = Enumerable.Range(1, 3)
            .Select(n => new Playbook { Id = $"p{n}", Name = $"Setup {seed}-{n}", CreatedAt = SampleJournal.AsOf.AddYears(-1) })
            .ToList();
        var trades = Enumerable.Range(1, count).Select(id =>
        {
            var entry = SampleJournal.AsOf.AddDays(-(365.0 * (count - id) / count) - 1).Date.AddHours(13 + (random.NextDouble() * 7));
            var price = Math.Round(50 + (random.NextDouble() * 200), 2);
            var trade = new Trade
            {
                Ref = new EntityRef(EntityType.Stock, id.ToString()),
                Symbol = s_symbols[random.Next(s_symbols.Length)],
                Direction = random.Next(4) == 0 ? Direction.Short : Direction.Long,
                Quantity = random.Next(20, 120),
                EntryPrice = (decimal)price,
                StopLoss = random.Next(4) == 0 ? null : (decimal)Math.Round(price * 0.97, 2),
                EntryAt = new DateTimeOffset(entry, TimeSpan.Zero),
                Tags = [s_tags[random.Next(s_tags.Length)]],
                PlaybookIds = random.Next(2) == 0 ? [] : [playbooks[random.Next(3)].Id],
                Mistakes = random.Next(8) == 0 ? ["moved stop"] : [],
            };

            // Heavy-tailed, in proportion to the size, about a third of a percent on average.
            var move = (edge + (Normal(random) * 0.02 * (random.Next(10) == 0 ? 3 : 1))) * price * (scale?.Invoke(trade.Symbol) ?? 1);
            var pnl = (move * (double)trade.Quantity) + (effect?.Invoke(trade) ?? 0);
            var change = (decimal)Math.Round(pnl / (double)trade.Quantity, 2) * (trade.Direction == Direction.Long ? 1 : -1);
            return trade with { ExitPrice = trade.EntryPrice + change, ExitAt = trade.EntryAt.AddMinutes(random.Next(5, 60 * 24 * 3)) };
        });
        return new JournalSnapshot(1, new UserProfile { TimeZoneId = zone, Currency = currency }, trades, [], [], playbooks);
    }

    // Box and Muller.
    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
