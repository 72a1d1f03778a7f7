using TradingAi.Core.Language.Facts;

namespace TradingAi.Core.Language.Questions;

/// <content>One figure, or one for every group or calendar period.</content>
internal sealed partial class Draft
{
    // One figure, or one for every group, or per calendar period.
    private ParsedQuestion? Plain((int Index, Cue Cue)? superlative)
    {
        var figure = _isOpen ? OpenFigure() : Has(Cue.HowMany) || Has(Cue.HowOften) ? Counted() : PlainFigure();
        if (figure is null)
        {
            return null;
        }

        var question = new ParsedQuestion { Operation = Operation.Value, Figure = figure, Others = OtherFigures(figure), Threshold = Threshold(figure), Having = _counted };
        if (_spans.Select(s => s.Meaning).OfType<PerMeaning>().FirstOrDefault() is { } per)
        {
            NamesOperation = true;
            question = question with
            {
                Operation = figure == "expectancy" || Has(Cue.Average) || Has(Cue.HowMuch) || Has(Cue.HowMany) ? Operation.Average : Operation.Breakdown,
                Grouping = per.Grouping,
                Figure = figure == "expectancy" ? "net_pnl" : figure,
                Basis = Has(Cue.OpenVerb) ? Basis.Entry : Groupings.DefaultBasis(per.Grouping),
            };
        }
        else if (AveragesDays(figure))
        {
            NamesOperation = true;
            question = question with { Operation = Operation.Average, Grouping = Grouping.Day, Figure = "net_pnl", Basis = Basis.Exit };
        }
        else if (Has(Cue.Average) && AverageOf(IndexOf(Cue.Average) + 1) is { } whole)
        {
            question = question with { Operation = Operation.Average, Grouping = whole, Figure = figure == "expectancy" ? "net_pnl" : figure, Basis = Has(Cue.OpenVerb) || whole == Grouping.Day && Has(Cue.Average) && _spans[IndexOf(Cue.Average) + 1].Meaning is ConditionMeaning { Condition: KeyCondition } ? Basis.Entry : Basis.Exit };
        }
        else if ((Has(Cue.By) || Has(Cue.Per)) && Groups().Count(g => g.Index > Math.Max(IndexOf(Cue.By), IndexOf(Cue.Per))) > 1)
        {
            Problem ??= "I break down by one thing at a time";
        }
        else if ((Has(Cue.By) || Has(Cue.Per)) && Groups().Where(g => g.Index > Math.Max(IndexOf(Cue.By), IndexOf(Cue.Per))).Select(g => (Grouping?)g.Grouping).FirstOrDefault() is { } by)
        {
            NamesOperation = true;
            question = question with { Operation = Operation.Breakdown, Grouping = by, Basis = Groupings.DefaultBasis(by) };
        }
        else if (Has(Cue.Per) && IsTradeNoun(IndexOf(Cue.Per) + 1))
        {
            question = question with { Figure = figure switch { "net_pnl" => "expectancy", "total_commissions" => "average_commission", "total_r" => "average_r", _ => figure } };
        }
        else if (figure is not ("value_at_risk_95" or "expected_shortfall_95" or "max_drawdown_days") && !Has(Cue.HowMany) && Groups().Any(g => !IsIdle(g.Grouping)) && !_isOpen)
        {
            Problem ??= "I do not see what is asked about the group";
            return null;
        }

        if (question is { Operation: Operation.Value, Figure: "trade_count" } && Has(Cue.HowMany) && Groups().Any(g => !IsIdle(g.Grouping) && g.Index > IndexOf(Cue.HowMany) + 1))
        {
            // "how many trades did I take on … days"
            Problem ??= "I do not see what is asked about the group";
        }

        return CountedByResult(question);
    }

