using TradingAi.Core.Journal;
using TradingAi.Core.Language.Questions;

namespace TradingAi.Core.Language.Facts;

/// <summary>One figure, with what supports it: the figures beside it, what if, yes or no.</summary>
internal sealed class ValueEvaluator(JournalView view) : OperationEvaluator(view)
{
    /// <inheritdoc/>
    public override Evaluation Evaluate(ParsedQuestion question)
    {
        var sheet = new FactSheet(question);
        var trades = Population.Select(question);
        var figure = FigureCatalog.Get(question.Figure);
        if (trades.Count == 0 && !figure.IsTotal)
        {
            return Evaluation.Declined($"There are no closed trades{Prose.Scope(question.Conditions)}, so there is no {figure.Label} to tell.");
        }

        var value = figure.Compute(trades, View);
        var (name, label) = Naming(figure, question);
        var scope = Prose.Scope(question.Conditions, trades: true) + Within(question);
        if (value is null)
        {
            sheet.Add(name, value, figure.Unit, question.Conditions);
            sheet.Add("trade_count", Quantity.Of(trades.Count), "trades", question.Conditions);
            return new Evaluation(sheet.Facts, $"Your {label}{scope} is not defined [F1]: {Undefined(figure)} There are {trades.Count} such trades [F2].", Behind(trades));
        }

        var verb = question.Hypothetical ? "would be" : "is";
        var subject = figure.Name == "trade_count" ? $"The number of closed trades{Prose.Scope(question.Conditions, trades: false)}{Within(question)}"
            : $"Your {label}{scope}";
        var lead = question.Threshold is { } threshold ? threshold.Contains(value.Value.Exact ?? (decimal)value.Value.Approximate) ? "Yes. " : "No. " : "";
        var text = $"{lead}{subject}{(question.WithoutCommissions ? ", before commissions," : "")} {verb} {Prose.Value(value, question.InMinutes && figure.Unit == "hours" ? "minutes" : figure.Unit)} {sheet.Add(name, value, figure.Unit, question.Conditions)}";
        text += figure.Name == "trade_count" ? "." : $", over {Over(sheet, figure, trades, question.Conditions)}.";
        foreach (var other in question.Others.Select(FigureCatalog.Get))
        {
            var beside = other.Compute(trades, View);
            text += $" The {other.Label} is {Prose.Value(beside, other.Unit)} {sheet.Add(other.Name, beside, other.Unit, question.Conditions)}"
                + (other.CountOf(trades) == figure.CountOf(trades) ? "." : $", over {Over(sheet, other, trades, question.Conditions)}.");
        }

        if (question.Hypothetical)
        {
            var actual = question with { Conditions = [.. question.Conditions.Where(c => c is not NotCondition)], WithoutCommissions = false, Without = null };
            if (actual.Conditions.Count == question.Conditions.Count && !question.WithoutCommissions && question.Without is null)
            {
                actual = actual with { Conditions = [.. question.Conditions.OfType<PeriodCondition>()] };
            }

            var real = figure.Compute(Population.Select(actual), View);
            var hypothetical = sheet.Question;
            sheet.Question = actual;
            text += $" In fact it is {Prose.Value(real, figure.Unit)} {sheet.Add(name, real, figure.Unit, actual.Conditions)}";
            sheet.Question = hypothetical;
            text += real is { } r ? $", a difference of {Prose.Value(value.Value.Less(r), figure.Unit)} {sheet.Add(name + "_difference", value.Value.Less(r), figure.Unit, question.Conditions)}." : ".";
        }
        else if (trades.Count > 0)
        {
            text += question.Others.Count > 0 ? "" : Support(sheet, question, trades, figure);
        }

        if (figure.Name == "trade_count" && question is { Hypothetical: false, Latest: null, Within: null, Without: null, Having: null } && StillOpen(question) is > 0 and var still)
        {
            text += $" Besides them {Prose.Value(Quantity.Of(still), "positions")} {sheet.Add("open_positions", Quantity.Of(still), "positions", question.Conditions)} opened then {(still == 1 ? "is" : "are")} still open.";
        }

        if (question.Within is { Count: 1 } pick && Picked(question, pick) is { } picked)
        {
            text += $" Your {Chosen(pick)} is {Prose.Key(pick.Grouping, picked)} "
                + $"{sheet.AddName($"{(pick.Figure == "trade_count" ? pick.Highest ? "highest_trade_count" : "lowest_trade_count" : pick.Highest ? "best" : "worst")}_{Groupings.Unit(pick.Grouping)}", pick.Grouping, picked, question.Conditions)}.";
        }

        return new Evaluation(sheet.Facts, text + Caution(figure.CountOf(trades), figure), Behind(trades));
    }

    // "How many trades did I open this month?": closed ones are counted, the others told beside them.
    private int StillOpen(ParsedQuestion question) =>
        question.Conditions.Any(c => c is PeriodCondition { Basis: Basis.Entry, IsAll: false }) && !question.Conditions.Any(Evaluator.NeedsExit)
            ? Population.Select(question with { Open = true }).Count : 0;

    private static (string Name, string Label) Naming(Figure figure, ParsedQuestion question) =>
        (figure.Name, question.Conditions.OfType<ResultCondition>().FirstOrDefault()?.Result) switch
        {
            ("expectancy", TradeResult.Win) => ("average_win", figure.Label),
            ("expectancy", TradeResult.Loss) => ("average_loss", figure.Label),
            ("trade_count", TradeResult.Win) => ("win_count", figure.Label),
            ("trade_count", TradeResult.Loss) => ("loss_count", figure.Label),
            ("trade_count", TradeResult.BreakEven) => ("break_even_count", figure.Label),
            _ => (figure.Name, figure.Label),
        };

    private string Support(FactSheet sheet, ParsedQuestion question, IReadOnlyList<Trade> trades, Figure figure)
    {
        // What follows is of all trades, also where the figure is of fewer.
        var fewer = figure.CountOf(trades) < trades.Count;
        var whose = fewer ? "the" : "their";
        var text = fewer ? $" Over all {Trades(trades.Count)} {sheet.Add("trade_count", Quantity.Of(trades.Count), "trades", question.Conditions)}," : "";
        var told = false;
        if (figure.Name != "net_pnl")
        {
            var net = FigureCatalog.Get("net_pnl");
            var value = net.Compute(trades, View);
            text += $" {(fewer ? whose : Capital(whose))} net P&L is {Prose.Value(value, net.Unit)} {sheet.Add(net.Name, value, net.Unit, question.Conditions)}";
            told = true;
        }

        if (figure.Name != "win_rate" && !question.Conditions.Any(c => c is ResultCondition))
        {
            var rate = FigureCatalog.Get("win_rate").Compute(trades, View);
            text += $"{(told ? $", {whose} win rate" : " The win rate is")} {Prose.Value(rate, "fraction")} {sheet.Add("win_rate", rate, "fraction", question.Conditions)}";
            told = true;
        }

        return told ? text + "." : "";
    }

    private static string Undefined(Figure figure) => figure.Name switch
    {
        "profit_factor" => "there are no losses to divide by.",
        "payoff_ratio" or "kelly_fraction" => "it needs both wins and losses.",
        "value_at_risk_95" or "expected_shortfall_95" => "it needs at least 20 trading days.",
        "average_r" or "system_quality_number" => "too few of the trades have an initial risk.",
        "recovery_factor" => "the equity curve never fell.",
        "risk_of_ruin" => "it needs at least thirty trades.",
        "sharpe_ratio" or "sortino_ratio" => "it needs more days that differ.",
        _ => "there is nothing to compute it from.",
    };
}
