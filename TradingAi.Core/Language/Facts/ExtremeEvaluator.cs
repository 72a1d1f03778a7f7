using TradingAi.Core.Language.Narration;
using TradingAi.Core.Language.Questions;

namespace TradingAi.Core.Language.Facts;

/// <summary>The best or worst group or trade, and what is asked of it.</summary>
internal sealed class ExtremeEvaluator(JournalView view) : OperationEvaluator(view)
{
    /// <inheritdoc/>
    public override Evaluation Evaluate(ParsedQuestion question)
    {
        var sheet = new FactSheet(question);
        var grouping = question.Grouping!.Value;
        var figure = FigureCatalog.Get(question.Figure);
        var ranked = Population.Rank(Population.Select(question), grouping, question.Basis, question.Figure, question.Highest);
        var scope = Prose.Scope(question.Conditions) + (question.Within is null ? Within(question) : "");
        if (ranked.Count < question.Rank)
        {
            return Evaluation.Declined($"There is no {Groupings.Noun(grouping)} to compare{scope}: the journal holds none.");
        }

        var top = ranked[question.Rank - 1];

        // What is told of the group is a fact about it; a trade is named by its reference.
        var within = grouping == Grouping.Trade ? question.Conditions : Keyed(question.Conditions, grouping, top.Key, question.Basis);
        var name = ExtremeName(question, grouping, figure);
        string text;
        if (question.AnswerGroup is { } answer && Groupings.KeysOf(answer, top.Trades[0], View, answer == Grouping.Day ? Basis.Exit : Groupings.DefaultBasis(answer)).FirstOrDefault() is { } answered)
        {
            var cited = sheet.AddName($"{name}_{Groupings.Unit(answer)}", answer, answered, question.Conditions);
            text = $"The {Groupings.Noun(answer)} of {Describe(question, grouping, figure)}{scope} is {Prose.Key(answer, answered)} {cited}: "
                + $"{Named(sheet, question, grouping, name, top)}, at {Prose.Value(top.Value, figure.Unit)} {sheet.Add(figure.Name, top.Value, figure.Unit, within, Ref(grouping, top.Key))}.";
        }
        else if (question.AnswerGroup is not null)
        {
            return Evaluation.Declined($"The journal does not say the {Groupings.Noun(question.AnswerGroup.Value)} of that trade.");
        }
        else if (question.Answer == Answer.Value)
        {
            text = $"{Capital(Describe(question, grouping, figure))}{scope} came to {Prose.Value(top.Value, figure.Unit)} {sheet.Add(ValueName(question, grouping, figure), top.Value, figure.Unit, within, Ref(grouping, top.Key))}: "
                + $"{Named(sheet, question, grouping, name, top)}.";
        }
        else
        {
            text = $"{Capital(Describe(question, grouping, figure))}{scope} is {Named(sheet, question, grouping, name, top)}, with {Prose.Value(top.Value, figure.Unit)} {sheet.Add(figure.Name, top.Value, figure.Unit, within, Ref(grouping, top.Key))}.";
        }

        if (grouping == Grouping.Trade)
        {
            var trade = top.Trades[0];
            text += $" It was in {Wording.Plain(trade.Symbol)} {sheet.AddName("symbol", Grouping.Symbol, trade.Symbol, question.Conditions)}.";
        }
        else
        {
            text += figure.Name == "trade_count" || question.Open ? "" : $" That is over {Over(sheet, figure, top.Trades, within)}.";
            if (ranked.Count > question.Rank)
            {
                var next = ranked[question.Rank];
                text += $" Next comes {Prose.Key(grouping, next.Key)} with {Prose.Value(next.Value, figure.Unit)} {sheet.Add(figure.Name, next.Value, figure.Unit, Keyed(question.Conditions, grouping, next.Key, question.Basis))}.";
            }

            text += question.Open ? "" : Caution(figure.CountOf(top.Trades), figure);
        }

        return new Evaluation(sheet.Facts, text, Behind(top.Trades));
    }

    private string Named(FactSheet sheet, ParsedQuestion question, Grouping grouping, string name, RankedGroup top) => grouping == Grouping.Trade
        ? Cited(sheet, name, top.Trades[0], question.Conditions)
        : $"{Prose.Key(grouping, top.Key)} {sheet.AddName(name, grouping, top.Key, question.Conditions)}";

    private static string ValueName(ParsedQuestion question, Grouping grouping, Figure figure) =>
        grouping == Grouping.Trade && figure.Name == "net_pnl" ? question.Highest ? "largest_win" : "largest_loss" : figure.Name;

    private static string Describe(ParsedQuestion question, Grouping grouping, Figure figure)
    {
        var rank = question.Rank switch { 1 => "", 2 => "second ", 3 => "third ", var n => $"{n}th " };
        return figure.Name == "net_pnl"
            ? $"your {rank}{(question.Highest ? "best" : "worst")} {Groupings.Noun(grouping)} by net P&L"
            : $"your {(question.Open && grouping == Grouping.Trade ? "open position" : Groupings.Noun(grouping))} with the {rank}{(question.Highest ? "highest" : "lowest")} {figure.Label}";
    }
}