    // "how many trades lost money": "how many trades did I make" counts all.
    private ParsedQuestion CountedByResult(ParsedQuestion question)
    {
        var result = question.Figure != "trade_count" || HasResult() || _conditions.Kept.Any(k => k.Condition is AmountCondition) ? (TradeResult?)null
            : Has(Cue.Lose) ? TradeResult.Loss
            : Has(Cue.Gain) && HasWord("money", "profitable", "profited") ? TradeResult.Win : null;
        return result is { } asked && !(Has(Cue.Lose) && Has(Cue.Gain)) ? question with { Among = [new ResultCondition(asked)] } : question;
    }

    // "average winner versus average loser", "win rate and profit factor"
    private IReadOnlyList<string> OtherFigures(string figure)
    {
        var all = Figures().Where(f => f != "net_pnl").ToList();
        return all.Count > 1 && all[0] == figure && (Has(Cue.Versus) || Has(Cue.And) || Has(Cue.Or) || Has(Cue.Compare)) ? all[1..] : [];
    }

    // "is my win rate above 50%"
    private AmountCondition? Threshold(string figure)
    {
        if (_spans.Select(s => s.Meaning).OfType<ThresholdMeaning>().FirstOrDefault() is not { } threshold)
        {
            return null;
        }

        var unit = FigureCatalog.Get(figure).Unit;
        var fits = threshold.Unit switch
        {
            "" => unit is not "hours",
            "percent" => unit == "fraction",
            "money" => unit == "currency",
            var named => named == unit,
        };
        if (!fits)
        {
            Problem ??= "the value it is to be held against is of another unit";
        }

        var scale = unit == "fraction" && (threshold.Unit == "percent" || threshold.Bound.Value > 1) ? 0.01m : 1;
        var bound = threshold.Bound.ToCondition(Measure.Quantity);
        return bound with { Min = bound.Min * scale, Max = bound.Max * scale };
    }

    private string? Counted()
    {
        NamesOperation = true;
        var at = Math.Max(IndexOf(Cue.HowMany), IndexOf(Cue.HowOften));
        if (Figures() is [{ } figure, ..] && FigureCatalog.Get(figure) is { } named)
        {
            return figure is "max_drawdown" ? "max_drawdown_days" : named.Unit is "trades" or "days" or "weeks" or "months" or "shares" or "contracts" ? figure
                : figure is "average_hold_hours" or "total_r" ? figure : null;
        }

        var unit = GroupAt(at + 1) ?? (Conditioned(at + 1) is TradesOfDayCondition && _reading.Tokens[_spans[at + 1].Start].Stem is "day" or "trading" ? Grouping.Day : null);
        if (unit is Grouping.Day or Grouping.Week or Grouping.Month && Having(at, unit.Value) is { } having)
        {
            _counted = having;
            return PeriodCount(unit.Value, having.Basis);
        }

        for (var i = at + 1; i < _spans.Count; i++)
        {
            if (_spans[i].Meaning is ConditionMeaning { Condition: KeyCondition { Grouping: Grouping.Weekday } } && i == at + 1)
            {
                return "entry_days";
            }

            if (_spans[i].Meaning is ConditionMeaning { Condition: DayResultCondition { TheDayAfter: false } day } && i == at + 1)
            {
                _conditions.Remove(i);
                return day.Result == TradeResult.Win ? "green_days" : "red_days";
            }

            if (_spans[i].Meaning is ConditionMeaning { Condition: KeyCondition { Grouping: Grouping.Asset, Keys: ["stock"] } } && _spans[i].Start > 0
                && _reading.Tokens[_spans[i].Start - 1].Word is "different" or "distinct" or "unique" or "individual")
            {
                _conditions.Remove(i);
                return "symbol_count";
            }

            switch (GroupAt(i))
            {
                case Grouping.Symbol: return "symbol_count";
                case Grouping.Playbook: return "playbook_count";
                case Grouping.Tag: return "tag_count";
                case Grouping.StrategyType: return "strategy_count";
                case Grouping.Week: return CountedBySign(i, "weeks");
                case Grouping.Month: return CountedBySign(i, "months");
                case Grouping.Hour when Has(Cue.Hold): return "average_hold_hours";
                case Grouping.Day when i == at + 1 && !_conditions.Kept.Any(k => k.Condition is AmountCondition):
                    return Has(Cue.Lose) ? "red_days" : Has(Cue.Gain) ? "green_days" : Has(Cue.OpenVerb) ? "entry_days" : "trading_days";
                case Grouping.Day when i != at + 1: break;
                case { }: return null;
            }

            if (Is(i, Cue.Trade, Cue.ClosedOnly))
            {
                break;
            }
        }

        return "trade_count";
    }

