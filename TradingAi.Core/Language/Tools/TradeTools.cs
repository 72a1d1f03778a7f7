using System.Globalization;
using TradingAi.Core.Analytics;
using TradingAi.Core.Journal;
using TradingAi.Core.Knowledge;
using TradingAi.Core.Language.Facts;
using TradingAi.Core.Language.Narration;
using TradingAi.Core.Language.Questions;

namespace TradingAi.Core.Language.Tools;

/// <summary>Functions that name trades and find passages.</summary>
internal sealed class TradeTools(Question question, IJournalReader journals, ISearch search, ToolEvidence evidence)
{
    /// <summary>The most that one call names.</summary>
    public const int MostListed = 25;

    private const int UsuallyListed = 10;

    private static readonly Dictionary<string, string> s_noFilters = [];

    /// <summary>The orders in which trades can be listed.</summary>
    public static IReadOnlyList<string> Orders { get; } = ["newest", "oldest", "best", "worst"];

    /// <summary>Closed trades one by one.</summary>
    public async Task<ToolResult> ListAsync(ToolArguments arguments, CancellationToken cancellationToken)
    {
        var view = await ViewAsync(cancellationToken);
        var set = TradeSet.Of(arguments.Range(), arguments.Filter(), view);
        IEnumerable<Trade> ordered = arguments.Choice("order", Orders) switch
        {
            "oldest" => set.Trades,
            "best" => set.Trades.OrderByDescending(t => t.NetPnl),
            "worst" => set.Trades.OrderBy(t => t.NetPnl),
            _ => set.Trades.Reverse(),
        };
        List<Trade> chosen = [.. ordered.Take(arguments.Integer("limit", UsuallyListed, 1, MostListed))];
        var count = evidence.Add("trade_count", Quantity.Of(set.Trades.Count), "trades", set.Filters);
        return new ToolResult([count, .. chosen.Select(t => FactOf(t, set.Filters))], [.. chosen.Select(t => SourceOf(t, view))]);
    }

    /// <summary>Trades that words describe.</summary>
    public async Task<ToolResult> FindAsync(ToolArguments arguments, CancellationToken cancellationToken)
    {
        var view = await ViewAsync(cancellationToken);
        var filter = new SearchFilter { Types = [EntityType.Stock, EntityType.Option], Symbol = arguments.Text("symbol"), Until = question.AsOf };
        var found = await SearchAsync(arguments, filter, cancellationToken);
        List<Trade> trades = [.. found.Results.Select(r => view.Journal.FindTrade(r.Ref)).OfType<Trade>().Where(t => t.EntryAt < view.AsOf)];
        return new ToolResult(
            [.. trades.Where(t => t.ExitAt < view.AsOf).Select(t => FactOf(t, s_noFilters))],
            [.. trades.Select(t => SourceOf(t, view))],
            trades.Count == 0 ? "No trade was found." : null);
    }

    /// <summary>What the trader wrote.</summary>
    public async Task<ToolResult> SearchNotesAsync(ToolArguments arguments, CancellationToken cancellationToken)
    {
        var view = await ViewAsync(cancellationToken);
        var (from, to) = (arguments.Date("from"), arguments.Date("to"));
        DateTimeOffset? end = to is { } last && last < DateOnly.MaxValue ? LocalTime.StartOf(last.AddDays(1), view.Zone) : null;
        var filter = new SearchFilter
        {
            Types = PassageIntent.Written,
            Symbol = arguments.Text("symbol"),
            Tag = arguments.Text("tag"),
            From = from is { } first ? LocalTime.StartOf(first, view.Zone) : null,
            Until = end < view.AsOf ? end : view.AsOf,
        };
        var found = await SearchAsync(arguments, filter, cancellationToken);
        return new ToolResult([], [.. found.Results.Select(evidence.Add)], found.Results.Count == 0 ? "Nothing was found." : null);
    }

    /// <summary>Positions open at the present.</summary>
    public async Task<ToolResult> OpenAsync(ToolArguments arguments, CancellationToken cancellationToken)
    {
        var view = await ViewAsync(cancellationToken);
        var symbol = arguments.Text("symbol");
        List<Trade> open = [.. view.Open.Where(t => symbol is null || t.Symbol.Equals(symbol, StringComparison.OrdinalIgnoreCase))];
        var filters = symbol is null ? s_noFilters : new Dictionary<string, string> { ["symbol"] = symbol };
        return new ToolResult(
            [
                evidence.Add("open_positions", Quantity.Of(open.Count), "positions", filters),
                evidence.Add("total_notional", Quantity.Of(open.Sum(t => t.Notional)), "currency", filters),
            ],
            [.. open.TakeLast(MostListed).Select(t => SourceOf(t, view))],
            "The journal holds no current prices: what an open position is worth is not known.");
    }

    private async Task<JournalView> ViewAsync(CancellationToken cancellationToken) =>
        new(await journals.ReadAsync(question.User, cancellationToken), question.AsOf);

    private async Task<SearchResults> SearchAsync(ToolArguments arguments, SearchFilter filter, CancellationToken cancellationToken)
    {
        var query = arguments.Text("query") ?? throw arguments.Bad("query", "it is missing");
        var found = await search.SearchAsync(question.User, query, filter, arguments.Integer("limit", UsuallyListed, 1, MostListed), cancellationToken);
        evidence.Degrade(found.Degraded);
        return found;
    }

    private Fact FactOf(Trade trade, IReadOnlyDictionary<string, string> filters) =>
        evidence.Add("net_pnl", Quantity.Of(trade.NetPnl), "currency", filters, trade.Ref);

    private Source SourceOf(Trade trade, JournalView view)
    {
        var isClosed = trade.ExitAt < view.AsOf;
        IEnumerable<string?> parts =
        [
            Invariant($"{trade.Quantity} at {trade.EntryPrice}, entered {view.Local(trade.EntryAt):yyyy-MM-dd HH:mm}"),
            isClosed ? Invariant($"exited {view.Local(trade.ExitAt!.Value):yyyy-MM-dd HH:mm} at {trade.ExitPrice}, net P&L {trade.NetPnl}") : "open",
            isClosed && trade.R is { } r ? Invariant($"{r:0.##}R") : null,
            trade.Tags.Count > 0 ? "tags " + string.Join(", ", trade.Tags.Select(Wording.Plain)) : null,
        ];
        return evidence.Add(trade.Ref, new Wording(view).Trade(trade), string.Join("; ", parts.OfType<string>()));
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
