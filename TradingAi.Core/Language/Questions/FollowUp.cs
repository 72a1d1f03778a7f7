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
            current = Chosen(current, previous);
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
            return previous with
            {
                Operation = Operation.Extreme,
                Figure = figure,
                Highest = draft.IsHighestOf(figure),
                Rank = current.Rank,
                Conditions = [.. kept, .. named],
                Answer = previous.Operation == Operation.Extreme ? previous.Answer : Answer.Name,
            };
        }

        if (draft.NamesMeasure && previous.Operation is Operation.Extreme or Operation.Breakdown or Operation.Compare)
        {
            return previous with { Figure = current.Figure, Highest = previous.Highest, Conditions = [.. kept, .. named] };
        }

        if (!draft.NamesOperation && !draft.NamesFigure && current.Sides.Count == 0)
        {
            if (named.OfType<ResultCondition>().SingleOrDefault() is { } result && Opposite(previous.Figure, result.Result) is { } opposite)
            {
                return previous with { Figure = opposite, Sides = [], Conditions = [.. kept, .. named.Where(c => c != result)] };
            }

            // After "which symbol …", naming a symbol asks for its figure.
            var names = previous.Operation is Operation.Extreme or Operation.Breakdown && previous.Grouping is { } grouping && grouping != Grouping.Trade
                && named.OfType<KeyCondition>().Any(k => k.Grouping == grouping);
            return previous with
            {
                Operation = names ? Operation.Value : previous.Operation,
                Conditions = [.. kept, .. named],
                AsOf = current.AsOf ?? previous.AsOf,
                Open = previous.Open || current.Open,
                WithoutCommissions = previous.WithoutCommissions || current.WithoutCommissions,
                Hypothetical = previous.Hypothetical || current.Hypothetical,
                Sides = [],
            };
        }

        return current with
        {
            Figure = draft.NamesFigure || current.Figure != "net_pnl" ? current.Figure : previous.Operation == Operation.Extreme && previous.Grouping == Grouping.Trade ? current.Figure : KeepFigure(current, previous),
            Conditions = [.. kept, .. named],
            AsOf = current.AsOf ?? previous.AsOf,
            Within = current.Within ?? (current.Operation == Operation.Value ? previous.Within : null),
        };
    }

    // "What is my win rate on those?": the trades that the answer before was about.
    private static ParsedQuestion Chosen(ParsedQuestion current, ParsedQuestion previous) => current with
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
    private static string KeepFigure(ParsedQuestion current, ParsedQuestion previous) =>
        current.Operation is Operation.Extreme or Operation.Compare or Operation.Breakdown && current.Grouping != Grouping.Trade ? previous.Figure : current.Figure;

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
