using TradingAi.Core.Language.Facts;

namespace TradingAi.Core.Language.Questions;

/// <content>The best and the worst: of groups, of trades, of what lies inside them, and what would be without them.</content>
internal sealed partial class Draft
{
    /// <summary>Which end of a figure the superlative names.</summary>
    public bool IsHighestOf(string figure) => Superlative() is not { } superlative || IsHighest(superlative.Cue, figure, Has(Cue.Lose));

    // A figure that is an extreme by its name: the largest drawdown, the longest streak, the largest loss.
    private bool IsExtremeFigure => Figures() is [var first, ..]
        && (first.StartsWith("max_", StringComparison.Ordinal) || first.StartsWith("longest_", StringComparison.Ordinal) || first.StartsWith("largest_", StringComparison.Ordinal));

    // "which month had the biggest drawdown"
    private ParsedQuestion ExtremeOf(Grouping asked)
    {
        NamesOperation = true;
        var figure = Figure()!;
        return new ParsedQuestion { Operation = Operation.Extreme, Grouping = asked, Figure = figure, Highest = figure != "largest_loss", Basis = Groupings.DefaultBasis(asked) };
    }

    // "which symbol made me the most", "my best day", "the biggest loser", "the most trades I opened on one day"
    private ParsedQuestion? ExtremeAsked((int Index, Cue Cue) superlative)
    {
        NamesOperation = true;
        var target = Target(superlative.Index);
        var asked = Asked();
        var loses = (Has(Cue.Lose) || _reading.Tokens.Where((t, i) => t.Stem == "loss" && _reading.ClaimAt(i) is not ConditionMeaning { Condition: not ResultCondition }).Any()) && !(Has(Cue.Gain) && IndexOf(Cue.Gain) < IndexOf(Cue.Lose));
        var countsTrades = ((CueMeaning)_spans[superlative.Index].Meaning).Counts || superlative.Cue is Cue.Most or Cue.Fewest && (target == Grouping.Trade || (asked is not null && target is null && !loses && !Has(Cue.Gain) && Has(Cue.Trade)));
        var single = _spans.FindIndex(s => s.Meaning is CueMeaning { Cue: Cue.Single });
        var singleGroup = single >= 0 ? GroupAt(single + 1) : null;
        singleGroup ??= _spans.Select(s => s.Meaning).OfType<PerMeaning>().FirstOrDefault()?.Grouping;
        singleGroup ??= Groups().Where(g => g.Index > superlative.Index && target is null or Grouping.Trade && Groupings.IsCalendar(g.Grouping) && g.Grouping != asked).Select(g => (Grouping?)g.Grouping).FirstOrDefault();
        if (asked is null && Groups().Where(g => g.Index > IndexOf(Cue.By) && Has(Cue.By)).Select(g => (Grouping?)g.Grouping).FirstOrDefault() is { } by)
        {
            asked = by;
        }

        var named = Figure();
        if (asked == Grouping.Hold && named == "average_hold_hours")
        {
            named = null;
        }

        var rank = NumberOf(superlative.Index, isRank: true) ?? 1;
        var limit = NumberOf(superlative.Index, isRank: false);

        var grouping = (target, asked) switch
        {
            (Grouping.Trade, null) when singleGroup is not null => singleGroup.Value,
            (Grouping.Trade, { } g) when countsTrades => g,
            ({ } t, _) => t,
            (null, { } g) => g,
            _ => singleGroup ?? (loses || Has(Cue.Gain) || Has(Cue.Hold) || Has(Cue.Perform) || named is null ? Grouping.Trade : (Grouping?)null),
        };
        if (grouping is null || (grouping == Grouping.Trade && target is null && asked is null && !loses && !Has(Cue.Gain) && !Has(Cue.Hold) && !Has(Cue.Perform)))
        {
            BareSuperlative = true;
            return new ParsedQuestion { Operation = Operation.Extreme, Figure = named ?? "net_pnl", Rank = rank };
        }

        if (asked is not null && asked != grouping && grouping != Grouping.Trade && !IsInside(superlative.Index))
        {
            // "which month had my best day"
            Problem ??= $"I can tell the best and worst {Groupings.Noun(grouping.Value)}, not the {Groupings.Noun(asked.Value)} it lies in";
        }

        var sized = grouping == Grouping.Trade && superlative.Cue is Cue.High or Cue.Low && HasWord("position", "positions") && (named is not null || Has(Cue.Gain) || Has(Cue.Lose));
        if (sized || (grouping == Grouping.Trade && target is not null && limit is null && IsInside(superlative.Index) && named is not (null or "net_pnl" or "total_commissions" or "average_hold_hours" or "average_notional" or "average_r" or "total_r")))
        {
            // "win rate on my biggest positions"
            Problem ??= "I do not see which trades are meant";
        }

        var figure = ExtremeFigure(superlative.Cue, grouping.Value, target, named, countsTrades || (singleGroup is not null && target == Grouping.Trade && superlative.Cue is Cue.Most or Cue.Fewest));
        var sign = SignOf(superlative.Index);
        if (sign is not null && figure != "net_pnl")
        {
            Problem ??= "I do not see what is asked about such a group";
        }

        var highest = IsHighest(superlative.Cue, figure, loses || sign == TradeResult.Loss);
        var basis = Groupings.DefaultBasis(grouping.Value);
        if (Groupings.IsCalendar(grouping.Value) && Has(Cue.OpenVerb))
        {
            basis = Basis.Entry;
        }
        else if (grouping is Grouping.Weekday or Grouping.Hour && Has(Cue.CloseVerb) && !Has(Cue.OpenVerb))
        {
            basis = Basis.Exit;
        }

        if (grouping == singleGroup && figure == "net_pnl")
        {
            DropResult();
        }

        if (Has(Cue.When) && target is null && asked is null)
        {
            Problem ??= "I do not see whether a weekday, an hour, a day or a month is asked for";
        }

        var second = _spans.FindIndex(superlative.Index + 1, s => s.Meaning is CueMeaning { Cue: Cue.High or Cue.Low or Cue.Most or Cue.Fewest or Cue.Best or Cue.Worst or Cue.Longest or Cue.Shortest });
        if (second >= 0 && !(IsInside(second) && asked is not null && target is null && Target(second) is not (null or Grouping.Trade)))
        {
            // "lost the most or earned the least" says one thing twice.
            Problem ??= Is(second, Cue.Fewest, Cue.Low) && Has(Cue.Or) ? null : "it names two extremes";
        }
        else if (second >= 0 && Target(second) is { } picked)
        {
            var pick = new GroupPick(picked, IsHighest(second, "net_pnl"), "net_pnl", 1, Groupings.DefaultBasis(picked));
            return new ParsedQuestion { Operation = Operation.Extreme, Grouping = asked, Figure = figure, Highest = highest, Basis = basis, Within = pick };
        }

        return Finish(superlative.Index, grouping.Value, figure, named, highest, basis, rank, limit, target, asked, singleGroup);
    }

