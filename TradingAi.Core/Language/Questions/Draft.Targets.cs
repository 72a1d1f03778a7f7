namespace TradingAi.Core.Language.Questions;

/// <content>Which group or trade a superlative or a question word speaks of.</content>
internal sealed partial class Draft
{
    // "on my worst day": a preposition before the superlative, so that something else is asked about that day.
    private bool IsInside(int superlative)
    {
        for (var t = _spans[superlative].Start - 1; t >= 0 && t >= _spans[superlative].Start - 3; t--)
        {
            if (_reading.Tokens[t].Word is "on" or "in" or "during" or "of" or "from")
            {
                return t == 0 || _spans.Exists(s => s.Start < t);
            }

            if (_reading.Tokens[t].Word is not ("my" or "the" or "single" or "second" or "third") && _reading.Tokens[t].Number is null)
            {
                return false;
            }
        }

        return false;
    }

    // The group that stands right behind the superlative, conditions between them skipped.
    private Grouping? Target(int superlative)
    {
        for (var i = superlative + 1; i < _spans.Count; i++)
        {
            if (_reading.IsParted(superlative, i))
            {
                // "which symbol made me the most on trades rated 5"
                return null;
            }

            if (GroupAt(i) is { } grouping)
            {
                return grouping;
            }

            if (IsTradeNoun(i))
            {
                return Grouping.Trade;
            }

            if (Signed(i) is { } signed)
            {
                _conditions.Remove(i);
                return signed.Grouping;
            }

            if (_spans[i].Meaning is ConditionMeaning { Condition: ResultCondition })
            {
                return Grouping.Trade;
            }

            if (_spans[i].Meaning is not (ConditionMeaning { Condition: KeyCondition } or NumberMeaning) && !Is(i, Cue.Single, Cue.Size, Cue.And))
            {
                return null;
            }
        }

        return null;
    }

    // "losing day", "winning week": a group by the sign of what it came to.
    private (Grouping Grouping, TradeResult Result)? Signed(int i) => Conditioned(i) switch
    {
        DayResultCondition { TheDayAfter: false } day => (Grouping.Day, day.Result),
        ResultCondition result when GroupAt(i + 1) is { } grouping && _spans[i + 1].Start == _spans[i].End => (grouping, result.Result),
        _ => null,
    };

    // The sign of the group behind the superlative. The ends beyond which no sign lies are known: the biggest losing day is the lowest one.
    private TradeResult? SignOf(int superlative)
    {
        for (var i = superlative + 1; i < _spans.Count && !_reading.IsParted(superlative, i); i++)
        {
            if (Signed(i) is { } signed)
            {
                NamesSign = true;
                if (!Is(superlative, Cue.High) && !Is(superlative, signed.Result == TradeResult.Loss ? Cue.Worst : Cue.Best))
                {
                    Problem ??= "I can tell the largest one of those, no other";
                }

                return signed.Result;
            }

            if (_spans[i].Meaning is not (ConditionMeaning { Condition: KeyCondition } or NumberMeaning) && !Is(i, Cue.Single))
            {
                return null;
            }
        }

        return null;
    }

    // The group that the question asks for: "which symbol", "at which hour", "on what day of the week".
    private Grouping? Asked()
    {
        for (var i = 0; i < _spans.Count; i++)
        {
            if (!Is(i, Cue.Which, Cue.What))
            {
                continue;
            }

            for (var k = i + 1; k < _spans.Count; k++)
            {
                if (GroupAt(k) is { } grouping)
                {
                    return grouping == Grouping.Day && IsHabit() ? Grouping.Weekday : grouping;
                }

                if (_spans[k].Meaning is FigureMeaning { Name: "average_hold_hours" } && _spans[k].Start == _spans[i].End && Superlative() is not null)
                {
                    return Grouping.Hold;
                }

                if (IsTradeNoun(k) && _spans[k].Start <= _spans[i].End + 2)
                {
                    return Grouping.Trade;
                }

                if (_spans[k].Meaning is ConditionMeaning { Condition: KeyCondition { Grouping: Grouping.Asset, Keys: ["stock"] } } && _spans[k].Start == _spans[i].End)
                {
                    // "which stock": the ticker, whatever was traded in it.
                    _conditions.Remove(k);
                    return Grouping.Symbol;
                }

                if (_spans[k].Meaning is not ConditionMeaning { Condition: KeyCondition })
                {
                    break;
                }
            }
        }

        return null;
    }

    // "on which day do I make the most" speaks of weekdays; "did" of a date.
    private bool IsHabit() => _reading.Tokens.Any(t => t.Word is "do" or "am") && !_reading.Tokens.Any(t => t.Word is "did" or "was" or "have");
}
