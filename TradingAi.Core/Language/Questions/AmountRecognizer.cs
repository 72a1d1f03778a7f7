namespace TradingAi.Core.Language.Questions;

/// <summary>
/// Finds thresholds: an amount with a comparison, and the measure that the words around it name: P&amp;L, R, holding time,
/// rating, size, commissions, price, implied volatility.
/// </summary>
internal static class AmountRecognizer
{
    /// <summary>Claims every threshold.</summary>
    public static void Recognize(Reading reading)
    {
        for (var i = 0; i < reading.Tokens.Count; i++)
        {
            if (reading.IsFree(i) && (ReadRating(reading, i) ?? ReadHold(reading, i) ?? ReadAmount(reading, i)) is { } found)
            {
                reading.Claim(i, found.Length, new ConditionMeaning(found.Condition));
                i += found.Length - 1;
            }
        }
    }

    // "rated 4 or 5", "4-star", "rating of 3 or higher", "with 5 stars"
    private static (int Length, Condition Condition)? ReadRating(Reading reading, int i)
    {
        var lead = 0;
        var named = false;
        while (reading.Word(i + lead) is "rated" or "rating" or "ratings" or "a" or "of" or "with" or "i" or "stars" or "star" && lead < 4)
        {
            named |= reading.Word(i + lead) is "rated" or "rating" or "ratings";
            lead++;
        }

        if (Bounds.Read(reading, i + lead) is not { } bound || bound.IsMoney || bound.Value is < 0 or > 5)
        {
            return null;
        }

        var length = lead + bound.Length;
        var starred = reading.Word(i + length) is "star" or "stars";
        length += starred ? 1 : 0;
        if (!named && !starred)
        {
            return null;
        }

        if (bound.Postfix is null && bound.Other is null && Bounds.ReadPostfix(reading, i + length) is { } later)
        {
            bound = bound.WithPostfix(later.IsMin);
            length += later.Length;
        }

        return lead > 0 && !named && !starred ? null : (length, bound.ToCondition(Measure.Rating));
    }

    // "held under an hour", "longer than two days", "lasting between a day and a week"
    private static (int Length, Condition Condition)? ReadHold(Reading reading, int i)
    {
        var word = reading.Word(i);
        var lead = word switch
        {
            "held" or "hold" or "holding" or "lasting" or "lasted" or "kept" or "keep" or "open" => 1,
            "longer" or "shorter" => 0,
            "closed" or "exited" or "out" when reading.Word(i + 1) == "within" => 1,
            _ => -1,
        };
        if (lead < 0)
        {
            return null;
        }

        lead += lead == 1 && reading.Word(i + 1) is "for" or "them" or "it" or "a" && Durations.ReadBound(reading, i + 1) is null ? 1 : 0;
        lead += reading.Word(i + lead) == "for" ? 1 : 0;
        return Durations.ReadBound(reading, i + lead) is { } bound ? (lead + bound.Length, bound.Condition) : null;
    }

    private static (int Length, Condition Condition)? ReadAmount(Reading reading, int i)
    {
        if (Bounds.Read(reading, i) is not { } bound)
        {
            return null;
        }

        var next = i + bound.Length;
        var extra = 0;
        if (IsClock(reading, i, next, bound))
        {
            return null;
        }

        var unit = reading.Word(next);
        Measure? measure = unit switch
        {
            "r" => Measure.R,
            "shares" or "share" => Measure.Shares,
            "contracts" or "contract" => Measure.Contracts,
            _ => null,
        };
        if (measure is not null)
        {
            extra = 1;
        }
        else if (unit is "dollars" or "dollar" or "bucks" or "euros" or "euro" or "yen" or "pounds" or "usd" or "eur" or "gbp" or "jpy")
        {
            (extra, bound) = (1, bound with { IsMoney = true });
        }

        if (bound.Postfix is null && bound.Other is null && Bounds.ReadPostfix(reading, next + extra) is { } later)
        {
            bound = bound.WithPostfix(later.IsMin);
            extra += later.Length;
        }

        measure ??= MeasureAround(reading, i, next + extra, bound);
        if (measure is Measure.Commissions or Measure.ImpliedVolatility or Measure.EntryPrice or Measure.Notional && bound.HasComparison)
        {
            // The words that name the measure are spent: they are not the figure that is asked for.
            for (var k = i - 1; k >= 0 && k >= i - 3 && reading.Word(k) is "commissions" or "commission" or "fees" or "iv" or "implied" or "volatility" or "price" or "priced" or "prices" or "entry" or "enter" or "entered" or "entering" or "size" or "position" or "notional" or "worth" or "a" or "of" or "an" or "the"; k--)
            {
                reading.Claim(k, 1, FillerMeaning.Instance);
            }
        }

        if (measure is not { } found || !bound.HasComparison || (i == 3 && (found is Measure.Win or Measure.Loss) && (reading.Word(0) is "did" or "have" or "do") && reading.Word(1) == "i"))
        {
            // "did I make more than 10k" asks for a total.
            return null;
        }

        var loses = found == Measure.R && MeasureAround(reading, i, next + extra, bound) == Measure.Loss;
        return Signed(reading, i, found, bound, loses) is { } condition ? (bound.Length + extra, condition) : null;
    }

