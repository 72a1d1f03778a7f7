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

        return Combine([.. kept, .. _items.Where(i => i.NegatedGroup > 0)]);
    }

    /// <summary>Takes away and puts together what stands from a span on, ranges aside.</summary>
    public List<Condition> TakeFrom(int span)
    {
        var taken = _items.Where(i => i.Span >= span && i.Condition is not PeriodCondition).ToList();
        _items.RemoveAll(taken.Contains);
        DropNouns(taken);
        return Combine(taken);
    }

    private List<Condition> Combine(List<Item> items)
    {
        var conditions = Merge([.. items.Where(i => i.NegatedGroup == 0)]);
        foreach (var group in items.Where(i => i.NegatedGroup > 0).GroupBy(i => i.NegatedGroup))
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
                case CueMeaning { Cue: Cue.Verb } when !IsRelative(span):
                    // "what share of my trades without TSLA were winners"
                    negated = false;
                    break;
                case ConditionMeaning { Condition: var condition }:
                    negated &= !IsSaid(span);
                    if (negated && joint is null && IsApart(s, group))
                    {
                        Problem ??= "I do not see whether all of that is to be left out together";
                    }

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

    // "trades that were held overnight"
    private bool IsRelative(Span span) => span.Start > 0 && _reading.Tokens[span.Start - 1].Word is "that" or "which" or "who";

    // "… were winners"
    private bool IsSaid(Span span) => _reading.Tokens[span.Start].Word is "were" or "are" or "was" or "is" && !IsRelative(span);

    // "without TSLA on Fridays" may leave out TSLA, or TSLA's Fridays; "without TSLA trades on Fridays", or what would have been, leaves out both together.
    private bool IsApart(int s, int group)
    {
        var last = _items.FindLastIndex(i => i.NegatedGroup == group);
        if (last < 0 || _items[last].Condition.Slot == ((ConditionMeaning)_reading.Spans[s].Meaning).Condition.Slot
            || _reading.Spans.Exists(x => x.Meaning is CueMeaning { Cue: Cue.Would or Cue.If }))
        {
            return false;
        }

        var before = _items[last].Span;
        return _reading.IsParted(before, s) && !_reading.Spans.Skip(before).Take(s - before).Any(x => x.Meaning is CueMeaning { Cue: Cue.Trade });
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
        var repeated = kept.GroupBy(i => KindOf(i.Condition)).Where(g => g.Count() > 1).Select(g => g.ToList()).ToList();
        if (repeated.Count == 0)
        {
            return [];
        }

        if (repeated.Count > 1 && !AreInTurn(repeated))
        {
            // "long or short on Mondays and Tuesdays": the days restrict both sides.
            repeated.RemoveAll(g => g.Skip(1).All(i => i.Joint == Cue.And));
        }

        if (repeated.Count == 0 || (repeated.Count > 1 && !AreInTurn(repeated)) || !AreTogether(repeated, kept))
        {
            Problem ??= "the sides of the comparison do not match";
            return [];
        }

        List<IReadOnlyList<Condition>> sides = [.. Enumerable.Range(0, repeated[0].Count).Select(n => repeated.Select(g => g[n].Condition).ToList())];
        if (sides.Index().Any(a => sides.Index().Any(b => a.Index < b.Index && a.Item.SequenceEqual(b.Item))))
        {
            Problem ??= "the sides of the comparison overlap";
        }

        kept.RemoveAll(i => repeated.Exists(g => g.Contains(i)));
        return sides;
    }

    // "NVDA in March, AMD in April": one of each kind a side, side after side.
    private static bool AreInTurn(List<List<Item>> kinds) => kinds.TrueForAll(g => g.Count == kinds[0].Count)
        && Enumerable.Range(1, kinds[0].Count - 1).All(n => kinds.Max(g => g[n - 1].Span) < kinds.Min(g => g[n].Span));

    // "NVDA calls or AMD": whether the calls are meant on both sides cannot be told.
    private static bool AreTogether(List<List<Item>> kinds, List<Item> kept) =>
        kinds.TrueForAll(g => kept.TrueForAll(i => kinds.Exists(k => k.Contains(i)) || i.Span < g[0].Span || i.Span > g[^1].Span));

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

            if (merged[at] != item.Condition && Splits(items, item) is { } reason)
            {
                Problem ??= reason;
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

    // Why two conditions of a kind are not alternatives of one question: "on NVDA in March and AMD in April", "on NVDA, and what is it on AMD".
    private string? Splits(List<Item> items, Item second)
    {
        var first = items.First(i => KindOf(i.Condition) == KindOf(second.Condition));
        var between = _reading.Spans.Skip(first.Span + 1).Take(second.Span - first.Span - 1);
        if (between.Any(s => s.Meaning is FigureMeaning or CueMeaning { Cue: Cue.What or Cue.Which or Cue.HowMany or Cue.HowMuch or Cue.HowLong or Cue.Gain or Cue.Lose }))
        {
            return "it asks two things at once";
        }

        var apart = items.Exists(i => i.Span > first.Span && i.Span < second.Span && KindOf(i.Condition) != KindOf(second.Condition)
            && !items.Exists(other => other.Span > second.Span && other.Condition == i.Condition));
        return apart ? "I cannot join pairs of conditions yet" : null;
    }

    private sealed record Item(Condition Condition, int Span, int NegatedGroup, Cue? Joint);
}
