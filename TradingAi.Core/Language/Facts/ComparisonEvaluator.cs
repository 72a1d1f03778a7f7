using TradingAi.Core.Journal;
using TradingAi.Core.Language.Questions;

namespace TradingAi.Core.Language.Facts;

/// <summary>One figure on several sides.</summary>
internal sealed class ComparisonEvaluator(JournalView view) : OperationEvaluator(view)
{
    // Totals of unlike numbers of trades say little without it.
    private static readonly Figure s_perTrade = FigureCatalog.Get("expectancy");

    /// <inheritdoc/>
    public override Evaluation Evaluate(ParsedQuestion question)
    {
        question = AmongStocks(question);
        var sheet = new FactSheet(question);
        var figure = FigureCatalog.Get(question.Figure);
        var sides = question.Sides
            .Select(side => (Side: side, Trades: Population.Select(question, side)))
            .Select(s => (s.Side, s.Trades, Value: s.Trades.Count == 0 && !figure.IsTotal ? null : figure.Compute(s.Trades, View))).ToList();
        var defined = sides.Where(s => s.Value is not null).ToList();
        var scope = Prose.Scope(question.Conditions) + Within(question);
        if (defined.Count == 0 || sides.TrueForAll(s => s.Trades.Count == 0))
        {
            return Evaluation.Declined($"There are no closed trades to compare{scope}.");
        }

        if (figure.Unit != "trades" && sides.Find(s => s.Trades.Count == 0).Side is { } empty)
        {
            // Nothing is neither higher nor lower than a loss.
            return Evaluation.Declined($"There are no closed trades {Named(empty)}{scope}, so there is nothing to compare with.");
        }

        var order = Comparer<Quantity?>.Create((a, b) => a!.Value.ComparedWith(b!.Value));
        var ordered = (question.Highest ? defined.OrderByDescending(s => s.Value, order) : defined.OrderBy(s => s.Value, order)).ToList();
        var winner = ordered[0];
        var text = "";
        if (question.Difference && defined.Count == 2 && sides.Count == 2)
        {
            var difference = sides[0].Value!.Value.Less(sides[1].Value!.Value);
            text = $"The difference in {figure.Label}{scope} is {Prose.Value(difference, figure.Unit)} {sheet.Add(figure.Name + "_difference", difference, figure.Unit, question.Conditions)}. ";
        }

        var tie = ordered.Count > 1 && ordered[1].Value!.Value.ComparedWith(winner.Value!.Value) == 0;
        var sign = question.Highest ? "higher" : "lower";
        var (unit, key) = SideKey(winner.Side);
        var cited = sheet.AddKey($"{(question.Highest ? "highest" : "lowest")}_{figure.Name}", key, unit, question.Conditions);
        text += tie
            ? $"Your {figure.Label}{scope} is the same on both sides {cited}:"
            : $"Your {figure.Label}{scope} is {(sides.Count > 2 ? sign[..^2] + "est" : sign)} {Named(winner.Side)} {cited}:";
        var (told, means) = (new List<string>(), new List<(IReadOnlyList<Condition> Side, Quantity? Value, string Cited)>());
        foreach (var (side, trades, value) in sides)
        {
            IReadOnlyList<Condition> conditions = [.. question.Conditions, .. side];
            var line = $" {Named(side)} {Prose.Value(value, figure.Unit)} {sheet.Add(figure.Name, value, figure.Unit, conditions)}"
                + (figure.Name == "trade_count" ? "" : $" over {Over(sheet, figure, trades, conditions)}");
            if (figure.Name == "net_pnl" && s_perTrade.Compute(trades, View) is { } mean)
            {
                means.Add((side, mean, sheet.Add(s_perTrade.Name, mean, s_perTrade.Unit, conditions)));
                line += $", {Prose.Value(mean, s_perTrade.Unit)} a trade {means[^1].Cited}";
            }

            told.Add(line);
        }

        text += string.Join(";", told) + ".";
        if (!tie && means.Count == 2 && order.Compare(means[0].Value, means[1].Value) != 0 && means.MaxBy(m => m.Value, order) is var best && best.Side != defined.MaxBy(s => s.Value, order).Side)
        {
            text += $" A trade made more {Named(best.Side)} all the same {best.Cited}.";
        }

        return new Evaluation(sheet.Facts, text + (sides.Exists(s => s.Trades.Count < SmallSample) ? " One side is a small sample; take it with caution." : ""), Behind(winner.Trades));
    }

    // An option has no stop, so that it would stand on the side without.
    private ParsedQuestion AmongStocks(ParsedQuestion question) =>
        question.Sides.Any(side => side is [FlagCondition { Flag: TradeFlag.Stop }]) && View.Closed.Any(t => t.Asset == Asset.Option)
            && !question.Conditions.Any(c => c is KeyCondition { Grouping: Grouping.Asset })
            ? question with { Conditions = [.. question.Conditions, new KeyCondition(Grouping.Asset, ["stock"])] }
            : question;

    private (string Unit, string Key) SideKey(IReadOnlyList<Condition> side) => side switch
    {
        [KeyCondition key] => (Groupings.Unit(key.Grouping), string.Join(" or ", key.Keys)),
        [NotCondition { All: [KeyCondition key] }] => (Groupings.Unit(key.Grouping), "other"),
        [ResultCondition result] => ("result", result.Describe()),
        [PeriodCondition period] when period.From is { Day: 1 } from && period.To == from.AddMonths(1).AddDays(-1) => ("month", from.ToString("yyyy-MM")),
        [PeriodCondition { From: { } from } period] when period.To == from => ("date", from.ToString("yyyy-MM-dd")),
        _ => ("group", Named(side)),
    };

    private string Named(IReadOnlyList<Condition> side) => string.Join(", ", side.Select(Prose.Phrase));
}
