namespace TradingAi.Core.Language.Questions;

/// <content>Trades one by one, groups one by one, the last and the first trade.</content>
internal sealed partial class Draft
{
    private bool AsksForList()
    {
        if (Has(Cue.List) && (_spans.Exists(s => IsTrade(s)) || HasResult()) && Figures().Count == 0)
        {
            return true;
        }

        if (Has(Cue.OpenNow) && (Has(Cue.What) || Has(Cue.Which)) && Figures().Count == 0 && !Has(Cue.HowMany) && !Has(Cue.HowMuch) && !Has(Cue.Gain) && !Has(Cue.Lose) && !Has(Cue.Average) && !Groups().Any())
        {
            // "what are my open positions"
            return true;
        }

        var which = _spans.FindIndex(s => s.Meaning is CueMeaning { Cue: Cue.Which or Cue.What });
        var limited = Is(IndexOf(Cue.Last) + 0, Cue.Last) || Has(Cue.First);
        return (which >= 0 && Asked() == Grouping.Trade) || (limited && _spans.Exists(s => IsTrade(s)) && Figures().Count == 0 && !Has(Cue.HowMany) && !Has(Cue.HowMuch) && !Has(Cue.Gain)
            && !Has(Cue.Lose) && !Has(Cue.Average) && !Has(Cue.Median) && !Compares && !HasWord("how"));

        bool IsTrade(Span span) => span.Meaning is CueMeaning { Cue: Cue.Trade or Cue.ClosedOnly or Cue.OpenNow };
    }

    // "which symbols did I trade in March", "which symbols am I still holding": every group with its figure.
    private ParsedQuestion? GroupsAsked(Grouping asked)
    {
        NamesOperation = true;
        var figure = _isOpen && Figures().Count == 0 ? "open_positions" : Figure() ?? (Has(Cue.Gain) || Has(Cue.Lose) || Has(Cue.Perform) && !Has(Cue.Trade) ? "net_pnl" : "trade_count");
        return Groupings.IsCalendar(asked) && _isOpen ? null
            : new ParsedQuestion { Operation = Operation.Breakdown, Grouping = asked, Figure = figure, Basis = Groupings.DefaultBasis(asked) };
    }

    private ParsedQuestion List()
    {
        NamesOperation = true;
        if (_latest is { } run && _spans.Take(run.Start).Where((_, i) => IsTradeNoun(i) || Conditioned(i) is ResultCondition).Any())
        {
            // "my losing trades over my last 20 trades": the latest ones limit what is listed.
            return new ParsedQuestion { Operation = Operation.List, Grouping = Grouping.Trade, Figure = "net_pnl" };
        }

        var number = _latest?.Number ?? Enumerable.Range(0, _spans.Count).Where(IsHowMany).FirstOrDefault(-1);
        _usedNumbers.Add(number);
        var limit = number >= 0 ? ((NumberMeaning)_spans[number].Meaning).Value : (int?)null;
        var single = limit is null && (Has(Cue.Last) || Has(Cue.First)) && _reading.Tokens.Any(t => t.Word is "trade" or "position" or "entry");
        return new ParsedQuestion
        {
            Operation = Operation.List, Grouping = Grouping.Trade, Figure = "net_pnl", Limit = limit ?? (single ? 1 : null), Highest = !Has(Cue.First),
        };
    }

    // "when did I last trade NVDA", "when was my first losing trade"
    private bool AsksLastTime() => Has(Cue.When) && Has(Cue.Last) != Has(Cue.First) && Figures().Count == 0 && !Has(Cue.Notes) && !Has<NumberMeaning>()
        && (HasResult() || Has(Cue.Lose) || Has(Cue.Gain) || Has(Cue.OpenVerb) || Has(Cue.CloseVerb) || Has(Cue.Trade) || Has(Cue.ClosedOnly));

    // "when did I open it": the limit says that the last or the first one is meant, and none that there is one only.
    private ParsedQuestion TimeOfIt()
    {
        (NamesOperation, NamesFigure) = (true, true);
        return new ParsedQuestion
        {
            Operation = Operation.List, Grouping = Grouping.Trade, AnswerGroup = Grouping.Day, Basis = Has(Cue.OpenVerb) ? Basis.Entry : Basis.Exit,
        };
    }