    // "how many months were profitable": the sign is the month's, not its trades'.
    private string CountedBySign(int at, string periods)
    {
        foreach (var (span, condition) in _conditions.Kept)
        {
            TradeResult? sign = condition switch
            {
                ResultCondition result => result.Result,
                DayResultCondition { TheDayAfter: false } day => day.Result,
                _ => null,
            };
            if (span > at && sign is (TradeResult.Win or TradeResult.Loss) && !SpeaksOfTrades(_spans[at].End, _spans[span].End + 1))
            {
                _conditions.Remove(span);
                return (sign == TradeResult.Win ? "green_" : "red_") + periods;
            }
        }

        return Has(Cue.Lose) ? $"red_{periods}" : Has(Cue.Gain) ? $"green_{periods}" : $"trading_{periods}";
    }

    private string? PlainFigure()
    {
        var figure = Figure();
        if (Has(Cue.Pay) && figure is not ("total_commissions" or "average_commission"))
        {
            return null;
        }

        if (figure is "max_drawdown" && (Has(Cue.HowLong) || _reading.Tokens.Where((t, i) => t.Word is "lasted" or "days" && _reading.ClaimAt(i) is not (PeriodMeaning or ConditionMeaning)).Any()))
        {
            return "max_drawdown_days";
        }

        if (Has(Cue.HowLong) && !Has(Cue.Hold) && figure is null && !(HasResult() && _reading.Tokens.Any(t => t.Word is "last" or "take" or "open" or "run" or "stay")))
        {
            return null;
        }

        if (Has(Cue.HowLong) || (Has(Cue.Hold) && !Has(Cue.HowMuch) && !Has(Cue.Gain) && !Has(Cue.Lose)))
        {
            NamesFigure = true;
            return Has(Cue.Median) ? "median_hold_hours" : figure is null or "net_pnl" or "expectancy" or "average_win" or "average_loss" ? Has(Cue.HowLong) || figure is null ? "average_hold_hours" : figure : figure;
        }

        if (figure is not null)
        {
            return (figure, Has(Cue.Average), Has(Cue.Median)) switch
            {
                ("net_pnl", true, _) => "expectancy",
                ("net_pnl", _, true) => "median_pnl",
                ("total_commissions", true, _) => "average_commission",
                (_, _, true) when !figure.StartsWith("median", StringComparison.Ordinal) => null,
                _ => figure,
            };
        }

        var asks = Has(Cue.HowMuch) || (Has(Cue.Compare) && !Has(Cue.Size)) || Has(Cue.Gain) || Has(Cue.Lose) || Has(Cue.Average) || Has(Cue.Median)
            || (Has(Cue.Perform) && _reading.Tokens.Any(t => t.Word is "how" or "performance" or "perform" or "performed" or "doing" or "better" or "worse"));
        NamesFigure |= asks;
        if (!asks && !Has(Cue.Would) && !Has(Cue.If) && (Has(Cue.What) || Has(Cue.Which) || Has(Cue.When)))
        {
            // "what is NVDA trading at": it asks for something, and not for a figure.
            return null;
        }

        if (Has(Cue.Median))
        {
            return "median_pnl";
        }

        if (Has(Cue.Average))
        {
            return Has(Cue.Size) && !HasResult() ? "average_notional" : Has(Cue.Lose) && !Has(Cue.Gain) && !HasResult() ? "average_loss" : "expectancy";
        }

        return "net_pnl";
    }
}
