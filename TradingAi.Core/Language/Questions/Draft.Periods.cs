namespace TradingAi.Core.Language.Questions;

/// <content>Shares, and calendar periods that are counted, averaged and limited.</content>
internal sealed partial class Draft
{
    private ParsedQuestion? Share()
    {
        NamesOperation = true;
        var of = IndexOf(Cue.Share);
        if (SharedPeriods(of) is { } periods)
        {
            return periods;
        }

        var verb = SharingVerb(of);
        var figure = Figure();
        var mixed = _conditions.Kept.Where(k => k.Span >= verb && k.Condition is not PeriodCondition).ToList();
        if (verb >= 0 && _latest?.Start > verb)
        {
            Problem ??= "I do not see what the share is to be taken of";
        }
        else if (verb >= 0 && mixed.Count > 1 && mixed[0].Condition is ResultCondition && mixed.Skip(1).Any(k => _reading.IsParted(mixed[0].Span, k.Span)))
        {
            // "were winners on Fridays": of all trades, or of Friday's?
            Problem ??= "I do not see what the share is to be taken of";
        }

        var part = _conditions.TakeFrom(Math.Max(verb, 0));
        if (figure is null && Has(Cue.Lose) && part.Count > 0 && !part.Exists(c => c is ResultCondition or AmountCondition))
        {
            // "lost money on Fridays": a share of all trades, or of Friday's?
            Problem ??= "I do not see what the share is to be taken of";
        }

        if (part.Count == 0 && verb >= 0 && (Is(verb, Cue.Lose) || Is(verb, Cue.Gain)))
        {
            part.Add(new ResultCondition(Is(verb, Cue.Lose) ? TradeResult.Loss : TradeResult.Win));
        }

        if (part.Count == 0 && verb >= 0 && _conditions.Kept.Where(k => k.Span > verb && k.Condition is PeriodCondition).ToList() is [var period])
        {
            // "what percentage of my profit came in March"
            part.Add(period.Condition);
            _conditions.Remove(period.Span);
        }

        if (figure is null && !IsTradeNoun(of + 1) && part.Exists(c => c is DayResultCondition or TradesOfDayCondition))
        {
            Problem ??= "I do not see whether a share of trades or of days is meant";
        }

        return part.Count == 0 ? null : new ParsedQuestion { Operation = Operation.Share, Figure = figure ?? "trade_count", Part = part };
    }

    // Where the part begins: at "are", "were" and the like, else at "held", "made", "lost": "of my trades held overnight were winners".
    private int SharingVerb(int of)
    {
        var said = _spans.FindIndex(of, s => (s.Meaning is CueMeaning { Cue: Cue.Verb } || (s.Meaning is ConditionMeaning && _reading.Tokens[s.Start].Word is "were" or "are" or "was" or "is"))
            && _reading.Tokens[s.Start - 1].Word is not ("that" or "which"));
        // The last one: in "held overnight lost more than 300" what was held is the whole.
        return said >= 0 ? said : _spans.FindLastIndex(s => s.Start >= _spans[of].End
            && ((s.Meaning is ConditionMeaning && _reading.Tokens[s.Start].Word is "ended" or "closed" or "expired" or "held" or "made" or "lost" or "won")
                || s.Meaning is CueMeaning { Cue: Cue.Lose or Cue.Gain or Cue.OpenVerb or Cue.CloseVerb or Cue.Hold or Cue.Perform })
            && _reading.Tokens[s.Start - 1].Word is not ("that" or "which"));
    }

