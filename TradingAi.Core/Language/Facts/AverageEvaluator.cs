using TradingAi.Core.Language.Questions;

namespace TradingAi.Core.Language.Facts;

/// <summary>One figure per calendar period.</summary>
internal sealed class AverageEvaluator(JournalView view) : OperationEvaluator(view)
{
    /// <inheritdoc/>
    public override Evaluation Evaluate(ParsedQuestion question)
    {
        var sheet = new FactSheet(question);
        var grouping = question.Grouping!.Value;
        var figure = FigureCatalog.Get(question.Figure);
        var trades = Population.Select(question);
        var groups = Population.Group(trades, grouping, question.Basis, "trade_count");
        if (groups.Count == 0 || figure.Compute(trades, View) is not { } total)
        {
            return Evaluation.Declined($"There are no closed trades{Prose.Scope(question.Conditions)}.");
        }

        if (figure.Name is not ("net_pnl" or "trade_count" or "total_commissions" or "gross_profit" or "gross_loss" or "total_r"))
        {
            return Evaluation.Declined($"A {figure.Label} per {Groupings.Noun(grouping)} is not something I can average.");
        }

        var noun = Groupings.Noun(grouping);
        var average = total.Exact is { } exact && figure.Unit == "currency" ? Quantity.Of(exact / groups.Count) : Quantity.Of(total.Approximate / groups.Count);
        var unit = figure.Unit == "trades" ? "trades" : figure.Unit;
        var text = $"Your average {figure.Label} per {noun}{Prose.Scope(question.Conditions)}{Within(question)} is {Prose.Value(average, unit)} {sheet.Add($"{figure.Name}_per_{noun}", average, unit, question.Conditions)}: "
            + $"{Prose.Value(total, figure.Unit)} {sheet.Add(figure.Name, total, figure.Unit, question.Conditions)} over {groups.Count} {noun}s with a trade {sheet.Add($"{noun}s", Quantity.Of(groups.Count), noun + "s", question.Conditions)}.";
        return new Evaluation(sheet.Facts, text + Caution(groups.Count, figure), Behind(trades));
    }
}
