using TradingAi.Core.Language.Facts;

namespace TradingAi.Core.Language.Questions;

/// <summary>One question while it is put together: cues and groups in the order of the words.</summary>
internal sealed class Draft
{
    private static readonly string[] s_tradeNouns = ["trade", "position", "deal", "entry"];

    private readonly Reading _reading;
    private readonly List<Span> _spans;
    private readonly ConditionAssembler _conditions;
    private readonly HashSet<int> _attached = [];
    private PeriodLimit? _counted;

    /// <summary>Starts from what was recognized.</summary>
    public Draft(Reading reading)
    {
        (_reading, _spans) = (reading, reading.Spans);
        _conditions = new ConditionAssembler(reading);
        AttachNouns();
    }

    /// <summary>What stood in the way.</summary>
    public string? Problem { get; private set; }

    /// <summary>True where the question names a figure.</summary>
    public bool NamesFigure { get; private set; }

    /// <summary>True where it says what to do.</summary>
    public bool NamesOperation { get; private set; }

    /// <summary>True where it names an end ("the worst") and nothing that has ends.</summary>
    public bool BareSuperlative { get; private set; }

    /// <summary>True where it names a figure only as that by which to compare: "and by win rate".</summary>
    public bool NamesMeasure => NamesFigure && !NamesOperation && Has(Cue.By);

    /// <summary>Which end of a figure the superlative names.</summary>
    public bool IsHighestOf(string figure) => Superlative() is not { } superlative || IsHighest(superlative.Cue, figure, Has(Cue.Lose));

    /// <summary>The step to a neighbouring period, if it asks for one.</summary>
    public ShiftMeaning? Shift => _spans.Select(s => s.Meaning).OfType<ShiftMeaning>().FirstOrDefault();

    /// <summary>True where it asks for everything again, without the filters before.</summary>
    public bool Widens => Has(Cue.Overall);

    /// <summary>True where it says anything that can be answered.</summary>
    public bool HasContent => NamesFigure || NamesOperation || _conditions.HasAny;

    /// <summary>True where it leans on the question before it.</summary>
    public bool Leans
    {
        get
        {
            var first = _spans.Count > 0 && _spans[0].Start <= 1 ? _spans[0].Meaning : null;
            var lead = first is CueMeaning { Cue: Cue.And or Cue.Follow or Cue.Same or Cue.Or }
                || (_spans.Count > 1 && first is CueMeaning { Cue: Cue.Negate or Cue.Only } && !NamesFigure && !NamesOperation);
            return _spans.Count > 0 && (lead || Has(Cue.Same) || (!NamesFigure && !NamesOperation) || (Has(Cue.Such) && !_conditions.HasAny && !NamesFigure && !Has(Cue.Gain)));
        }
    }

    /// <summary>Puts it together.</summary>
    public ParsedQuestion? Build()
    {
        var superlative = Superlative();
        var compare = IsComparison();
        var question = Has(Cue.Share) ? Share()
            : superlative is null && AsksLastTime() ? LastTime()
            : superlative is not null && !(IsExtremeFigure && Target(superlative.Value.Index) is null && Asked() is null) ? LeftOut(superlative.Value) ?? ExtremeAsked(superlative.Value)
            : IsExtremeFigure && Asked() is { } most && most != Grouping.Trade ? ExtremeOf(most)
            : AsksForList() ? List()
            : superlative is null && Asked() is { } asked && asked != Grouping.Trade && !IsComparison() && !Has(Cue.HowMany) ? GroupsAsked(asked)
            : Plain(superlative);
        NamesFigure |= Has(Cue.If);
        if (question is null)
        {
            Problem ??= "I could not put its parts together";
            return null;
        }

        var rest = !compare && superlative is null && Compares ? OneAgainstRest() : [];
        var conditions = _conditions.Build(compare, out var sides);
        sides = rest.Count > 0 ? rest : sides;
        compare = sides.Count >= 2;
        Audit(question, compare);

        if (compare)
        {
            NamesOperation = true;
            question = question with { Operation = Operation.Compare, Sides = sides, Highest = HigherWins(question.Figure), Difference = Has(Cue.Difference) };
        }

        Problem ??= _conditions.Problem;
        return question with
        {
            Conditions = [.. question.Conditions, .. conditions],
            AsOf = _conditions.AsOf,
            Open = question.Open || Has(Cue.OpenNow),
            WithoutCommissions = Has(Cue.WithoutCommissions),
            Hypothetical = question.Hypothetical || Has(Cue.Would) || Has(Cue.If) || Has(Cue.WithoutCommissions),
        };
    }

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