    // "lost more than 1R" lies beyond -1R and "worse than -$500" below it; "more than -$500" may mean either side.
    private static AmountCondition? Signed(Reading reading, int i, Measure measure, Bounds bound, bool loses)
    {
        var worse = reading.Word(i) == "worse";
        var condition = (worse && !loses && measure != Measure.Loss ? bound with { Prefix = "<" } : bound).ToCondition(measure);
        if (bound.Value < 0 || bound.Other < 0)
        {
            var isPlain = reading.Word(i) is "below" or "under" or "less" or "lower" or "worse" or "<" or "<=" or "above" or "better" or "higher" or ">" or ">=" or "between";
            return isPlain && !loses && (measure is Measure.Pnl or Measure.R) ? condition : null;
        }

        if (loses)
        {
            return new AmountCondition(Measure.R, -condition.Max, -condition.Min ?? 0, condition.MaxInclusive, condition.Min is not null && condition.MinInclusive);
        }

        return worse && (measure is Measure.Pnl or Measure.R or Measure.Win) ? null : condition;
    }

    // "between 10 and 11" with nothing else said is a time of day.
    private static bool IsClock(Reading reading, int i, int next, Bounds bound) =>
        (reading.Word(i) == "between" || reading.Word(i - 1) is "between" or "from") && !bound.IsMoney && bound.Other is <= 24 && bound.Value >= 0 && bound.Value < bound.Other
        && reading.Word(next) is not ("r" or "shares" or "contracts" or "dollars" or "euros" or "yen" or "pounds" or "usd" or "eur" or "jpy" or "gbp");

    // The nearest word before the amount decides, else the one after it.
    private static Measure? MeasureAround(Reading reading, int start, int end, Bounds bound)
    {
        var ofTrades = false;
        for (var i = start - 1; i >= Math.Max(0, start - 6); i--)
        {
            if (MeasureOf(reading, i) is { } before)
            {
                // "P&L of trades under $50" asks for their P&L, and does not say what of them is under $50; "losing trades over $50" does.
                return !ofTrades || reading.Tokens[i].Word is "losing" or "winning" ? before : null;
            }

            ofTrades |= reading.Tokens[i].Stem is "trade" or "position" or "stock" or "option" or "call" or "put" or "long" or "short" or "entry" or "setup" || (reading.Tokens[i].Word == "of" && i < start - 1);
            if (reading.Tokens[i].Word is "on" or "in" or "with" or "when" or "where" or "entry" or "enter" or "entered" or "entering" or "exit" or "streak" or "streaks" or "stop" or "target")
            {
                // "made on stocks under $50": what was made is not what is under $50.
                break;
            }
        }

        for (var i = end; i < Math.Min(reading.Tokens.Count, end + 3) && reading.Tokens[i].Word is not ("were" or "was" or "are" or "is" or "did" or "do"); i++)
        {
            if (MeasureOf(reading, i) is { } after)
            {
                return after;
            }
        }

        return bound.IsMoney && bound.Value < 0 ? Measure.Pnl : null;
    }

    // "win rate", "stop loss", "profit factor", "losing streak": names, not amounts won or lost.
    private static bool IsNamePart(Reading reading, int i) =>
        (i + 1 < reading.Tokens.Count && reading.Tokens[i + 1].Word is "rate" or "ratio" or "percentage" or "percent" or "factor" or "streak" or "streaks")
        || (i > 0 && reading.Tokens[i - 1].Word is "stop" or "protective");

    private static Measure? MeasureOf(Reading reading, int i) => IsNamePart(reading, i) ? null : reading.Tokens[i].Word switch
    {
        "entry" or "enter" or "entered" or "entering" when reading.Word(i + 1) is "above" or "below" or "over" or "under" or "at" or ">" or "<" or ">=" or "<=" => Measure.EntryPrice,
        "lose" or "lost" or "losing" or "loser" or "losers" or "loss" or "losses" or "cost" or "costing" or "down" => Measure.Loss,
        "win" or "won" or "wins" or "winner" or "winners" or "winning" or "gain" or "gained" or "gains" or "made" or "make" or "making" or "earned" or "profit" or "profits" or "up" => Measure.Win,
        "pnl" or "result" => Measure.Pnl,
        "commission" or "commissions" or "fees" or "fee" => Measure.Commissions,
        "iv" or "volatility" => Measure.ImpliedVolatility,
        "price" or "prices" or "priced" => Measure.EntryPrice,
        "notional" or "worth" or "sized" => Measure.Notional,
        "size" => Measure.Notional,
        _ => null,
    };
}