    private ParsedQuestion LastTime()
    {
        (NamesOperation, NamesFigure) = (true, true);
        var lost = !HasResult() && (Has(Cue.Lose) || Has(Cue.Gain)) && !_conditions.Kept.Any(k => k.Condition is AmountCondition);
        return new ParsedQuestion
        {
            Operation = Operation.List, Grouping = Grouping.Trade, Limit = 1, Highest = Has(Cue.Last), AnswerGroup = Grouping.Day,
            Basis = Has(Cue.OpenVerb) || (Has(Cue.First) && !Has(Cue.CloseVerb)) ? Basis.Entry : Basis.Exit,
            Conditions = lost ? [new ResultCondition(Has(Cue.Lose) ? TradeResult.Loss : TradeResult.Win)] : [],
        };
    }

    // "my last 5", "show me 5 losing trades"
    private bool IsHowMany(int i) => _spans[i].Meaning is NumberMeaning { IsRank: false }
        && (Is(i - 1, Cue.Last, Cue.First) || (i + 1 < _spans.Count && !_reading.IsParted(i, i + 1) && (IsTradeNoun(i + 1) || Is(i + 1, Cue.Last, Cue.First, Cue.OpenNow) || _spans[i + 1].Meaning is ConditionMeaning)));

    // "my latest trades", "my last losing trades"
    private bool SpeaksOfLatestTrades()
    {
        for (var i = Math.Max(IndexOf(Cue.Last), IndexOf(Cue.First)) + 1; i < _spans.Count; i++)
        {
            if (IsTradeNoun(i) || Conditioned(i) is ResultCondition || Is(i, Cue.OpenNow))
            {
                return true;
            }

            if (_spans[i].Meaning is not (ConditionMeaning or NumberMeaning))
            {
                return false;
            }
        }

        return false;
    }

    // "over my last 20 trades", "on my last trade"
    private LatestRun? Latest()
    {
        var at = Math.Max(IndexOf(Cue.Last), IndexOf(Cue.First));
        if (at < 0)
        {
            return null;
        }

        var number = at + 1 < _spans.Count && _spans[at + 1].Meaning is NumberMeaning { IsRank: false } n ? n.Value : 0;
        var named = number > 0 ? at + 1 : (int?)null;
        var sign = Is(at, Cue.Last) ? 1 : -1;
        for (var i = at + (number > 0 ? 2 : 1); i < _spans.Count; i++)
        {
            if (IsTradeNoun(i))
            {
                var singular = _reading.Tokens[_spans[i].End - 1].Word is "trade" or "position" or "one";
                var count = number > 0 ? number : singular ? 1 : 0;
                return count == 0 ? null : new LatestRun(sign * count, at, i, named);
            }

            if (_spans[i].Meaning is not ConditionMeaning)
            {
                break;
            }

            if (number > 0 && _spans[i].Meaning is ConditionMeaning { Condition: ResultCondition or KeyCondition { Grouping: Grouping.Direction or Grouping.Asset or Grouping.OptionType or Grouping.StrategyType } })
            {
                return new LatestRun(sign * number, at, i, named);
            }
        }

        return null;
    }

    // Which conditions say which trades are the latest ("my last 20 NVDA trades"), and which are looked for among them ("how many of my last 20 trades were shorts").
    private ParsedQuestion OverLatest(ParsedQuestion question)
    {
        if (_latest is not { } run || (question is { Operation: Operation.List, Ranked: false, Limit: not null }) || question.AnswerGroup is not null)
        {
            return question;
        }

        var counts = Has(Cue.HowMany) && question.Operation == Operation.Value;
        var among = new List<Condition>(question.Among);
        foreach (var (span, condition) in _conditions.Kept.Where(k => k.Condition is not PeriodCondition && (k.Span < run.Start || k.Span > run.End)).ToList())
        {
            var result = condition is ResultCondition or AmountCondition { Measure: Measure.Pnl or Measure.Loss or Measure.Win or Measure.R };
            var attached = span > run.End && _reading.IsParted(run.End, span) && !_spans.Skip(run.End).Take(span - run.End).Any(s => s.Meaning is CueMeaning { Cue: Cue.Verb or Cue.Perform });
            if (counts ? !attached : result && span < run.Start)
            {
                among.Add(condition);
                _conditions.Remove(span);
            }
        }

        if (counts && _conditions.HasNegation)
        {
            Problem ??= "I do not see whether that is left out of the latest trades or of what is counted";
        }

        return question with { Latest = run.Count, Among = among };
    }

    /// <summary>"My last 20 NVDA trades".</summary>
    /// <param name="Count">How many; negative for the first ones.</param>
    /// <param name="Start">The span that says last or first.</param>
    /// <param name="End">The span of what they are.</param>
    /// <param name="Number">The span of the number, if there is one.</param>
    private readonly record struct LatestRun(int Count, int Start, int End, int? Number);
}
