using TradingAi.Core.Journal;

namespace TradingAi.Benchmarks.Findings;

/// <summary>Makes whole journals of closed trades from a seed: a year of business days, a trader in New York.</summary>
/// <param name="world">What the journal is like.</param>
/// <param name="plants">What is put into it.</param>
/// <param name="strength">How far a plant moves a trade's R.</param>
/// <param name="seed">The seed.</param>
internal sealed class JournalGenerator(World world, IReadOnlyList<Plant> plants, double strength, int seed)
{
    private const int Symbols = 14;
    private const double UsualRisk = 200;
    private static readonly string[] s_tags = ["plan", "gut", "early", "late", "news"];
    private static readonly string[] s_strategies = ["Long Call", "Long Put", "Covered Call", "0DTE Call"];
    private static readonly DateTime s_start = new(2025, 9, 1);
    private static readonly TimeZoneInfo s_zone = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");

    private readonly Random _random = new(seed);
    private readonly List<Trade> _trades = [];
    private readonly Dictionary<EntityRef, Draft> _drafts = [];
    private double[] _volatility = [];
    private double[] _price = [];
    private double[] _risk = [];

    /// <summary>The end of the year.</summary>
    public static DateTimeOffset AsOf { get; } = new(2026, 12, 31, 0, 0, 0, TimeSpan.Zero);

    /// <summary>What was decided at the entry of each trade that was made.</summary>
    public IReadOnlyDictionary<EntityRef, Draft> Drafts => _drafts;

    /// <summary>Makes the journal.</summary>
    public JournalSnapshot Make()
    {
        _volatility = [.. Enumerable.Range(0, Symbols).Select(_ => 0.02 * Math.Exp(world.SymbolSpread * Normal()))];
        _price = [.. Enumerable.Range(0, Symbols).Select(_ => 100 * Math.Exp(2 * world.SymbolSpread * Normal()))];
        _risk = [.. Enumerable.Range(0, Symbols).Select(_ => Math.Exp(0.5 * world.SymbolSpread * Normal()))];
        const int BusinessDays = 260;
        var perDay = (double)world.Trades / BusinessDays;
        for (var (day, n) = (s_start, 0); n < BusinessDays; day = day.AddDays(1))
        {
            if (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday)
            {
                continue;
            }

            n++;
            var market = Normal();
            var entries = Poisson(perDay * Math.Exp(0.4 * Normal() - 0.08));
            foreach (var minute in Enumerable.Range(0, entries).Select(_ => _random.NextDouble() * 388).Order().ToList())
            {
                Add(Decide(day.AddMinutes((9.5 * 60) + minute), entries, isRevenge: false), market);
            }
        }

        var playbooks = Enumerable.Range(0, 5).Select(p => new Playbook { Id = $"p{p}", Name = $"Setup {p}", CreatedAt = AsOf.AddYears(-2) });
        return new JournalSnapshot(1, new UserProfile { TimeZoneId = s_zone.Id }, _trades, [], [], playbooks);
    }

    private Draft Decide(DateTime entry, int entries, bool isRevenge)
    {
        var symbol = (int)(Symbols * Math.Pow(_random.NextDouble(), 1.4));
        return new Draft
        {
            Symbol = $"SYM{symbol}",
            IsOption = _random.NextDouble() < world.Options,
            IsShort = _random.Next(4) == 0,
            Entry = entry,
            HoldHours = _random.NextDouble() < 0.55 ? Math.Exp(0.3 + (0.9 * Normal())) : 24 * Math.Exp(0.7 + (0.8 * Normal())),
            Size = Math.Pow(world.Growth, (entry - s_start).TotalDays / 365) * Math.Exp(0.3 * Normal()) * (_random.Next(12) == 0 ? 2.5 : 1) * (isRevenge ? 2 : 1),
            Playbook = _random.Next(10) is < 7 and var p ? p % 5 : -1,
            Tag = s_tags[_random.Next(s_tags.Length)],
            Strategy = s_strategies[_random.Next(s_strategies.Length)],
            HasStop = _random.Next(4) != 0,
            EntriesThatDay = entries,
            IsRevenge = isRevenge,
        };
    }

    private void Add(Draft draft, double market)
    {
        var shift = plants.Where(p => p.IsHit(draft)).Sum(p => p.Sign * strength);
        var r = world.Tails == 0
            ? WinOrLoss(0.5 + (0.4 * (world.Edge + shift)))
            : world.Edge + shift + (Math.Sqrt(1 - world.Market) * Result()) + (Math.Sqrt(world.Market) * market);
        if (r < 0 && plants.Any(p => p.HoldsLosers))
        {
            draft.HoldHours *= 1 + (2 * strength);
        }

        var trade = Close(draft, r);
        _trades.Add(trade);
        _drafts.Add(trade.Ref, draft);
        var exit = TimeZoneInfo.ConvertTime(trade.ExitAt!.Value, s_zone).DateTime;
        if (trade.NetPnl < (decimal)(-UsualRisk * (world.ByVolatility ? 1 : 1.5)) && exit.TimeOfDay < new TimeSpan(15, 30, 0) && !draft.IsRevenge
            && plants.Any(p => p.AddsRevenge) && _random.Next(10) < 9)
        {
            Add(Decide(exit.AddMinutes(3 + (22 * _random.NextDouble())), draft.EntriesThatDay, isRevenge: true), market);
        }
    }

