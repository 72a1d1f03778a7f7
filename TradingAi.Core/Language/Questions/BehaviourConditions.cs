using TradingAi.Core.Journal;

namespace TradingAi.Core.Language.Questions;

/// <summary>
/// Entered within a window after another closed trade's exit: the entry lies in (exit, exit + window]. The other trade
/// ended as <paramref name="Result"/> says, with a size of at least <paramref name="MinSize"/>.
/// </summary>
internal sealed record AfterTradeCondition(
    double Minutes, TradeResult? Result, decimal? MinSize, bool SizeInclusive, bool SameSymbol) : Condition
{
    public override string Slot => "after";

    public override string Describe() =>
        $"within {Minutes:0.##} minutes after {(Result is null ? "a trade" : Result == TradeResult.Loss ? "a loss" : Result == TradeResult.Win ? "a win" : "a break-even")}"
        + (MinSize is { } size ? $" of {(SizeInclusive ? "at least" : "more than")} {size:0.##}" : "")
        + (SameSymbol ? " in the same symbol" : "");

    public override Func<Trade, bool> Compile(JournalView view)
    {
        var triggers = view.Closed
            .Where(t => (Result is not { } result || ResultCondition.Is(t, result)) && IsLargeEnough(t))
            .Select(t => (t.Symbol, Exit: t.ExitAt!.Value)).ToLookup(t => SameSymbol ? t.Symbol : "", t => t.Exit);
        var sorted = triggers.ToDictionary(g => g.Key, g => g.Order().ToArray());
        var window = TimeSpan.FromMinutes(Minutes);
        return trade =>
        {
            if (!sorted.TryGetValue(SameSymbol ? trade.Symbol : "", out var exits))
            {
                return false;
            }

            // The latest exit strictly before the entry decides: an earlier one is only further away.
            var index = Array.BinarySearch(exits, trade.EntryAt);
            index = index < 0 ? ~index : index;
            while (index > 0 && index < exits.Length && exits[index - 1] == trade.EntryAt)
            {
                index--;
            }

            return index > 0 && trade.EntryAt - exits[index - 1] <= window;
        };
    }

    private bool IsLargeEnough(Trade trade) =>
        MinSize is not { } size || Math.Abs(trade.NetPnl!.Value) is var p && (SizeInclusive ? p >= size : p > size);
}

/// <summary>Entered when the last <paramref name="Length"/> closed trades, by exit before the entry, all ended the same way.</summary>
internal sealed record AfterStreakCondition(TradeResult Result, int Length) : Condition
{
    public override string Slot => "after";

    public override string Describe() => Result == TradeResult.Loss
        ? Length == 1 ? "the trade closed before it lost" : $"the {Length} trades closed before it lost"
        : Length == 1 ? "the trade closed before it won" : $"the {Length} trades closed before it won";

    public override Func<Trade, bool> Compile(JournalView view)
    {
        var exits = view.Closed.Select(t => t.ExitAt!.Value).ToArray();
        var runs = new int[exits.Length];
        for (var i = 0; i < runs.Length; i++)
        {
            runs[i] = ResultCondition.Is(view.Closed[i], Result) ? (i > 0 ? runs[i - 1] : 0) + 1 : 0;
        }

        return trade =>
        {
            var before = CountBefore(exits, trade.EntryAt);
            return before > 0 && runs[before - 1] >= Length;
        };
    }

    private static int CountBefore(DateTimeOffset[] sorted, DateTimeOffset instant)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = sorted[middle] < instant ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}

/// <summary>On local days on which a number of closed trades was opened (or closed).</summary>
internal sealed record TradesOfDayCondition(int? Min, int? Max, Basis Basis) : Condition
{
    public override string Slot => "trades_of_day";

    public override string Name => Basis == Basis.Entry ? "trades_opened_that_day" : "trades_closed_that_day";

    public override string Describe() => (Min, Max) switch
    {
        ({ } min, { } max) when min == max => $"{min}",
        ({ } min, { } max) => $"{min}..{max}",
        ({ } min, _) => $">= {min}",
        _ => $"<= {Max}",
    };

    public override Func<Trade, bool> Compile(JournalView view)
    {
        var counts = view.Closed.CountBy(t => view.Date(Instant(t))).ToDictionary();
        return trade => trade.ExitAt is not null && counts.GetValueOrDefault(view.Date(Instant(trade))) is var n
            && (Min is null || n >= Min) && (Max is null || n <= Max);
    }

    private DateTimeOffset Instant(Trade trade) => Basis == Basis.Entry ? trade.EntryAt : trade.ExitAt!.Value;
}

/// <summary>The first, second, … trade opened on a local day, among the closed ones; counted from the end where negative.</summary>
internal sealed record NthOfDayCondition(int From, int To) : Condition
{
    public override string Slot => "nth_of_day";

    public override string Name => "order_in_day";

    public override string Describe() => (From, To) switch
    {
        (-1, -1) => "last",
        (1, 1) => "first",
        (_, int.MaxValue) => $"{From} and later",
        _ => From == To ? $"{From}" : $"{From}..{To}",
    };

    public override Func<Trade, bool> Compile(JournalView view)
    {
        var chosen = view.Closed
            .GroupBy(t => view.Date(t.EntryAt))
            .SelectMany(day => day.OrderBy(t => t.EntryAt).ThenBy(t => t, PooledOrder.Instance).ToList() is var trades
                ? trades.Where((_, i) => From < 0 ? i - trades.Count >= From : i + 1 >= From && i + 1 <= To)
                : [])
            .Select(t => t.Ref).ToHashSet();
        return trade => chosen.Contains(trade.Ref);
    }
}

/// <summary>Closed on a local day whose P&amp;L was positive or negative; or entered after such a day.</summary>
internal sealed record DayResultCondition(TradeResult Result, bool TheDayAfter) : Condition
{
    public override string Slot => "day_result";

    public override string Describe() =>
        (TheDayAfter ? "entered on the trading day after a " : "closed on a ") + (Result == TradeResult.Win ? "green day" : "red day");

    public override Func<Trade, bool> Compile(JournalView view)
    {
        var sign = Result == TradeResult.Win ? 1 : -1;
        var days = Analytics.FigureCalculator.Daily(view.Closed, view.Zone);
        if (!TheDayAfter)
        {
            var dates = days.Where(d => Math.Sign(d.Pnl) == sign).Select(d => d.Date).ToHashSet();
            return trade => trade.ExitAt is { } exit && dates.Contains(view.Date(exit));
        }

        var signs = days.Select(d => Math.Sign(d.Pnl)).ToArray();
        var sorted = days.Select(d => d.Date).ToArray();
        return trade =>
        {
            var index = Array.BinarySearch(sorted, view.Date(trade.EntryAt));
            index = index < 0 ? ~index : index;
            return index > 0 && signs[index - 1] == sign;
        };
    }
}
