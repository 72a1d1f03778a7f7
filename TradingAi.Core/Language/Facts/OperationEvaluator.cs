using System.Globalization;
using TradingAi.Core.Journal;
using TradingAi.Core.Language.Narration;
using TradingAi.Core.Language.Questions;

namespace TradingAi.Core.Language.Facts;

/// <summary>Computes and words the questions of one operation.</summary>
internal abstract class OperationEvaluator(JournalView view)
{
    /// <summary>Below so many trades a figure says little.</summary>
    protected const int SmallSample = 10;
    /// <summary>How many trades are named as sources of a figure.</summary>
    protected const int TradesBehind = 5;

    /// <summary>The journal.</summary>
    protected JournalView View => view;

    /// <summary>Its trades.</summary>
    protected Population Population { get; } = new(view);

    /// <summary>How things are written.</summary>
    protected Wording Prose { get; } = new(view);

    /// <summary>Computes a question that the journal covers.</summary>
    public abstract Evaluation Evaluate(ParsedQuestion question);

    protected string Within(ParsedQuestion question) => question.Without is { } without
        ? $", leaving out your {(without.Rank == 1 ? "" : without.Rank + " ")}{(without.Highest ? "best" : "worst")} {Groupings.Noun(without.Grouping)}{(without.Rank == 1 ? "" : "s")},"
        : question.Having is { } having ? Limit(having)
        : question.Latest is { } latest ? $" over your {(latest > 0 ? "last" : "first")} {(Math.Abs(latest) == 1 ? "closed trade" : $"{Math.Abs(latest)} closed trades")}"
        : question.Within is { Count: > 1 } several
        ? $" over your {several.Count} {(several.Highest ? "best" : "worst")} {Groupings.Noun(several.Grouping)}s{(several.Figure == "net_pnl" ? "" : $" by {FigureCatalog.Get(several.Figure).Label}")}"
        : question.Within is { } pick
        ? $" {(Groupings.IsCalendar(pick.Grouping) ? "on" : "in")} your {Chosen(pick)}"
        : "";

    /// <summary>What a group is chosen as: <c>worst day</c>, <c>symbol with the most trades</c>.</summary>
    protected static string Chosen(GroupPick pick) => pick.Figure == "trade_count"
        ? $"{Groupings.Noun(pick.Grouping)} with the {(pick.Highest ? "most" : "fewest")} trades"
        : $"{(pick.Highest ? "best" : "worst")} {Groupings.Noun(pick.Grouping)}";

    /// <summary>The key of the group inside which a question asks.</summary>
    protected string? Picked(ParsedQuestion question, GroupPick pick)
    {
        var meant = question with { Conditions = [.. question.Conditions.Except(question.Among)], Among = [], Within = null };
        var ranked = Population.Rank(Population.Select(meant), pick.Grouping, pick.Basis, pick.Figure, pick.Highest);
        return ranked.Count < pick.Rank ? null : ranked[pick.Rank - 1].Key;
    }

    protected string Limit(PeriodLimit having) => having.Figure == "trade_count"
        ? $" on which {(having.Bounds.Min, having.Bounds.Max) switch { ({ } min, { } max) when min == max => $"{min}", ({ } min, { } max) => $"{min} to {max}", ({ } min, _) => $"at least {min}", var (_, max) => $"at most {max}" }} trades were {(having.Basis == Basis.Entry ? "opened" : "closed")}"
        : $" {Prose.Phrase(having.Bounds)} in all";

    protected static string ExtremeName(ParsedQuestion question, Grouping grouping, Figure figure)
    {
        var end = figure.Name is "net_pnl" or "expectancy" or "win_rate" or "profit_factor" ? question.Highest ? "best" : "worst" : question.Highest ? "highest" : "lowest";
        return figure.Name == "net_pnl" ? $"{end}_{Groupings.Unit(grouping)}" : $"{end}_{figure.Name}_{Groupings.Unit(grouping)}";
    }

    /// <summary>A trade in a few words, its reference and its date cited.</summary>
    protected string Cited(FactSheet sheet, string name, Trade trade, IReadOnlyList<Condition> conditions)
    {
        var closed = trade.ExitAt is { } exit && exit < View.AsOf;
        var date = View.Date(closed ? trade.ExitAt!.Value : trade.EntryAt).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return $"{Prose.Trade(trade)} {sheet.AddName(name, Grouping.Trade, trade.Ref.ToString(), conditions)} {sheet.AddKey(closed ? "exit_date" : "entry_date", date, "date", conditions, trade.Ref.ToString())}";
    }

    protected static IReadOnlyList<Condition> Keyed(IReadOnlyList<Condition> conditions, Grouping grouping, string key, Basis basis) =>
        [.. conditions, new KeyCondition(grouping, [key], basis)];

    protected static string? Ref(Grouping grouping, string key) => grouping == Grouping.Trade ? key : null;

    protected static string Trades(int count) => count == 1 ? "1 trade" : $"{count:#,0} trades";

    /// <summary>Over how many trades a figure is, cited: those that it is computed from.</summary>
    protected static string Over(FactSheet sheet, Figure figure, IReadOnlyList<Trade> trades, IReadOnlyList<Condition> conditions) =>
        figure.Sample is { } sample && figure.CountOf(trades) is var count && count < trades.Count
            ? $"{Trades(count)} {sample.Words} {sheet.Add(sample.Name, Quantity.Of(count), "trades", sample.Condition is { } condition ? [.. conditions, condition] : conditions)}"
            : $"{Trades(trades.Count)} {sheet.Add("trade_count", Quantity.Of(trades.Count), "trades", conditions)}";

    protected static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    protected static string Caution(int count, Figure figure) =>
        count is > 0 and < SmallSample && figure.Unit is not ("trades" or "days") ? $" That is a small sample; take it with caution." : "";

    // The trades that moved the figure most.
    protected static IReadOnlyList<Trade> Behind(IReadOnlyList<Trade> trades) =>
        [.. trades.Where(t => t.NetPnl is not null).OrderByDescending(t => Math.Abs(t.NetPnl!.Value)).Take(TradesBehind)];
}