    private bool Compares => Has(Cue.Compare) || Has(Cue.More) || Has(Cue.Less) || Has(Cue.Versus) || Has(Cue.Difference) || Has(Cue.Rest);

    // "is my win rate higher on Mondays": against all other trades.
    private List<IReadOnlyList<Condition>> OneAgainstRest()
    {
        var candidates = _conditions.Kept.Where(k => k.Condition is not PeriodCondition).ToList();
        if (candidates.Count != 1 || _conditions.HasNegation)
        {
            return [];
        }

        _conditions.Remove(candidates[0].Span);
        return [[candidates[0].Condition], [new NotCondition([candidates[0].Condition])]];
    }

    // A word that steers and found nothing to steer carries a meaning that would be lost.
    private void Audit(ParsedQuestion question, bool compare)
    {
        if (Has(Cue.Notes) || Has(Cue.Rules) || Has(Cue.Why))
        {
            Problem ??= "it asks for words rather than figures";
        }
        else if (Compares && !compare && Superlative() is null && question.Others.Count == 0)
        {
            Problem ??= "I do not see what is to be compared with what";
        }
        else if (Has(Cue.Negate) && !_conditions.HasNegation && question.Without is null)
        {
            Problem ??= "I do not see what is to be left out";
        }
        else if ((Has(Cue.Last) || Has(Cue.First)) && question is { Latest: null, Operation: not Operation.List })
        {
            Problem ??= "I do not see how many of the latest trades are meant";
        }
        else if (Has(Cue.When) && question is { Operation: not Operation.Extreme, AnswerGroup: null })
        {
            Problem ??= "I can tell when only for the best, worst, first or last trade";
        }
        else if (Has<ThresholdMeaning>() && question.Threshold is null)
        {
            Problem ??= "I do not see which figure is to be held against that value";
        }
        else if (Has(Cue.Size) && !Has(Cue.Average) && question.Operation is Operation.Value && !question.Figure.Contains("notional", StringComparison.Ordinal))
        {
            Problem ??= "I do not see which size is meant";
        }
        else if (question.Open && _conditions.Kept.Any(k => k.Condition is PeriodCondition { Basis: Basis.Exit }))
        {
            Problem ??= "I know which positions are open now, not which were open then";
        }
    }

    private bool Has(Cue cue) => _spans.Exists(s => s.Meaning is CueMeaning c && c.Cue == cue);

    private bool Has<T>() where T : Meaning => _spans.Exists(s => s.Meaning is T);

    private bool HasWord(params ReadOnlySpan<string> words)
    {
        foreach (var token in _reading.Tokens)
        {
            if (words.Contains(token.Word))
            {
                return true;
            }
        }

        return false;
    }

    private int IndexOf(Cue cue) => _spans.FindIndex(s => s.Meaning is CueMeaning c && c.Cue == cue);

    private bool Is(int index, params ReadOnlySpan<Cue> cues) =>
        index >= 0 && index < _spans.Count && _spans[index].Meaning is CueMeaning cue && cues.Contains(cue.Cue);

    private bool IsTradeNoun(int index) => Is(index, Cue.Trade) && s_tradeNouns.Contains(_reading.Tokens[_spans[index].Start].Stem)
        || Is(index, Cue.ClosedOnly);

    private Grouping? GroupAt(int index) =>
        index >= 0 && index < _spans.Count && _spans[index].Meaning is GroupMeaning group && !_attached.Contains(index) ? group.Grouping : null;

    private IEnumerable<(int Index, Grouping Grouping)> Groups() =>
        Enumerable.Range(0, _spans.Count).Where(i => GroupAt(i) is not null).Select(i => (i, GroupAt(i)!.Value));

