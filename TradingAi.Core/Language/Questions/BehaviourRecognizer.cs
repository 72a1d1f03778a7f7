namespace TradingAi.Core.Language.Questions;

/// <summary>
/// Finds conditions on what came before a trade: "within 30 minutes after closing a losing trade of 300 or more in the same
/// symbol", "after three losses in a row", "on days with more than four trades", "the first trade of the day".
/// </summary>
internal static class BehaviourRecognizer
{
    private const decimal MostTradesOfDay = 10_000;

    private static readonly string[] s_fill =
        ["a", "an", "any", "the", "my", "another", "i", "after", "of", "closing", "closed", "close", "exiting", "exit", "taking", "having", "had", "from", "each", "following", "that", "previous", "prior", "last"];

    /// <summary>Claims every such condition.</summary>
    public static void Recognize(Reading reading)
    {
        for (var i = 0; i < reading.Tokens.Count; i++)
        {
            if (reading.IsFree(i) && (ReadWithin(reading, i) ?? ReadAfter(reading, i) ?? ReadBusyDays(reading, i) ?? ReadDaysAsked(reading, i) ?? ReadNth(reading, i)) is { } found)
            {
                reading.Claim(i, found.Length, new ConditionMeaning(found.Condition));
                i += found.Length - 1;
            }
        }
    }

    // "within 30 minutes after closing any losing trade of 300 dollars or more in the same symbol"
    private static (int Length, Condition Condition)? ReadWithin(Reading reading, int i)
    {
        var lead = reading.Word(i) switch { "within" => 1, "less" when reading.Word(i + 1) == "than" => 2, "under" => 1, _ => 0 };
        if (lead == 0 && !reading.Tokens[i].Number.HasValue && reading.Word(i) is not ("half" or "an" or "a"))
        {
            return null;
        }

        var next = i + lead;
        next += reading.Word(next) == "the" && reading.Word(next + 1) == "first" ? 2 : 0;
        if (Durations.Read(reading, next) is not { } window)
        {
            return null;
        }

        next += window.Length;
        next += reading.Word(next) == "or" && reading.Word(next + 1) == "less" ? 2 : 0;
        if (reading.Word(next) is not ("after" or "of" or "following") || ReadTrigger(reading, next + 1) is not { } trigger)
        {
            return null;
        }

        return (trigger.End - i, new AfterTradeCondition((double)(window.Hours * 60), trigger.Result, trigger.Size?.Value, trigger.Size?.Prefix != ">", trigger.SameSymbol));
    }

    private static (int End, TradeResult? Result, Bounds? Size, bool SameSymbol)? ReadTrigger(Reading reading, int i)
    {
        while (s_fill.Contains(reading.Word(i)))
        {
            i++;
        }

        var result = Result(reading, i);
        if (result is null && reading.Word(i) is not ("trade" or "position"))
        {
            return null;
        }

        i += result is null ? 0 : 1;
        i += reading.Word(i) is "trade" or "trades" or "position" or "one" ? 1 : 0;
        Bounds? size = null;
        var at = i + (reading.Word(i) is "of" or "that" or "worth" ? 1 : 0);
        at += reading.Word(at) is "lost" or "made" or "cost" ? 1 : 0;
        if (Bounds.Read(reading, at) is { Other: null, Value: >= 0 } bound)
        {
            var end = at + bound.Length;
            end += reading.Word(end) is "dollars" or "dollar" or "bucks" or "euros" or "yen" or "pounds" or "usd" or "eur" or "gbp" or "jpy" ? 1 : 0;
            if (bound.Postfix is null && Bounds.ReadPostfix(reading, end) is { } later)
            {
                (bound, end) = (bound.WithPostfix(later.IsMin), end + later.Length);
            }

            if (bound.Postfix == false || bound.Prefix is "<" or "<=" or "=")
            {
                return null;
            }

            (size, i) = (bound, end);
        }

        var the = reading.Word(i) is "in" or "on" && reading.Word(i + 1) == "the" && reading.Word(i + 2) == "same" && reading.Word(i + 3) is "symbol" or "ticker" or "stock" or "name" or "underlying";
        return (i + (the ? 4 : 0), result, size, the);
    }

    // "after three losses in a row", "after 2 straight losing trades", "right after a loss"
    private static (int Length, Condition Condition)? ReadAfter(Reading reading, int i)
    {
        var lead = reading.Word(i) is "right" or "immediately" or "directly" or "straight" or "just" && reading.Word(i + 1) is "after" or "following" ? 1 : 0;
        if (reading.Word(i + lead) is not ("after" or "following"))
        {
            return null;
        }

        var next = i + lead + 1;
        next += reading.Word(next) is "at" && reading.Word(next + 1) == "least" ? 2 : 0;
        var number = reading.IsFree(next) && reading.Tokens[next].Number is { } n && n is >= 1 and <= 50 ? (int)n : 0;
        if (number > 0)
        {
            next++;
            next += reading.Word(next) is "straight" or "consecutive" or "successive" ? 1 : 0;
            if (Result(reading, next) is not { } many)
            {
                return null;
            }

            next++;
            next += reading.Word(next) is "trade" or "trades" or "positions" ? 1 : 0;
            next += reading.Word(next) == "in" && reading.Word(next + 1) == "a" && reading.Word(next + 2) == "row" ? 3 : 0;
            return (next - i, new AfterStreakCondition(many, number));
        }

        while (s_fill.Contains(reading.Word(next)))
        {
            next++;
        }

        if (Result(reading, next) is not { } result || reading.Word(next + 1) is "day" or "days" or "week" or "month" or "streak" or "of")
        {
            return null;
        }

        next++;
        next += reading.Word(next) is "trade" or "trades" or "position" or "positions" or "one" ? 1 : 0;
        return Bounds.Read(reading, next) is not null || reading.Word(next) is "of" ? null : (next - i, new AfterStreakCondition(result, 1));
    }

