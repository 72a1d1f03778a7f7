using TradingAi.Core.Journal;
using TradingAi.Core.Language.Questions;

namespace TradingAi.Core.Language.Facts;

/// <summary>Trades and groups one by one; the day of the last or first trade.</summary>
internal sealed class ListEvaluator(JournalView view) : OperationEvaluator(view)
{
    private const int ListedTrades = 10;

    /// <inheritdoc/>
    public override Evaluation Evaluate(ParsedQuestion question)
    {
        var sheet = new FactSheet(question);
        var trades = Population.Select(question);
        var scope = Prose.Scope(question.Conditions);
        if (trades.Count == 0)
        {
            return Evaluation.Declined($"There are no {(question.Open ? "open" : "closed")} trades{scope}.");
        }

        var grouping = question.Grouping ?? Grouping.Trade;
        if (question.AnswerGroup == Grouping.Day)
        {
            return LastTime(question, trades, sheet);
        }

        if (question.Limit is { } groups && grouping != Grouping.Trade)
        {
            return Top(question, trades, grouping, groups);
        }

        List<Trade> chosen;
        if (question.Limit is { } limit)
        {
            chosen = question.Ranked
                ? [.. Population.Rank(trades, Grouping.Trade, Basis.Exit, question.Figure, question.Highest).Take(limit).Select(g => g.Trades[0])]
                : [.. (question.Highest ? trades.Reverse() : trades).Take(limit)];
        }
        else
        {
            chosen = [.. trades.Reverse().Take(ListedTrades)];
        }

        var lead = question.Limit is null
            ? $"{(question.Open ? $"You have {trades.Count:#,0} open position{(trades.Count == 1 ? "" : "s")}" : $"There {(trades.Count == 1 ? "is" : "are")} {Trades(trades.Count)}")}{Prose.Scope(question.Conditions, trades: false)}{Within(question)} {sheet.Add(question.Open ? "open_positions" : "trade_count", Quantity.Of(trades.Count), question.Open ? "positions" : "trades", question.Conditions)}{(trades.Count > chosen.Count ? $"; the latest of them" : "")}:"
            : $"The {(question.Open ? "open position" : "trade")}{(chosen.Count == 1 ? "" : "s")}{Prose.Scope(question.Conditions, trades: false)}{Within(question)} [F1]:";
        var lines = chosen.Select(t => $"- {Cited(sheet, "trade", t, question.Conditions)}"
            + (question.Open ? $": {Prose.Money(t.Notional)} {sheet.Add("notional", Quantity.Of(t.Notional), "currency", question.Conditions, t.Ref.ToString())} at entry"
                : t.NetPnl is { } p ? $": {Prose.Money(p)} {sheet.Add("net_pnl", Quantity.Of(p), "currency", question.Conditions, t.Ref.ToString())}" : ""));
        return new Evaluation(sheet.Facts, lead + "\n" + string.Join("\n", lines), chosen);
    }

    // "when did I last trade NVDA": the day, then the trade.
    private Evaluation LastTime(ParsedQuestion question, IReadOnlyList<Trade> trades, FactSheet sheet)
    {
        if (question.Limit is null && trades.Count > 1)
        {
            return Evaluation.Declined("I do not see which of several trades is meant.");
        }

        DateTimeOffset At(Trade t) => question.Basis == Basis.Entry || t.ExitAt is null ? t.EntryAt : t.ExitAt.Value;
        var trade = question.Highest ? trades.MaxBy(At)! : trades.MinBy(At)!;
        var which = question.Highest ? "last" : "first";
        var date = View.Date(At(trade));
        if (question.Open && question.Basis == Basis.Exit)
        {
            return Evaluation.Declined("It is not closed yet.");
        }

        var text = $"You {(question.Basis == Basis.Entry ? "opened" : "closed")} {(question.Limit is null ? "it" : $"your {which} {(question.Open ? "open position" : "closed trade")}{Prose.Scope(question.Conditions, trades: false)}")} on {Dates.Day(date)} "
            + $"{sheet.AddName(question.Limit is null ? "trade_date" : $"{which}_trade_date", Grouping.Day, date.ToString("yyyy-MM-dd"), question.Conditions)}: {Cited(sheet, question.Limit is null ? "trade" : $"{which}_trade", trade, question.Conditions)}";
        return new Evaluation(sheet.Facts, text + (trade.NetPnl is { } p && !question.Open ? $", at {Prose.Money(p)} {sheet.Add("net_pnl", Quantity.Of(p), "currency", question.Conditions, trade.Ref.ToString())}." : "."), [trade]);
    }

    private Evaluation Top(ParsedQuestion question, IReadOnlyList<Trade> trades, Grouping grouping, int limit)
    {
        var sheet = new FactSheet(question);
        var figure = FigureCatalog.Get(question.Figure);
        var ranked = Population.Rank(trades, grouping, question.Basis, question.Figure, question.Highest).Take(limit).ToList();
        var lines = ranked.Select(g => $"- {Prose.Key(grouping, g.Key)} {sheet.AddName(ExtremeName(question, grouping, figure), grouping, g.Key, question.Conditions)}: "
            + $"{Prose.Value(g.Value, figure.Unit)} {sheet.Add(figure.Name, g.Value, figure.Unit, Keyed(question.Conditions, grouping, g.Key, question.Basis))}"
            + (figure.Name == "trade_count" ? "" : $", over {Trades(g.Trades.Count)} {sheet.Add("trade_count", Quantity.Of(g.Trades.Count), "trades", Keyed(question.Conditions, grouping, g.Key, question.Basis))}"));
        return new Evaluation(sheet.Facts, $"By {figure.Label}{Prose.Scope(question.Conditions)}{Within(question)} [F1]:\n" + string.Join("\n", lines), ranked.Count > 0 ? Behind(ranked[0].Trades) : []);
    }
}
