using TradingAi.Core.Language.Facts;

namespace TradingAi.Core.Language.Questions;

/// <summary>Completes an elliptical question from the one before: what it names replaces, the rest stays.</summary>
internal static class FollowUp
{
    private static readonly (string Win, string Loss)[] s_pairs =
        [("max_consecutive_wins", "max_consecutive_losses"), ("win_rate", "loss_rate"), ("gross_profit", "gross_loss"), ("average_win", "average_loss"), ("largest_win", "largest_loss"), ("win_count", "loss_count")];

    /// <summary>The complete question.</summary>
    public static ParsedQuestion Complete(ParsedQuestion current, Draft draft, ParsedQuestion previous)
    {
        if (draft.PointsBack)
        {
            if (draft.PointedAt is { } grouping && !Names(previous, grouping))
            {
                draft.Refuse($"the answer before names no {Groupings.Noun(grouping)}");
            }
            else if (previous.Figure.StartsWith("largest_", StringComparison.Ordinal) || previous.Figure.StartsWith("max_", StringComparison.Ordinal))
            {
                draft.Refuse("I know the figure of the answer before, not the trades that made it");
            }
            else if (previous.Operation == Operation.Compare && current.Sides.Count == 0 && (draft.NamesFigure || draft.NamesOperation))
            {
                draft.Refuse("the answer before is about several groups of trades");
            }

            // "How many trades is that?" after a share: the part, not the whole.
            var part = previous.Operation == Operation.Share && (draft.NamesFigure || draft.NamesOperation) ? previous.Part : [];
            current = Chosen(current with { Among = [.. part, .. current.Among] }, previous) with { Open = current.Open || previous.Open };
            if (current.Operation == Operation.Share && !draft.NamesFigure && previous.Operation == Operation.Value)
            {
                // "How much of it is short?": of the amount that the answer before told.
                if (previous.Figure != "total_notional" && !FigureCatalog.Get(previous.Figure).IsTotal)
                {
                    draft.Refuse("the answer before is nothing that has parts");
                }

                current = current with { Figure = previous.Figure };
            }
        }

        if (previous.Open && draft.CountsOnly && current is { Operation: Operation.Value, Figure: "trade_count" })
        {
            current = current with { Figure = "open_positions", Open = true };
        }

        var named = current.Conditions;
        if (draft.Shift is { } shift && previous.Conditions.OfType<PeriodCondition>().FirstOrDefault() is { From: { } start } period)
        {
            var (from, to) = Dates.Around(shift.Unit, start, shift.Steps);
            named = [.. named, period with { From = from, To = to, Label = Dates.Span(from, to) }];
        }

        var slots = named.Select(c => c.Slot).ToHashSet();
        var kept = draft.Widens ? [] : previous.Conditions.Where(c => !slots.Contains(c.Slot)).ToList();
        if (draft.BareSuperlative)
        {
            // "And the worst?": the same groups, the other end.
            var figure = draft.NamesFigure ? current.Figure : previous.Figure;
            var falls = draft.NamesSize && !previous.Highest && figure is "net_pnl" or "expectancy";
            if (falls && current.Rank == 1)
            {
                // After the worst one "the biggest" may be the biggest loss, or the biggest gain.
                draft.Refuse("I do not see whether the best or the worst is asked for");
            }

            return previous with
            {
                Operation = Operation.Extreme,
                Figure = figure,
                Highest = !falls && draft.IsHighestOf(figure),
                Rank = current.Rank,
                Conditions = [.. kept, .. named],
                Answer = previous.Operation == Operation.Extreme ? previous.Answer : Answer.Name,
            };
        }

        if (draft.NamesMeasure && previous.Operation is Operation.Extreme or Operation.Breakdown or Operation.Compare)
        {
            return previous with { Figure = current.Figure, Highest = previous.Highest, Conditions = [.. kept, .. named] };
        }

        if (draft.PointsBack && !draft.NamesOperation && !draft.NamesFigure && current.Sides.Count == 0)
        {
            // "And on it in March?", "And of those the winners?": the same figure, of less.
            return (previous.Operation == Operation.Extreme ? current with { Operation = Operation.Value, Figure = previous.Figure } : previous) with
            {
                Latest = current.Latest, Within = current.Within, Without = current.Without, Having = current.Having, Among = current.Among,
                Conditions = [.. kept, .. named],
            };
        }

        if (!draft.NamesOperation && !draft.NamesFigure && current.Sides.Count == 0)
        {
            if (named.OfType<ResultCondition>().SingleOrDefault() is { } result && Opposite(previous.Figure, result.Result) is { } opposite)
            {
                return previous with { Figure = opposite, Sides = [], Conditions = [.. kept, .. named.Where(c => c != result)] };
            }

            // After "which symbol …", naming a symbol asks for its figure.
            List<Condition> among = [.. named.Where(n => previous.Among.Any(a => a.Slot == n.Slot))];
            var sides = previous.Sides.Any(side => side.Any(c => slots.Contains(c.Slot))) ? [] : previous.Sides;
            var names = (previous.Operation == Operation.Compare && sides.Count == 0) || previous.Operation is Operation.Extreme or Operation.Breakdown && previous.Grouping is { } grouping && grouping != Grouping.Trade
                && named.OfType<KeyCondition>().Any(k => k.Grouping == grouping);
            return previous with
            {
                Operation = names ? Operation.Value : previous.Operation,
                Conditions = [.. kept, .. named.Except(among)],
                Among = Replaced(previous.Among, among),
                AsOf = current.AsOf ?? previous.AsOf,
                Open = previous.Open || current.Open,
                WithoutCommissions = previous.WithoutCommissions || current.WithoutCommissions,
                Hypothetical = previous.Hypothetical || current.Hypothetical,
                Sides = sides,
            };
        }

        return current with
        {
            Figure = draft.NamesFigure || current.Figure != "net_pnl" ? current.Figure : previous.Operation == Operation.Extreme && previous.Grouping == Grouping.Trade ? current.Figure : KeepFigure(current, draft, previous),
            Conditions = [.. kept, .. named],
            AsOf = current.AsOf ?? previous.AsOf,
            Within = current.Within ?? (current.Operation == Operation.Value ? previous.Within : null),
        };
    }

