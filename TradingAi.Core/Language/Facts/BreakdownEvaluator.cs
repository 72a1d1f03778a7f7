using TradingAi.Core.Language.Questions;

namespace TradingAi.Core.Language.Facts;

/// <summary>One figure for every group.</summary>
internal sealed class BreakdownEvaluator(JournalView view) : OperationEvaluator(view)
{
    /// <inheritdoc/>
    public override Evaluation Evaluate(ParsedQuestion question)
    {
        var sheet = new FactSheet(question);
        var grouping = question.Grouping!.Value;
        var figure = FigureCatalog.Get(question.Figure);
        var groups = Population.Group(Population.Select(question), grouping, question.Basis, question.Figure);
        if (groups.Count == 0)
        {
            return Evaluation.Declined(Nothing(question, grouping));
        }

        var lines = groups.TakeLast(60).Select(g =>
            $"- {Prose.Key(grouping, g.Key)}: {Prose.Value(g.Value, figure.Unit)} {sheet.Add(figure.Name, g.Value, figure.Unit, Keyed(question.Conditions, grouping, g.Key, question.Basis))}"
            + (figure.Name is "trade_count" or "open_positions" ? ""
                : question.Open ? $", over {Prose.Value(Quantity.Of(g.Trades.Count), "positions")} {sheet.Add("open_positions", Quantity.Of(g.Trades.Count), "positions", Keyed(question.Conditions, grouping, g.Key, question.Basis))}"
                : $", over {Over(sheet, figure, g.Trades, Keyed(question.Conditions, grouping, g.Key, question.Basis))}"));
        return new Evaluation(
            sheet.Facts, $"Your {figure.Label} by {Groupings.Noun(grouping)}{Prose.Scope(question.Conditions)}{Within(question)} [F1]:\n" + string.Join("\n", lines), Behind(groups[0].Trades));
    }

    // There may be trades, and none of them in a group.
    private string Nothing(ParsedQuestion question, Grouping grouping)
    {
        var scope = Prose.Scope(question.Conditions, trades: false) + Within(question);
        return question.Open ? $"No position{scope} is open."
            : Population.Select(question).Count == 0 ? $"There are no closed trades{scope}."
            : grouping switch
            {
                Grouping.Mistake => $"No mistakes are marked on your closed trades{scope}.",
                Grouping.Tag => $"None of your closed trades{scope} is tagged.",
                Grouping.Playbook => $"None of your closed trades{scope} is in a playbook.",
                _ => $"The journal does not say the {Groupings.Noun(grouping)} of your closed trades{scope}.",
            };
    }
}
