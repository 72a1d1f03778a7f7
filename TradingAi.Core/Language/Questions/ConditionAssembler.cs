namespace TradingAi.Core.Language.Questions;

/// <summary>
/// Puts the conditions of a question together: which of them are left out rather than kept, which are sides of a
/// comparison, which end of the trade a date speaks of.
/// </summary>
internal sealed class ConditionAssembler
{
    private readonly List<Item> _items = [];
    private readonly Reading _reading;

    /// <summary>Reads the spans.</summary>
    public ConditionAssembler(Reading reading)
    {
        _reading = reading;
        Collect();
        PostfixNegation();
    }

    /// <summary>What could not be put together, for the person who asked; null where all is well.</summary>
    public string? Problem { get; private set; }

    /// <summary>True where a negation had something to leave out.</summary>
    public bool HasNegation => _items.Exists(i => i.NegatedGroup > 0);

    /// <summary>True where anything was named.</summary>
    public bool HasAny => _items.Count > 0;

    /// <summary>The range of an "as of".</summary>
    public DateOnly? AsOf { get; private set; }

    /// <summary>Where each condition that is kept stands, by span.</summary>
    public IEnumerable<(int Span, Condition Condition)> Kept => _items.Where(i => i.NegatedGroup == 0).Select(i => (i.Span, i.Condition));

    /// <summary>Takes a condition away that turned out to be part of something else.</summary>
    public void Remove(int span) => _items.RemoveAll(i => i.Span == span);

    /// <summary>Makes every range speak of one end of the trade.</summary>
    public void SetBasis(Basis basis)
    {
        for (var i = 0; i < _items.Count; i++)
        {
            if (_items[i].Condition is PeriodCondition period)
            {
                _items[i] = _items[i] with { Condition = period with { Basis = basis } };
            }
        }
    }

    /// <summary>Gives every date and time of day without a verb of its own the basis.</summary>
    public List<Condition> Build(bool compare, out List<IReadOnlyList<Condition>> sides)
    {
        sides = [];
        var kept = _items.Where(i => i.NegatedGroup == 0).ToList();
        DropNouns(kept);
        if (compare)
        {
            sides = TakeSides(kept);
        }

        var conditions = Merge(kept);
        foreach (var group in _items.Where(i => i.NegatedGroup > 0).GroupBy(i => i.NegatedGroup))
        {
            List<Item> left = [.. group];
            DropNouns(left);
            conditions.Add(new NotCondition(Merge(left)));
        }

        return conditions;
    }

    private void Collect()
    {
        var spans = _reading.Spans;
        var (negated, group, joint) = (false, 0, (Cue?)null);
        Basis? verb = null;
        for (var s = 0; s < spans.Count; s++)
        {
            var span = spans[s];
            switch (span.Meaning)
            {
                case CueMeaning { Cue: Cue.Negate }:
                    (negated, joint) = (true, null);
                    group++;
                    break;
                case CueMeaning { Cue: Cue.Or or Cue.And or Cue.Versus } cue:
                    joint = cue.Cue;
                    break;
                case CueMeaning { Cue: Cue.OpenVerb }:
                    verb = Basis.Entry;
                    break;
                case CueMeaning { Cue: Cue.CloseVerb }:
                    verb = Basis.Exit;
                    break;
                case CueMeaning { Cue: Cue.Which or Cue.What or Cue.HowMuch or Cue.HowMany or Cue.HowLong or Cue.When }:
                case FigureMeaning:
                    negated = false;
                    break;
                case ConditionMeaning { Condition: var condition }:
                    if (negated && joint is not null && _items.LastOrDefault() is { NegatedGroup: > 0 } last && last.Condition.Slot != condition.Slot)
                    {
                        group++;
                    }

                    _items.Add(new Item(WithBasis(condition, verb), s, negated ? group : 0, joint));
                    if (condition is TimeOfDayCondition or KeyCondition { Grouping: Grouping.Weekday or Grouping.Hour })
                    {
                        // "entered before noon in March": the verb is spent on the time of day; a range is by exit.
                        verb = null;
                    }

                    joint = null;
                    break;
                case PeriodMeaning { IsAsOf: true } asOf:
                    AsOf = asOf.To;
                    break;
                case PeriodMeaning period:
                    // After other conditions a range limits the whole question, not what is left out of it.
                    var inside = negated && !_items.Exists(i => i.NegatedGroup == group);
                    _items.Add(new Item(new PeriodCondition(period.From, period.To, verb == Basis.Entry ? Basis.Entry : Basis.Exit, period.Label), s, inside ? group : 0, joint));
                    joint = null;
                    break;
            }
        }
    }