    // "What is my win rate on those?": the trades that the answer before was about.
    private static ParsedQuestion Chosen(ParsedQuestion current, ParsedQuestion previous)
    {
        var chosen = WithChoice(current, previous);
        return chosen.Latest is null && chosen.Within is null && chosen.Without is null && chosen.Having is null
            ? chosen
            : chosen with { Conditions = [], Among = Replaced(chosen.Among, [.. current.Conditions.Where(c => !previous.Conditions.Any(p => p.Slot == c.Slot && p.Describe() == c.Describe()))]) };
    }

    private static IReadOnlyList<Condition> Replaced(IReadOnlyList<Condition> before, IReadOnlyList<Condition> named) =>
        [.. before.Where(b => !named.Any(n => n.Slot == b.Slot)), .. named];

    private static bool Names(ParsedQuestion question, Grouping grouping) => question.Operation == Operation.Extreme ? question.Grouping == grouping
        : question.Within?.Grouping == grouping || grouping == Grouping.Trade || question.Conditions.Any(c => c switch
        {
            KeyCondition key => key.Grouping == grouping,

            // "that day" after a range of one day, "that month" after a range of one month.
            PeriodCondition { From: { } from, To: { } to } => Groupings.IsCalendar(grouping) && (from, to) == Dates.Around(Groupings.Noun(grouping), from, 0),
            _ => false,
        });

    private static ParsedQuestion WithChoice(ParsedQuestion current, ParsedQuestion previous) => current with
    {
        Latest = current.Latest ?? previous.Latest ?? (previous is { Operation: Operation.List, Ranked: false, Limit: { } limit } ? previous.Highest ? limit : -limit : null),
        Among = [.. previous.Among, .. current.Among],
        Having = current.Having ?? previous.Having,
        Without = current.Without ?? previous.Without,
        Within = current.Within ?? previous.Within
            ?? (previous is { Operation: Operation.List, Ranked: true, Limit: { } count, Grouping: { } grouping } ? new GroupPick(grouping, previous.Highest, previous.Figure, 1, previous.Basis, count)
                : previous is { Operation: Operation.Extreme, Grouping: { } best } ? new GroupPick(best, previous.Highest, previous.Figure, previous.Rank, previous.Basis) : null),
    };

    // "And which month was the worst?" keeps the figure that was compared before; a plain count before is not one.
    private static string KeepFigure(ParsedQuestion current, Draft draft, ParsedQuestion previous) =>
        current.Operation is Operation.Extreme or Operation.Compare or Operation.Breakdown && current.Grouping != Grouping.Trade && (previous.Figure != "trade_count" || draft.NamesSize) && !draft.NamesSign
            ? previous.Figure : current.Figure;

    private static string? Opposite(string figure, TradeResult result)
    {
        foreach (var (win, loss) in s_pairs)
        {
            if (figure == win || figure == loss)
            {
                return result == TradeResult.Win ? win : result == TradeResult.Loss ? loss : null;
            }
        }

        return null;
    }
}
