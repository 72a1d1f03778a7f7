using TradingAi.Core.Journal;
using TradingAi.Core.Language.Questions;

namespace TradingAi.Core.Language.Facts;

/// <summary>One figure of what is open: how many, how much at entry, which quantity on which side, since when.</summary>
internal sealed class OpenEvaluator(JournalView view) : OperationEvaluator(view)
{
    /// <inheritdoc/>
    public override Evaluation Evaluate(ParsedQuestion question)
    {
        var (sheet, open) = (new FactSheet(question), Population.Select(question));
        var text = question.Figure switch
        {
            "total_shares" => Quantities(sheet, question, [.. open.Where(t => t.Asset == Asset.Stock)]),
            "total_contracts" => Quantities(sheet, question, [.. open.Where(t => t.Asset == Asset.Option)]),
            "average_hold_hours" => Ages(sheet, question, open),
            _ => Total(sheet, question, open),
        };
        return new Evaluation(sheet.Facts, text, [.. open.Take(TradesBehind)]);
    }

    /// <summary>The answer where no open position passes.</summary>
    public Evaluation Nothing(ParsedQuestion question)
    {
        var sheet = new FactSheet(question);
        var figure = FigureCatalog.Get(question.Operation == Operation.Value && question.Figure is "total_notional" or "total_shares" or "total_contracts" or "symbol_count" ? question.Figure : "open_positions");
        var cited = sheet.Add(figure.Name, Quantity.Of(0), figure.Unit, question.Conditions);
        return new Evaluation(sheet.Facts, $"You have no open positions{Scope(question)}: {Prose.Value(Quantity.Of(0), figure.Unit)} {cited}.", []);
    }

    private string Total(FactSheet sheet, ParsedQuestion question, IReadOnlyList<Trade> open)
    {
        var figure = FigureCatalog.Get(question.Figure == "trade_count" ? "open_positions" : question.Figure);
        var value = figure.Compute(open, View)!.Value;
        var lead = question.Threshold is { } threshold ? threshold.Contains(value.Exact ?? (decimal)value.Approximate) ? "Yes. " : "No. " : "";
        var cited = $"{Prose.Value(value, figure.Unit)} {sheet.Add(figure.Name, value, figure.Unit, question.Conditions)}";
        if (figure.Name != "total_notional")
        {
            return $"{lead}The {figure.Label}{Scope(question)} is {cited}.";
        }

        var over = Positions(sheet, question, open);
        var (ofLong, ofShort) = (Of(Direction.Long), Of(Direction.Short));
        var sides = ofLong > 0 && ofShort > 0
            ? $" Long are {Cite("open_long_notional", ofLong)}, short {Cite("open_short_notional", ofShort)}, so you are {(ofLong > ofShort ? "net long" : ofLong < ofShort ? "net short" : "neither")}."
            : ofLong > 0 ? " All of it is long." : " All of it is short.";
        return $"{lead}The position size at entry of what is open{Scope(question)} is {cited}, over {over}.{sides}";

        decimal Of(Direction direction) => open.Where(t => t.Direction == direction).Sum(t => t.Notional);
        string Cite(string name, decimal notional) => $"{Prose.Money(notional)} {sheet.Add(name, Quantity.Of(notional), "currency", question.Conditions)}";
    }

    // Long and short are told apart: together they are nothing that anyone holds.
    private string Quantities(FactSheet sheet, ParsedQuestion question, IReadOnlyList<Trade> open)
    {
        var unit = FigureCatalog.Get(question.Figure).Unit;
        var (ofLong, ofShort) = (Of(Direction.Long), Of(Direction.Short));
        var text = (ofLong, ofShort) switch
        {
            (0, 0) => $"You hold none{Scope(question)}: {Cite("", 0)}",
            (_, 0) => $"You hold {Cite("long_", ofLong)} long{Scope(question)}",
            (0, _) => $"You are short {Cite("short_", ofShort)}{Scope(question)}",
            _ => $"You hold {Cite("net_", ofLong - ofShort)} net{Scope(question)}: long {Cite("long_", ofLong)}, short {Cite("short_", ofShort)}",
        };
        return $"{text}, over {Positions(sheet, question, open)}.";

        decimal Of(Direction direction) => open.Where(t => t.Direction == direction).Sum(t => t.Quantity);
        string Cite(string side, decimal quantity) => $"{Prose.Value(Quantity.Of(quantity), unit)} {sheet.Add($"open_{side}{unit}", Quantity.Of(quantity), unit, question.Conditions)}";
    }

    private string Ages(FactSheet sheet, ParsedQuestion question, IReadOnlyList<Trade> open)
    {
        if (open.Count == 1)
        {
            return $"You have held it for {Cite("open_days", Days(open[0]))}: {Cited(sheet, "trade", open[0], question.Conditions)}.";
        }

        var longest = open.MinBy(t => t.EntryAt)!;
        return $"Your open positions{Scope(question)} have been open for {Cite("average_open_days", open.Average(Days))} on average, over {Positions(sheet, question, open)}. "
            + $"Held longest is {Cited(sheet, "longest_held", longest, question.Conditions)}, for {Cite("max_open_days", Days(longest))}.";

        double Days(Trade trade) => (View.AsOf - trade.EntryAt).TotalDays;
        string Cite(string name, double days) => $"{Prose.Value(Quantity.Of(days), "days")} {sheet.Add(name, Quantity.Of(days), "days", question.Conditions)}";
    }

    private string Positions(FactSheet sheet, ParsedQuestion question, IReadOnlyList<Trade> open) =>
        $"{Prose.Value(Quantity.Of(open.Count), "positions")} {sheet.Add("open_positions", Quantity.Of(open.Count), "positions", question.Conditions)}";

    private string Scope(ParsedQuestion question) => Prose.Scope(question.Conditions, trades: false);
}
