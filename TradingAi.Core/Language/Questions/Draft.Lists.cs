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

        var which = _spans.FindIndex(s => s.Meaning is CueMeaning { Cue: Cue.Which or Cue.What });
        var limited = Is(IndexOf(Cue.Last) + 0, Cue.Last) || Has(Cue.First);
        return (which >= 0 && Asked() == Grouping.Trade) || (limited && _spans.Exists(s => IsTrade(s)) && Figures().Count == 0 && !Has(Cue.HowMany) && !Has(Cue.HowMuch) && !Has(Cue.Gain));

        bool IsTrade(Span span) => span.Meaning is CueMeaning { Cue: Cue.Trade or Cue.ClosedOnly or Cue.OpenNow };
    }

    // "which symbols did I trade in March", "which symbols am I still holding": every group with its figure.
    private ParsedQuestion? GroupsAsked(Grouping asked)
    {
        NamesOperation = true;
        var figure = Has(Cue.OpenNow) ? "open_positions" : Figure() ?? (Has(Cue.Gain) || Has(Cue.Lose) || Has(Cue.Perform) && !Has(Cue.Trade) ? "net_pnl" : "trade_count");
        return Groupings.IsCalendar(asked) && Has(Cue.OpenNow) ? null
            : new ParsedQuestion { Operation = Operation.Breakdown, Grouping = asked, Figure = figure, Basis = Groupings.DefaultBasis(asked) };
    }

    private ParsedQuestion List()
    {
        NamesOperation = true;
        var limit = _spans.Select(s => s.Meaning).OfType<NumberMeaning>().FirstOrDefault(n => !n.IsRank)?.Value;
        var single = limit is null && (Has(Cue.Last) || Has(Cue.First)) && _reading.Tokens.Any(t => t.Word is "trade" or "position" or "entry");
        return new ParsedQuestion
        {
            Operation = Operation.List, Grouping = Grouping.Trade, Figure = "net_pnl", Limit = limit ?? (single ? 1 : null), Highest = !Has(Cue.First),
        };
    }

    // "when did I last trade NVDA", "when was my first losing trade"
    private bool AsksLastTime() => Has(Cue.When) && Has(Cue.Last) != Has(Cue.First) && Figures().Count == 0 && !Has(Cue.Notes) && !Has<NumberMeaning>()
        && (HasResult() || Has(Cue.Lose) || Has(Cue.Gain) || Has(Cue.OpenVerb) || Has(Cue.CloseVerb) || Has(Cue.Trade) || Has(Cue.ClosedOnly));

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

    // "over my last 20 trades", "on my last trade"
    private int? Latest()
    {
        var at = Math.Max(IndexOf(Cue.Last), IndexOf(Cue.First));
        if (at < 0)
        {
            return null;
        }

        var number = at + 1 < _spans.Count && _spans[at + 1].Meaning is NumberMeaning { IsRank: false } n ? n.Value : 0;
        for (var i = at + (number > 0 ? 2 : 1); i < _spans.Count; i++)
        {
            if (IsTradeNoun(i))
            {
                var singular = _reading.Tokens[_spans[i].End - 1].Word is "trade" or "position" or "one";
                var count = number > 0 ? number : singular ? 1 : 0;
                return count == 0 ? null : Is(at, Cue.Last) ? count : -count;
            }

            if (_spans[i].Meaning is not ConditionMeaning)
            {
                break;
            }

            if (number > 0 && _spans[i].Meaning is ConditionMeaning { Condition: ResultCondition or KeyCondition { Grouping: Grouping.Direction or Grouping.Asset or Grouping.OptionType or Grouping.StrategyType } })
            {
                return Is(at, Cue.Last) ? number : -number;
            }
        }

        return null;
    }
}
