using TradingAi.Core.Journal;
using TradingAi.Core.Language.Questions;

namespace TradingAi.Core.Language.Facts;

/// <summary>One figure on several sides.</summary>
internal sealed class ComparisonEvaluator(JournalView view) : OperationEvaluator(view)
{
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
        var values = sides.Select(s => $" {Named(s.Side)} {Prose.Value(s.Value, figure.Unit)} {sheet.Add(figure.Name, s.Value, figure.Unit, [.. question.Conditions, .. s.Side])}"
            + (figure.Name == "trade_count" ? "" : $" over {Over(sheet, figure, s.Trades, [.. question.Conditions, .. s.Side])}")
            + (PerTrade(s.Trades) is { } mean && figure.Name == "net_pnl" ? $", {Prose.Value(mean, "currency")} a trade {sheet.Add("expectancy", mean, "currency", [.. question.Conditions, .. s.Side])}" : "")).ToList();
        text += string.Join(";", values) + ".";
        if (figure.Name == "net_pnl" && !tie && ordered.Count == 2 && order.Compare(PerTrade(ordered[0].Trades), PerTrade(ordered[1].Trades)) is var each && (question.Highest ? each < 0 : each > 0))
        {
            text += $" A trade made more {Named(ordered[question.Highest ? 1 : 0].Side)} all the same.";
        }

        return new Evaluation(sheet.Facts, text + (sides.Exists(s => s.Trades.Count < SmallSample) ? " One side is a small sample; take it with caution." : ""), Behind(winner.Trades));
    }

    // An option has no stop, so that it would stand on the side without.
    private ParsedQuestion AmongStocks(ParsedQuestion question) =>
        question.Sides.Any(side => side is [FlagCondition { Flag: TradeFlag.Stop }]) && View.Closed.Any(t => t.Asset == Asset.Option)
            && !question.Conditions.Any(c => c is KeyCondition { Grouping: Grouping.Asset })
            ? question with { Conditions = [.. question.Conditions, new KeyCondition(Grouping.Asset, ["stock"])] }
            : question;

    private static Quantity? PerTrade(IReadOnlyList<Trade> trades) => trades.Count == 0 ? null : Quantity.Of(trades.Average(t => t.NetPnl!.Value));

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