    private static Condition WithBasis(Condition condition, Basis? verb) => (condition, verb) switch
    {
        (KeyCondition { Grouping: Grouping.Weekday or Grouping.Hour } key, Basis.Exit) => key with { Basis = Basis.Exit },
        (TimeOfDayCondition time, Basis.Exit) => time with { Basis = Basis.Exit },
        _ => condition,
    };

    // "if those losses of 500 or more had never happened": what was named since "if" is left out.
    private void PostfixNegation()
    {
        var spans = _reading.Spans;
        var negation = spans.FindLastIndex(s => s.Meaning is CueMeaning { Cue: Cue.Negate });
        if (negation < 0 || _items.Exists(i => i.NegatedGroup > 0))
        {
            return;
        }

        var start = spans.FindIndex(s => s.Meaning is CueMeaning { Cue: Cue.If });
        for (var k = 0; k < _items.Count; k++)
        {
            if (start >= 0 && _items[k].Span > start && _items[k].Span < negation)
            {
                _items[k] = _items[k] with { NegatedGroup = 1 };
            }
        }
    }

    // "trades tagged X", "my stock trades in AAPL": a general property beside its own special case says nothing more.
    private static void DropNouns(List<Item> items)
    {
        if (items.Exists(i => i.Condition is KeyCondition { Grouping: Grouping.Tag }))
        {
            items.RemoveAll(i => i.Condition is FlagCondition { Flag: TradeFlag.Tags, Present: true });
        }

        if (items.Exists(i => i.Condition is AmountCondition { Measure: Measure.Rating }))
        {
            items.RemoveAll(i => i.Condition is FlagCondition { Flag: TradeFlag.Rating, Present: true });
        }

        if (items.Exists(i => i.Condition is KeyCondition { Grouping: Grouping.Playbook }))
        {
            items.RemoveAll(i => i.Condition is FlagCondition { Flag: TradeFlag.Playbook, Present: true });
        }

        if (items.Exists(i => i.Condition is KeyCondition { Grouping: Grouping.Mistake }))
        {
            items.RemoveAll(i => i.Condition is FlagCondition { Flag: TradeFlag.Mistakes, Present: true });
        }
    }

    private List<IReadOnlyList<Condition>> TakeSides(List<Item> kept)
    {
        var repeated = kept.GroupBy(i => KindOf(i.Condition)).Where(g => g.Count() > 1).ToList();
        if (repeated.Count == 0)
        {
            return [];
        }

        var count = repeated.Max(g => g.Count());
        var sides = Enumerable.Range(0, count).Select(_ => new List<Condition>()).ToList();
        foreach (var group in repeated)
        {
            if (group.Count() != count)
            {
                Problem ??= "the sides of the comparison do not match";
                return [];
            }

            foreach (var (side, item) in group.Index())
            {
                sides[side].Add(item.Condition);
                kept.Remove(item);
            }
        }

        return [.. sides];
    }

    private static string KindOf(Condition condition) => condition switch
    {
        KeyCondition key => key.Grouping.ToString(),
        AmountCondition amount => amount.Measure.ToString(),
        _ => condition.Slot,
    };

    private List<Condition> Merge(List<Item> items)
    {
        var merged = new List<Condition>();
        foreach (var item in items)
        {
            var at = merged.FindIndex(c => KindOf(c) == KindOf(item.Condition));
            if (at < 0)
            {
                if (item.Joint == Cue.Or && merged.Count > 0)
                {
                    Problem ??= "I cannot yet join different kinds of conditions with \"or\"";
                }

                merged.Add(item.Condition);
                continue;
            }

            switch (merged[at], item.Condition)
            {
                case (KeyCondition { Grouping: Grouping.Tag or Grouping.Playbook or Grouping.Mistake } first, KeyCondition second)
                    when item.Joint is Cue.And or null && first != second:
                    merged.Add(second);
                    break;
                case (KeyCondition first, KeyCondition second):
                    merged[at] = first with { Keys = [.. first.Keys.Union(second.Keys)] };
                    break;
                case (PeriodCondition first, PeriodCondition second) when first.To?.AddDays(1) == second.From && first.Basis == second.Basis:
                    merged[at] = first with { To = second.To, Label = $"from {Dates.Day(first.From ?? default)} to {Dates.Day(second.To ?? default)}" };
                    break;
                case (PeriodCondition first, PeriodCondition second) when first.Basis != second.Basis:
                    merged.Add(second);
                    break;
                case (AmountCondition first, AmountCondition second) when (first.Min is null) != (second.Min is null) && item.Joint != Cue.Or:
                    merged.Add(second);
                    break;
                case var (first, second) when first == second:
                    break;
                default:
                    Problem ??= "two conditions of the same kind exclude each other";
                    break;
            }
        }

        return merged;
    }

    private sealed record Item(Condition Condition, int Span, int NegatedGroup, Cue? Joint);
}
