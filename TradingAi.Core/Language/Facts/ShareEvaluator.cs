using TradingAi.Core.Language.Questions;

namespace TradingAi.Core.Language.Facts;

/// <summary>What part of something has a property.</summary>
internal sealed class ShareEvaluator(JournalView view) : OperationEvaluator(view)
{
    /// <inheritdoc/>
    public override Evaluation Evaluate(ParsedQuestion question)
    {
        var sheet = new FactSheet(question);
        var figure = FigureCatalog.Get(question is { Open: true, Figure: "trade_count" } ? "open_positions" : question.Figure);
        var whole = Population.Select(question);
        var part = Population.Select(question, question.Part);
        if (question.Having is not null)
        {
            whole = Population.Select(question with { Having = null });
        }

        if (whole.Count == 0 || figure.Compute(whole, View) is not { } total || total.Approximate == 0 || figure.Compute(part, View) is not { } some)
        {
            return Evaluation.Declined($"There are no closed trades{Prose.Scope(question.Conditions)} to take a share of.");
        }

        var latest = question.Latest is null ? "" : Within(question);
        var share = Quantity.Of(some.Approximate / total.Approximate);
        IReadOnlyList<Condition> all = [.. question.Conditions, .. question.Part];
        var text = question.Having is { } having
            ? $"The share of {Groupings.Noun(having.Grouping)}s{Limit(having)}{Prose.Scope(question.Conditions)}{latest} is {Prose.Value(share, "fraction")} {sheet.Add("share_of_" + figure.Name, share, "fraction", all)}: "
                + $"{Prose.Value(some, figure.Unit)} {sheet.Add(figure.Name, some, figure.Unit, all)} of {Prose.Value(total, figure.Unit)} {sheet.Add(figure.Name, total, figure.Unit, question.Conditions)}."
            : $"The share of {(question.Open ? "open positions" : "trades")} {string.Join(", ", question.Part.Select(Prose.Phrase))} in your {figure.Label}{Prose.Scope(question.Conditions)}{latest} is {Prose.Value(share, "fraction")} {sheet.Add("share_of_" + figure.Name, share, "fraction", all)}: "
            + $"{Prose.Value(some, figure.Unit)} {sheet.Add(figure.Name, some, figure.Unit, all)} of {Prose.Value(total, figure.Unit)} {sheet.Add(figure.Name, total, figure.Unit, question.Conditions)}.";
        return new Evaluation(sheet.Facts, text + Caution(whole.Count, figure), Behind(part));
    }
}
