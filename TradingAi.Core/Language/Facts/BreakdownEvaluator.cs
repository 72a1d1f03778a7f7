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
            return Evaluation.Declined($"There are no closed trades{Prose.Scope(question.Conditions)}.");
        }

        var lines = groups.TakeLast(60).Select(g =>
            $"- {Prose.Key(grouping, g.Key)}: {Prose.Value(g.Value, figure.Unit)} {sheet.Add(figure.Name, g.Value, figure.Unit, Keyed(question.Conditions, grouping, g.Key, question.Basis))}"
            + (figure.Name == "trade_count" ? "" : $", over {Trades(g.Trades.Count)} {sheet.Add("trade_count", Quantity.Of(g.Trades.Count), "trades", Keyed(question.Conditions, grouping, g.Key, question.Basis))}"));
        return new Evaluation(
            sheet.Facts, $"Your {figure.Label} by {Groupings.Noun(grouping)}{Prose.Scope(question.Conditions)}{Within(question)} [F1]:\n" + string.Join("\n", lines), Behind(groups[0].Trades));
    }
}