    private ParsedQuestion? Finish(
        int superlative, Grouping grouping, string figure, string? named, bool highest, Basis basis, int rank, int? limit, Grouping? target, Grouping? asked, Grouping? singleGroup)
    {
        var placed = target is not null && IsInside(superlative);
        if (limit is { } count && target is not null && asked is null
            && (HasWord("together", "combined", "altogether") || _reading.Tokens.Take(_spans[superlative].Start).Any(t => t.Stem is "sum" or "total") || Has(Cue.HowMuch) || (placed && (named is not null || Has(Cue.Gain) || Has(Cue.Lose) || Has(Cue.Average)))))
        {
            var told = named is null or "net_pnl" ? Has(Cue.Average) ? "expectancy" : "net_pnl" : named;
            var ranking = told is "net_pnl" or "expectancy" && figure != "expectancy" ? figure : "net_pnl";
            var first = ranking == figure || figure == "expectancy" ? highest : IsHighest(superlative, ranking);
            return new ParsedQuestion { Operation = Operation.Value, Figure = told, Within = new GroupPick(grouping, first, ranking, rank, basis, count) };
        }

        var inside = placed && target != Grouping.Trade;
        var cue = (CueMeaning)_spans[superlative].Meaning;
        if (inside && (Has(Cue.HowMany) || (named is not null && (named != "net_pnl" || cue.Counts)) || (cue.Counts && (Has(Cue.Gain) || Has(Cue.Lose))) || (asked is not null && asked != target)))
        {
            var by = cue.Counts ? "trade_count" : "net_pnl";
            var pick = new GroupPick(grouping, IsHighest(superlative, by), by, rank, basis);
            var counted = Has(Cue.HowMany) ? Counted() : named ?? "net_pnl";
            return counted is null ? null
                : asked is not null && asked != target && !Has(Cue.HowMany)
                    ? new ParsedQuestion { Operation = Operation.Breakdown, Grouping = asked, Figure = named ?? "net_pnl", Within = pick }
                    : CountedByResult(new ParsedQuestion { Operation = Operation.Value, Figure = counted, Within = pick });
        }

        var value = Has(Cue.HowMuch) || Has(Cue.HowLong) || (Has(Cue.HowMany) && !Groupings.IsCalendar(grouping)) || singleGroup == grouping
            || (Has(Cue.HowMany) && inside) || (target is null && asked is null)
            || (placed && asked is null && (named == "net_pnl" || Has(Cue.Gain) || Has(Cue.Lose)));
        return new ParsedQuestion
        {
            Operation = limit is not null ? Operation.List : Operation.Extreme,
            Grouping = grouping,
            Figure = figure,
            Highest = highest,
            Basis = basis,
            Rank = rank,
            Limit = limit,
            Ranked = limit is not null,
            Answer = value ? Answer.Value : Answer.Name,
            AnswerGroup = grouping == Grouping.Trade && !value ? asked is not null && asked != Grouping.Trade ? asked : Has(Cue.When) ? Grouping.Day : null : null,
        };
    }