    // "the playbook Gap Fade", "NVDA stock", "tag breakout": the noun beside the name says nothing more.
    private void AttachNouns()
    {
        for (var i = 0; i < _spans.Count; i++)
        {
            if (_spans[i].Meaning is GroupMeaning { Grouping: var grouping }
                && (Names(i - 1, grouping) || (Names(i + 1, grouping) && !Is(i - 1, Cue.Which, Cue.What, Cue.Best, Cue.Worst))))
            {
                _attached.Add(i);
            }
        }
    }

    private bool Names(int index, Grouping grouping) =>
        index >= 0 && index < _spans.Count && _spans[index].Meaning is ConditionMeaning { Condition: KeyCondition key } && key.Grouping == grouping;

    private List<string> Figures() => [.. _spans.Select(s => s.Meaning).OfType<FigureMeaning>().Select(f => f.Name).Distinct()];

    private string? Figure()
    {
        var all = Figures();
        var figure = all.Find(f => f != "net_pnl") ?? all.FirstOrDefault();
        NamesFigure |= figure is not null;
        return figure;
    }

    private (int Index, Cue Cue)? Superlative()
    {
        var index = _spans.FindIndex(s => s.Meaning is CueMeaning { Cue: Cue.High or Cue.Low or Cue.Most or Cue.Fewest or Cue.Best or Cue.Worst or Cue.Longest or Cue.Shortest });
        return index < 0 ? null : (index, ((CueMeaning)_spans[index].Meaning).Cue);
    }

    private bool IsComparison()
    {
        var asks = Has(Cue.Compare) || Has(Cue.More) || Has(Cue.Less) || Has(Cue.Versus) || Has(Cue.Difference)
            || (Has(Cue.Or) && (Superlative() is not null || Has(Cue.Which)));
        if (!asks || _conditions.HasNegation)
        {
            return false;
        }

        var slots = _conditions.Kept.GroupBy(k => k.Condition is KeyCondition key ? key.Grouping.ToString() : k.Condition is AmountCondition a ? a.Measure.ToString() : k.Condition.Slot);
        return slots.Any(g => g.Count() > 1);
    }

    private bool HigherWins(string figure)
    {
        var lower = Has(Cue.Less);
        var worse = _reading.Tokens.Any(t => t.Word is "worse" or "weaker");
        var better = _reading.Tokens.Any(t => t.Word is "better" or "stronger");
        var definition = FigureCatalog.Get(figure);
        if (better || worse)
        {
            return definition.HigherIsBetter != worse;
        }

        if (Superlative() is { } superlative)
        {
            return superlative.Cue switch { Cue.Best => definition.HigherIsBetter, Cue.Worst => !definition.HigherIsBetter, Cue.Low or Cue.Fewest or Cue.Shortest => false, _ => true };
        }

        if (Has(Cue.More) || lower)
        {
            return lower == (Has(Cue.Lose) && !Has(Cue.Gain) && figure == "net_pnl");
        }

        return definition.HigherIsBetter;
    }

    // "which symbol made me the most", "my best day", "the biggest loser", "the most trades I opened on one day"
    private ParsedQuestion? ExtremeAsked((int Index, Cue Cue) superlative)
    {
        NamesOperation = true;
        var target = Target(superlative.Index);
        var asked = Asked();
        var loses = (Has(Cue.Lose) || _reading.Tokens.Any(t => t.Stem == "loss")) && !(Has(Cue.Gain) && IndexOf(Cue.Gain) < IndexOf(Cue.Lose));
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

        var rank = _spans.Select(s => s.Meaning).OfType<NumberMeaning>().FirstOrDefault(n => n.IsRank)?.Value ?? 1;
        var limit = _spans.Select(s => s.Meaning).OfType<NumberMeaning>().FirstOrDefault(n => !n.IsRank)?.Value;

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

        var figure = ExtremeFigure(superlative.Cue, grouping.Value, named, countsTrades || (singleGroup is not null && target == Grouping.Trade && superlative.Cue is Cue.Most or Cue.Fewest));
        var highest = IsHighest(superlative.Cue, figure, loses);
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
            var pick = new GroupPick(picked, IsHighest(((CueMeaning)_spans[second].Meaning).Cue, "net_pnl", false), "net_pnl", 1, Groupings.DefaultBasis(picked));
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
            var by = told is "net_pnl" or "expectancy" && figure != "expectancy" ? figure : "net_pnl";
            var first = by == figure || figure == "expectancy" ? highest : IsHighest(((CueMeaning)_spans[superlative].Meaning).Cue, by, false);
            return new ParsedQuestion { Operation = Operation.Value, Figure = told, Within = new GroupPick(grouping, first, by, rank, basis, count) };
        }