    // "on days when I opened more than four", "on days with at least 3 trades"
    private static (int Length, Condition Condition)? ReadBusyDays(Reading reading, int i)
    {
        var next = i + (reading.Word(i) == "on" ? 1 : 0);
        next += reading.Word(next) == "the" ? 1 : 0;
        next += reading.Word(next) == "trading" ? 1 : 0;
        if (reading.Word(next) is not ("days" or "day"))
        {
            return null;
        }

        next++;
        var basis = Basis.Entry;
        var seen = false;
        while (reading.Word(next) is "when" or "where" or "that" or "with" or "i" or "on" or "which" or "opened" or "took" or "traded" or "entered" or "made" or "had" or "closed" or "placed" or "having" or "did" or "exited" or "open" or "take" or "in")
        {
            seen |= reading.Word(next) is "with" or "opened" or "took" or "traded" or "entered" or "made" or "had" or "closed" or "placed" or "having" or "exited";
            basis = reading.Word(next) is "closed" or "exited" ? Basis.Exit : basis;
            next++;
        }

        return seen ? ReadTradesOfDay(reading, i, next, basis) : null;
    }

    // "on how many days did I open more than four trades"
    private static (int Length, Condition Condition)? ReadDaysAsked(Reading reading, int i)
    {
        var days = reading.Tokens.Take(i).Select((t, k) => (t.Word, k)).Any(t => t.Word is "days" or "day" && t.k > 1 && reading.Tokens[t.k - 1].Word is "many" or "trading");
        return days && reading.Word(i) is "open" or "opened" or "close" or "closed" or "take" or "took" or "make" or "made" or "enter" or "entered" or "have" or "had" or "place" or "placed" or "trade"
            ? ReadTradesOfDay(reading, i, i + 1, reading.Word(i) is "close" or "closed" ? Basis.Exit : Basis.Entry, needsNoun: true)
            : null;
    }

    private static (int Length, Condition Condition)? ReadTradesOfDay(Reading reading, int i, int next, Basis basis, bool needsNoun = false)
    {
        var single = reading.Word(next) is "only" or "just";
        next += single ? 1 : 0;
        if (Bounds.Read(reading, next) is not { IsMoney: false, Value: <= MostTradesOfDay, Other: null or <= MostTradesOfDay } bound || bound.Value != Math.Truncate(bound.Value))
        {
            return null;
        }

        next += bound.Length;
        var noun = reading.Word(next) is "trade" or "trades" or "positions" or "times" or "entries";
        if (needsNoun && !noun)
        {
            return null;
        }

        next += noun ? 1 : 0;
        if (bound.Postfix is null && bound.Prefix is null && Bounds.ReadPostfix(reading, next) is { } later)
        {
            (bound, next) = (bound.WithPostfix(later.IsMin), next + later.Length);
        }

        // "days with 2 or more losses" counts something else than trades.
        var ends = next >= reading.Tokens.Count || reading.Tokens[next].AfterPause
            || reading.Tokens[next].Word is "on" or "in" or "for" or "during" or "since" or "are" or "is" or "were" or "was" or "this" or "last" or "with" or "without" or "what" or "how" or "did" or "do" or "i" or "and" or "or" or "than" or "versus" or "vs";
        if (!noun && !ends)
        {
            return null;
        }

        var amount = bound.ToCondition(Measure.Quantity);
        var min = amount.Min is { } low ? (int)low + (amount.MinInclusive ? 0 : 1) : (int?)null;
        var max = amount.Max is { } high ? (int)high - (amount.MaxInclusive ? 0 : 1) : (int?)null;
        return (next - i, new TradesOfDayCondition(min, max, basis));
    }

    // "the first trade of the day", "first two trades of each day", "after my third trade of the day"
    private static (int Length, Condition Condition)? ReadNth(Reading reading, int i)
    {
        var next = i + (reading.Word(i) is "the" or "my" or "only" ? 1 : 0);
        var ordinal = reading.Word(next) switch { "first" => 1, "second" => 2, "third" => 3, "fourth" => 4, "fifth" => 5, "last" or "final" => -1, _ => 0 };
        if (ordinal == 0)
        {
            return null;
        }

        next++;
        var count = 1;
        if (reading.IsFree(next) && reading.Tokens[next].Number is { } n && n is >= 1 and <= 20)
        {
            (count, next) = ((int)n, next + 1);
        }

        if (reading.Word(next) is not ("trade" or "trades" or "entry" or "entries"))
        {
            return null;
        }

        next++;
        var later = reading.Word(next) == "or" && reading.Word(next + 1) == "later" ? 2 : 0;
        next += later;
        if (reading.Word(next) is not ("of" or "on" or "in" or "each" or "every"))
        {
            return null;
        }

        next += reading.Word(next) is "of" or "on" or "in" ? 1 : 0;
        next += reading.Word(next) is "the" or "each" or "every" or "a" or "any" or "my" ? 1 : 0;
        if (reading.Word(next) is not ("day" or "days"))
        {
            return null;
        }

        return ordinal == -1
            ? (next + 1 - i, new NthOfDayCondition(-count, -1))
            : count > 1 && ordinal > 1 ? null : (next + 1 - i, new NthOfDayCondition(ordinal, later > 0 ? int.MaxValue : ordinal + count - 1));
    }

    private static TradeResult? Result(Reading reading, int i) => reading.Word(i) switch
    {
        "loss" or "losses" or "loser" or "losers" or "losing" => TradeResult.Loss,
        "win" or "wins" or "winner" or "winners" or "winning" => TradeResult.Win,
        "breakeven" => TradeResult.BreakEven,
        _ => null,
    };
}