    // "my 3 worst trades", "the second best", "which 3 symbols": the number that stands with the superlative or what it speaks of.
    private int? NumberOf(int superlative, bool isRank)
    {
        for (var i = 0; i < _spans.Count; i++)
        {
            if (_spans[i].Meaning is NumberMeaning number && number.IsRank == isRank && _latest?.Number != i
                && (i == superlative - 1 ? !_reading.IsParted(i, superlative)
                    : !isRank && (i == superlative + 1 ? !_reading.IsParted(superlative, i) : Is(i - 1, Cue.Which, Cue.What) && (GroupAt(i + 1) is not null || IsTradeNoun(i + 1)))))
            {
                _usedNumbers.Add(i);
                return number.Value;
            }
        }

        return null;
    }

    // "without my five worst trades", "if I had skipped my worst day"
    private ParsedQuestion? LeftOut((int Index, Cue Cue) superlative)
    {
        var negation = _spans.FindLastIndex(superlative.Index, s => s.Meaning is CueMeaning { Cue: Cue.Negate });
        if (negation < 0 || negation < superlative.Index - 3 || Target(superlative.Index) is not { } target)
        {
            return null;
        }

        NamesFigure = true;
        DropResult();
        if (_conditions.HasNegation)
        {
            // "without my 3 worst trades on NVDA": all trades but those, or NVDA's alone?
            Problem ??= "I do not see what else is to be left out";
        }

        var count = NumberOf(superlative.Index, isRank: false) ?? 1;
        return new ParsedQuestion
        {
            Operation = Operation.Value,
            Figure = Figure() ?? "net_pnl",
            Hypothetical = true,
            Without = new GroupPick(target, IsHighest(superlative.Cue, "net_pnl", SignOf(superlative.Index) == TradeResult.Loss || _reading.Tokens.Any(t => t.Stem is "loss" or "loser" or "losing")), "net_pnl", count, Groupings.DefaultBasis(target)),
        };
    }

    private string ExtremeFigure(Cue cue, Grouping grouping, Grouping? target, string? named, bool counts)
    {
        if (counts)
        {
            return "trade_count";
        }

        if (grouping == Grouping.Trade)
        {
            NamesFigure |= cue is Cue.Longest or Cue.Shortest || Has(Cue.Hold);
            return cue is Cue.Longest or Cue.Shortest || Has(Cue.Hold) ? "total_hold_hours"
                : named is "total_commissions" ? named
                : named is "average_r" or "total_r" ? "total_r"
                : Has(Cue.Size) || named is "average_notional" || (cue is Cue.High or Cue.Low && !HasWord("top") && !HasResult() && named is null && !Has(Cue.Gain) && !Has(Cue.Lose)) ? "total_notional"
                : "net_pnl";
        }

        if (named is null && (cue is Cue.Longest or Cue.Shortest || Has(Cue.Hold)))
        {
            return "average_hold_hours";
        }

        if (named is null && HasResult() && target == Grouping.Trade && cue is Cue.Most or Cue.Fewest)
        {
            return "trade_count";
        }

        if (named is "largest_loss" or "largest_win")
        {
            return "net_pnl";
        }

        return named is null or "net_pnl" && Has(Cue.Average) ? "expectancy" : named ?? "net_pnl";
    }

    private bool IsHighest(int superlative, string figure) =>
        IsHighest(((CueMeaning)_spans[superlative].Meaning).Cue, figure, SignOf(superlative) == TradeResult.Loss);

    private bool IsHighest(Cue cue, string figure, bool loses)
    {
        var definition = FigureCatalog.Get(figure);
        var highest = cue switch
        {
            Cue.Best => definition.HigherIsBetter,
            Cue.Worst => !definition.HigherIsBetter,
            Cue.High or Cue.Most or Cue.Longest => true,
            _ => false,
        };
        var losers = _conditions.Kept.Any(k => k.Condition is ResultCondition { Result: TradeResult.Loss });
        // A loss is negative: the largest one is the lowest figure.
        var bySize = cue is Cue.High or Cue.Most or Cue.Low or Cue.Fewest;
        if (bySize && ((figure is "net_pnl" or "expectancy" && (losers || loses)) || figure is "gross_loss" or "average_loss" or "largest_loss"))
        {
            return !highest;
        }

        return highest;
    }
}