        var inside = placed && target != Grouping.Trade;
        if (inside && (Has(Cue.HowMany) || (named is not null && named != "net_pnl") || (asked is not null && asked != target)))
        {
            var pick = new GroupPick(grouping, IsHighest(((CueMeaning)_spans[superlative].Meaning).Cue, "net_pnl", false), "net_pnl", rank, basis);
            var counted = Has(Cue.HowMany) ? Counted() : named ?? "net_pnl";
            return counted is null ? null
                : asked is not null && asked != target && !Has(Cue.HowMany)
                    ? new ParsedQuestion { Operation = Operation.Breakdown, Grouping = asked, Figure = named ?? "net_pnl", Within = pick }
                    : new ParsedQuestion { Operation = Operation.Value, Figure = counted, Within = pick };
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
        var count = _spans.Select(s => s.Meaning).OfType<NumberMeaning>().FirstOrDefault(n => !n.IsRank)?.Value ?? 1;
        return new ParsedQuestion
        {
            Operation = Operation.Value,
            Figure = Figure() ?? "net_pnl",
            Hypothetical = true,
            Without = new GroupPick(target, IsHighest(superlative.Cue, "net_pnl", _reading.Tokens.Any(t => t.Stem is "loss" or "loser" or "losing")), "net_pnl", count, Groupings.DefaultBasis(target)),
        };
    }

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
            if (GroupAt(i) is { } grouping)
            {
                return grouping;
            }

            if (IsTradeNoun(i))
            {
                return Grouping.Trade;
            }

            if (_spans[i].Meaning is ConditionMeaning { Condition: ResultCondition })
            {
                return Grouping.Trade;
            }

            if (_spans[i].Meaning is ConditionMeaning { Condition: DayResultCondition { TheDayAfter: false } })
            {
                _conditions.Remove(i);
                return Grouping.Day;
            }

            if (_spans[i].Meaning is not (ConditionMeaning { Condition: KeyCondition } or NumberMeaning) && !Is(i, Cue.Single, Cue.Size, Cue.And))
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

    private string ExtremeFigure(Cue cue, Grouping grouping, string? named, bool counts)
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

        if (named is null && HasResult() && cue is Cue.Most or Cue.Fewest)
        {
            return "trade_count";
        }

        if (named is "largest_loss" or "largest_win")
        {
            return "net_pnl";
        }

