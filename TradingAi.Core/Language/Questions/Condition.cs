using System.Text.Json.Serialization;
using TradingAi.Core.Analytics;
using TradingAi.Core.Journal;

namespace TradingAi.Core.Language.Questions;

/// <summary>One restriction on trades that a question names. Conditions are data: they are kept with the session.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "is")]
[JsonDerivedType(typeof(KeyCondition), "key")]
[JsonDerivedType(typeof(PeriodCondition), "period")]
[JsonDerivedType(typeof(ResultCondition), "result")]
[JsonDerivedType(typeof(AmountCondition), "amount")]
[JsonDerivedType(typeof(TimeOfDayCondition), "time")]
[JsonDerivedType(typeof(FlagCondition), "flag")]
[JsonDerivedType(typeof(AfterTradeCondition), "after_trade")]
[JsonDerivedType(typeof(AfterStreakCondition), "after_streak")]
[JsonDerivedType(typeof(TradesOfDayCondition), "trades_of_day")]
[JsonDerivedType(typeof(NthOfDayCondition), "nth_of_day")]
[JsonDerivedType(typeof(DayResultCondition), "day_result")]
[JsonDerivedType(typeof(NotCondition), "not")]
internal abstract record Condition
{
    /// <summary>What a follow-up that names another value of the same kind replaces.</summary>
    [JsonIgnore]
    public abstract string Slot { get; }

    /// <summary>The name under which a fact reports it.</summary>
    [JsonIgnore]
    public virtual string Name => Slot;

    /// <summary>The value under which a fact reports it.</summary>
    public abstract string Describe();

    /// <summary>The test, prepared once for a journal.</summary>
    public abstract Func<Trade, bool> Compile(JournalView view);
}

/// <summary>Leaves out the trades that meet all of the conditions.</summary>
internal sealed record NotCondition(IReadOnlyList<Condition> All) : Condition
{
    public override string Slot => "not";

    public override string Name => "without_" + string.Join("_", All.Select(c => c.Name));

    public override string Describe() => string.Join(", ", All.Select(c => c.Describe()));

    public override Func<Trade, bool> Compile(JournalView view)
    {
        var tests = All.Select(c => c.Compile(view)).ToArray();
        return trade => !Array.TrueForAll(tests, test => test(trade));
    }
}

/// <summary>One of several keys of a grouping.</summary>
internal sealed record KeyCondition(Grouping Grouping, IReadOnlyList<string> Keys, Basis Basis = Basis.Entry) : Condition
{
    public override string Slot => Grouping is Grouping.Asset or Grouping.StrategyType or Grouping.OptionType
        ? "instrument"
        : Grouping.ToString();

    public override string Name => Basis == Basis.Exit && Grouping is Grouping.Weekday or Grouping.Hour && Basis == Basis.Exit
        ? "exit_" + Groupings.Unit(Grouping)
        : Groupings.Unit(Grouping);

    public override string Describe() => string.Join(" or ", Keys);

    public override Func<Trade, bool> Compile(JournalView view) =>
        trade => Groupings.KeysOf(Grouping, trade, view, Basis).Any(key => Keys.Contains(key, StringComparer.OrdinalIgnoreCase));

    public bool Equals(KeyCondition? other) =>
        other is not null && Grouping == other.Grouping && Basis == other.Basis && Keys.SequenceEqual(other.Keys);

    public override int GetHashCode() => HashCode.Combine(Grouping, Basis, Keys.Count);
}

/// <summary>Local dates, both inclusive; null leaves a side open.</summary>
internal sealed record PeriodCondition(DateOnly? From, DateOnly? To, Basis Basis, string Label) : Condition
{
    public override string Slot => "range";

    public override string Name => Basis == Basis.Entry ? "opened" : "range";

    /// <summary>True where it spans everything.</summary>
    [JsonIgnore]
    public bool IsAll => From is null && To is null;

    public override string Describe() => From == To ? $"{From:yyyy-MM-dd}" : $"{From:yyyy-MM-dd}..{To:yyyy-MM-dd} ({Label})";

    public override Func<Trade, bool> Compile(JournalView view)
    {
        var range = TimeRange.Custom(From, To).Resolve(view.AsOf, view.Zone);
        return Basis == Basis.Entry
            ? trade => range.Contains(trade.EntryAt)
            : trade => trade.ExitAt is { } exit && range.Contains(exit);
    }
}

/// <summary>How a trade ended.</summary>
internal enum TradeResult
{
    Win,
    Loss,
    BreakEven,
}

/// <summary>Wins, losses or break-evens.</summary>
internal sealed record ResultCondition(TradeResult Result) : Condition
{
    public override string Slot => "result";

    public override string Describe() => Result switch { TradeResult.Win => "win", TradeResult.Loss => "loss", _ => "break_even" };

    public override Func<Trade, bool> Compile(JournalView view) => trade => Is(trade, Result);

    /// <summary>True where a closed trade ended so.</summary>
    public static bool Is(Trade trade, TradeResult result) =>
        trade.NetPnl is { } p && Math.Sign(p) == result switch { TradeResult.Win => 1, TradeResult.Loss => -1, _ => 0 };
}

/// <summary>Local time of day [From, To) of entry or exit.</summary>
internal sealed record TimeOfDayCondition(TimeOnly? From, TimeOnly? To, Basis Basis) : Condition
{
    public override string Slot => "Hour";

    public override string Name => Basis == Basis.Entry ? "entry_time" : "exit_time";

    public override string Describe() => $"{From ?? TimeOnly.MinValue:HH:mm} to {(To is { } to ? to.ToString("HH:mm") : "24:00")}";

    public override Func<Trade, bool> Compile(JournalView view) => trade =>
        (Basis == Basis.Entry ? trade.EntryAt : trade.ExitAt) is { } instant
        && TimeOnly.FromDateTime(view.Local(instant)) is var time
        && (From is null || time >= From) && (To is null || time < To);
}

/// <summary>A yes-or-no property of a trade.</summary>
internal enum TradeFlag
{
    Stop,
    Target,
    ExpiredWorthless,
    Mistakes,
    Rating,
    Reviewed,
    Notes,
    Playbook,
    Tags,
    Overnight,
}

/// <summary>A property is there, or is not.</summary>
internal sealed record FlagCondition(TradeFlag Flag, bool Present = true) : Condition
{
    public override string Slot => Flag.ToString();

    public override string Name => Flag switch { TradeFlag.ExpiredWorthless => "expired_worthless", _ => Flag.ToString().ToLowerInvariant() };

    public override string Describe() => Present ? "yes" : "no";

    public override Func<Trade, bool> Compile(JournalView view) => trade => Has(trade, view) == Present;

    private bool Has(Trade trade, JournalView view) => Flag switch
    {
        TradeFlag.Stop => trade.StopLoss is not null,
        TradeFlag.Target => trade.TakeProfit is not null,
        TradeFlag.ExpiredWorthless => trade.ExpiredWorthless,
        TradeFlag.Mistakes => trade.Mistakes.Count > 0,
        TradeFlag.Rating => trade.Rating is not null,
        TradeFlag.Reviewed => trade.Reviewed,
        TradeFlag.Notes => view.Journal.NotesOf(trade.Ref).Any(),
        TradeFlag.Playbook => view.Journal.PlaybookNamesOf(trade).Any(),
        TradeFlag.Tags => trade.Tags.Count > 0,
        _ => trade.ExitAt is { } exit && view.Date(exit) > view.Date(trade.EntryAt),
    };
}