    // "what share of my days were green", "percentage of weeks in which I lost more than 500", "share of days with more than 3 trades"
    private ParsedQuestion? SharedPeriods(int of)
    {
        if (Figures() is [("green_weeks" or "red_weeks" or "green_months" or "red_months") and var named] && of + 1 < _spans.Count && _spans[of + 1].Meaning is FigureMeaning)
        {
            return new ParsedQuestion { Operation = Operation.Value, Figure = named[..^1] + "_rate" };
        }

        var grouping = GroupAt(of + 1) is { } group ? group : Conditioned(of + 1) is DayResultCondition { TheDayAfter: false } or TradesOfDayCondition ? Grouping.Day : (Grouping?)null;
        if (grouping is not (Grouping.Day or Grouping.Week or Grouping.Month))
        {
            return null;
        }

        if (Having(of, grouping.Value) is { } having)
        {
            return new ParsedQuestion { Operation = Operation.Share, Figure = PeriodCount(grouping.Value, having.Basis), Having = having };
        }

        var sign = _conditions.Kept.Where(k => k.Span > of).Select(k => (k.Span, Result: k.Condition switch
        {
            DayResultCondition { TheDayAfter: false } day => day.Result,
            ResultCondition result => result.Result,
            _ => (TradeResult?)null,
        })).FirstOrDefault(k => k.Result is not null);
        var outcome = sign.Result ?? (Has(Cue.Lose) ? TradeResult.Loss : Has(Cue.Gain) ? TradeResult.Win : null);
        if (outcome is not (TradeResult.Win or TradeResult.Loss) || _conditions.Kept.Any(k => k.Span > of && k.Span != sign.Span && k.Condition is KeyCondition { Grouping: Grouping.Weekday } or ResultCondition or AmountCondition or DayResultCondition && k.Span != sign.Span))
        {
            Problem ??= "I do not see what the share is to be counted by";
            return null;
        }

        _conditions.Remove(sign.Result is null ? -1 : sign.Span);
        return new ParsedQuestion { Operation = Operation.Value, Figure = $"{(outcome == TradeResult.Win ? "green" : "red")}_{Groupings.Noun(grouping.Value)}_rate" };
    }

    // What a day, week or month must amount to, taken out of the conditions on trades: "lost more than 500", "more than two trades".
    private PeriodLimit? Having(int after, Grouping grouping)
    {
        foreach (var (span, condition) in _conditions.Kept.Where(k => k.Span > after).ToList())
        {
            if (condition is TradesOfDayCondition trades && grouping == Grouping.Day)
            {
                _conditions.Remove(span);
                _conditions.SetBasis(trades.Basis);
                return new PeriodLimit(Grouping.Day, trades.Basis, "trade_count", new AmountCondition(Measure.Quantity, trades.Min, trades.Max));
            }

            if (condition is AmountCondition { Measure: Measure.Pnl or Measure.Loss or Measure.Win } amount && !SpeaksOfTrades(_spans[after].End, _spans[span].End + 1))
            {
                _conditions.Remove(span);
                return new PeriodLimit(grouping, Basis.Exit, "net_pnl", amount);
            }
        }

        return null;
    }

    private static string PeriodCount(Grouping grouping, Basis basis) =>
        grouping switch { Grouping.Week => "trading_weeks", Grouping.Month => "trading_months", _ => basis == Basis.Entry ? "entry_days" : "trading_days" };

    // "average profit on green days": of the days' results, unless trades are named.
    private bool AveragesDays(string? figure)
    {
        var asked = figure is "expectancy" or "average_loss" || (Has(Cue.Average) && figure is null or "net_pnl");
        if (!asked || HasWord("expectancy", "expected") || _reading.Tokens.Any(t => t.Stem is "trade" or "position" or "winner" or "loser"))
        {
            return false;
        }

        return _conditions.Kept.Select(k => k.Condition).OfType<DayResultCondition>().Any(d => !d.TheDayAfter && (figure != "average_loss" || d.Result == TradeResult.Loss));
    }

    // "my average winning day", "an average week", "an average Friday"
    private Grouping? AverageOf(int index) => index <= 0 || index >= _spans.Count || _spans[index].Start != _spans[index - 1].End ? null : _spans[index].Meaning switch
    {
        ConditionMeaning { Condition: DayResultCondition { TheDayAfter: false } or KeyCondition { Grouping: Grouping.Weekday } } => Grouping.Day,
        GroupMeaning { Grouping: var grouping } when Groupings.IsCalendar(grouping) => grouping,
        _ => null,
    };

    // "days other than Friday", "how many hours do I hold": the noun belongs to what was understood already.
    private bool IsIdle(Grouping grouping) =>
        (grouping == Grouping.Day && _spans.Exists(s => s.Meaning is ConditionMeaning { Condition: KeyCondition { Grouping: Grouping.Weekday } or DayResultCondition }))
        || (grouping is Grouping.Day or Grouping.Hour && Has(Cue.Hold));
}