        return named is null or "net_pnl" && Has(Cue.Average) ? "expectancy" : named ?? "net_pnl";
    }

    // "the biggest daily loss" speaks of the day's result, not of its losing trades.
    private void DropResult()
    {
        foreach (var (span, _) in _conditions.Kept.Where(k => k.Condition is ResultCondition).ToList())
        {
            _conditions.Remove(span);
        }
    }

    private bool HasResult() => _conditions.Kept.Any(k => k.Condition is ResultCondition);

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

    private ParsedQuestion? Share()
    {
        NamesOperation = true;
        var of = IndexOf(Cue.Share);
        if (SharedPeriods(of) is { } periods)
        {
            return periods;
        }

        var verb = _spans.FindIndex(of, s => (s.Meaning is ConditionMeaning && _reading.Tokens[s.Start].Word is "were" or "are" or "was" or "ended" or "closed" or "that" or "expired" or "held" or "made" or "lost") || s.Meaning is CueMeaning { Cue: Cue.Verb or Cue.Lose or Cue.Gain or Cue.OpenVerb or Cue.CloseVerb or Cue.Hold or Cue.Perform });
        var figure = Figure();
        var part = new List<Condition>();
        foreach (var (span, condition) in _conditions.Kept.ToList())
        {
            if (condition is not PeriodCondition && (verb < 0 || span >= verb))
            {
                part.Add(condition);
                _conditions.Remove(span);
            }
        }

        if (part.Count == 0 && verb >= 0 && (Is(verb, Cue.Lose) || Is(verb, Cue.Gain)))
        {
            part.Add(new ResultCondition(Is(verb, Cue.Lose) ? TradeResult.Loss : TradeResult.Win));
        }

        if (figure is null && !IsTradeNoun(of + 1) && part.Exists(c => c is DayResultCondition or TradesOfDayCondition))
        {
            Problem ??= "I do not see whether a share of trades or of days is meant";
        }

        return part.Count == 0 ? null : new ParsedQuestion { Operation = Operation.Share, Figure = figure ?? "trade_count", Part = part };
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

    private Condition? Conditioned(int index) => index >= 0 && index < _spans.Count && _spans[index].Meaning is ConditionMeaning { Condition: var condition } ? condition : null;

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

    private bool SpeaksOfTrades(int from, int to)
    {
        for (var t = from; t < Math.Min(to, _reading.Tokens.Count); t++)
        {
            if (_reading.Tokens[t].Stem is "trade" or "position" or "loss" or "losse" or "loser" or "losing" or "win" or "winner" or "winning")
            {
                return true;
            }
        }

        return false;
    }

    private static string PeriodCount(Grouping grouping, Basis basis) =>
        grouping switch { Grouping.Week => "trading_weeks", Grouping.Month => "trading_months", _ => basis == Basis.Entry ? "entry_days" : "trading_days" };

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

    // One figure, or one for every group, or per calendar period.
    private ParsedQuestion? Plain((int Index, Cue Cue)? superlative)
    {
        var latest = Latest();
        if (latest is null && _spans.Exists(s => s.Meaning is NumberMeaning))
        {
            Problem ??= "I do not see what the number stands for";
            return null;
        }

        var figure = Has(Cue.OpenNow) ? OpenFigure() : Has(Cue.HowMany) || Has(Cue.HowOften) ? Counted() : PlainFigure();
        if (figure is null)
        {
            return null;
        }

        var question = new ParsedQuestion { Operation = Operation.Value, Figure = figure, Latest = latest, Others = OtherFigures(figure), Threshold = Threshold(figure), Having = _counted };
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
        else if ((Has(Cue.By) || Has(Cue.Per)) && Groups().Where(g => g.Index > Math.Max(IndexOf(Cue.By), IndexOf(Cue.Per))).Select(g => (Grouping?)g.Grouping).FirstOrDefault() is { } by)
        {
            NamesOperation = true;
            question = question with { Operation = Operation.Breakdown, Grouping = by, Basis = Groupings.DefaultBasis(by) };
        }
        else if (Has(Cue.Per) && IsTradeNoun(IndexOf(Cue.Per) + 1))
        {
            question = question with { Figure = figure switch { "net_pnl" => "expectancy", "total_commissions" => "average_commission", "total_r" => "average_r", _ => figure } };
        }
        else if (figure is not ("value_at_risk_95" or "expected_shortfall_95" or "max_drawdown_days") && !Has(Cue.HowMany) && Groups().Any(g => !IsIdle(g.Grouping)) && !Has(Cue.OpenNow))
        {
            Problem ??= "I do not see what is asked about the group";
            return null;
        }

        return question;
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

    private string OpenFigure()
    {
        NamesOperation = true;
        if (Figure() is { } figure)
        {
            return figure == "average_notional" ? "total_notional" : figure;
        }

        return Has(Cue.HowMuch) || Has(Cue.Lose) || Has(Cue.Gain) ? "net_pnl" : Groups().Any(g => g.Grouping == Grouping.Symbol) ? "symbol_count" : "open_positions";
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
                case Grouping.Week: return "trading_weeks";
                case Grouping.Month: return "trading_months";
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

    private string? PlainFigure()
    {
        var figure = Figure();
        if (Has(Cue.Pay) && figure is not ("total_commissions" or "average_commission"))
        {
            return null;
        }

        if (figure is "max_drawdown" && (Has(Cue.HowLong) || _reading.Tokens.Any(t => t.Word is "last" or "lasted" or "days")))
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