    private Trade Close(Draft draft, double r)
    {
        var symbol = int.Parse(draft.Symbol.AsSpan(3), System.Globalization.CultureInfo.InvariantCulture);
        var sign = draft.IsShort ? -1 : 1;
        var price = Math.Round(draft.IsOption ? 0.5 + (2 * _random.NextDouble()) : _price[symbol] * Math.Exp(0.1 * Normal()), 2);
        var move = draft.IsOption ? 0.4 : _volatility[symbol] * (world.ByVolatility ? Math.Clamp(Math.Sqrt(draft.HoldHours / 24), 0.2, 3) : 1);
        var stake = UsualRisk * draft.Size * _risk[symbol];
        var quantity = draft.IsOption
            ? Math.Max(1, Math.Round(stake / (price * 100)))
            : Math.Max(1, Math.Round(stake / (world.ByVolatility ? 0.02 * price : move * price)));
        var commission = Math.Round(draft.IsOption ? 1.3 * quantity : 1, 2);
        var exit = Math.Max(0, Math.Round(price + (sign * r * move * price), 2));
        var entry = new DateTimeOffset(draft.Entry, s_zone.GetUtcOffset(draft.Entry));
        return new Trade
        {
            Ref = new EntityRef(draft.IsOption ? EntityType.Option : EntityType.Stock, (_trades.Count + 1).ToString(System.Globalization.CultureInfo.InvariantCulture)),
            Symbol = draft.Symbol,
            Direction = draft.IsShort ? Direction.Short : Direction.Long,
            Quantity = (decimal)quantity,
            EntryPrice = (decimal)price,
            ExitPrice = (decimal)exit,
            StopLoss = draft is { IsOption: false, HasStop: true } ? (decimal)Math.Round(price * (1 - (sign * move)), 2) : null,
            TakeProfit = draft is { IsOption: false, HasStop: true } ? (decimal)Math.Round(price * (1 + (sign * 1.6 * move)), 2) : null,
            Commissions = (decimal)commission,
            EntryAt = entry,
            ExitAt = ExitOf(draft, entry),
            Tags = [draft.Tag],
            PlaybookIds = draft.Playbook < 0 ? [] : [$"p{draft.Playbook}"],
            Mistakes = r < 0 && _random.Next(4) == 0 ? [_random.Next(2) == 0 ? "chased entry" : "no plan"] : [],
            StrategyType = draft.IsOption ? draft.Strategy : null,
            OptionType = draft.IsOption ? (draft.Strategy.EndsWith("Put", StringComparison.Ordinal) ? "Put" : "Call") : null,
            StrikePrice = draft.IsOption ? (decimal)Math.Round(_price[symbol]) : null,
            ExpirationAt = draft.IsOption ? entry.AddDays(90) : null,
        };
    }

    // Trades end while the market is open: what would end at night or on a weekend ends in the next session.
    private DateTimeOffset ExitOf(Draft draft, DateTimeOffset entry)
    {
        var exit = draft.Entry.AddHours(Math.Max(0.02, draft.HoldHours));
        if (exit.TimeOfDay > new TimeSpan(16, 0, 0) || exit.TimeOfDay < new TimeSpan(9, 30, 0) || exit.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday)
        {
            exit = exit.Date.AddDays(exit.Hour >= 16 ? 1 : 0).AddMinutes((9.5 * 60) + (390 * _random.NextDouble()));
            while (exit.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday)
            {
                exit = exit.AddDays(1);
            }
        }

        return new DateTimeOffset(exit, s_zone.GetUtcOffset(exit));
    }

    private double WinOrLoss(double chance) => (_random.NextDouble() < Math.Clamp(chance, 0.05, 0.95) ? 1.1 : -1) + (0.35 * Normal());

    // Student's t of variance 1.
    private double Result()
    {
        if (world.Tails > 30)
        {
            return Normal();
        }

        var squares = Enumerable.Range(0, world.Tails).Sum(_ => Math.Pow(Normal(), 2)) / world.Tails;
        return Normal() / Math.Sqrt(squares) * Math.Sqrt((world.Tails - 2.0) / world.Tails);
    }

    private int Poisson(double mean)
    {
        var (count, product) = (0, _random.NextDouble());
        for (var limit = Math.Exp(-mean); product > limit; count++)
        {
            product *= _random.NextDouble();
        }

        return count;
    }

    // Box and Muller.
    private double Normal() => Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());
}
