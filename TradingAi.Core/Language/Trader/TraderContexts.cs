using System.Text.Json.Nodes;
using TradingAi.Core.Analytics;
using TradingAi.Core.Insights;
using TradingAi.Core.Journal;
using TradingAi.Core.Language.Facts;
using TradingAi.Core.Language.Tools;
using TradingAi.Core.Operations;

namespace TradingAi.Core.Language.Trader;

/// <summary>Gathers profile and context of a trader for a prompt.</summary>
public sealed class TraderContexts(IJournalReader journals, InsightService insights)
{
    private const int MostPatterns = 3;
    private const int MostNamed = 10;

    private static readonly string[] s_recent = ["net_pnl", "win_rate", "trade_count"];
    private static readonly Dictionary<string, string> s_noFilters = [];

    private readonly ProfileInference _profiles = new();

    /// <summary>The context at a moment.</summary>
    /// <param name="user">Whose.</param>
    /// <param name="asOf">The present.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    internal async Task<TraderContext> ReadAsync(UserId user, DateTimeOffset asOf, CancellationToken cancellationToken)
    {
        var latest = insights.ListAsync(user, null, null, new PageRequest(1, null), cancellationToken);
        var view = new JournalView(await journals.ReadAsync(user, cancellationToken), asOf);
        var facts = new List<Fact>();
        if (view.Closed.Count > 0)
        {
            var recent = TradeSet.Of(new TimeRange(TimeRangeName.Days30), TradeFilter.None, view);
            facts.AddRange(s_recent.Select(FigureCatalog.Get).Select(f => FactOf(f.Name, f.Compute(recent.Trades, view)?.ToJson(), f.Unit, recent.Filters)));
        }

        if (view.Open.Count > 0)
        {
            facts.Add(FactOf("open_positions", JsonValue.Create(view.Open.Count), "positions", new Dictionary<string, string>
            {
                ["open_symbols"] = string.Join(", ", view.Open.Select(t => t.Symbol).Distinct(StringComparer.Ordinal).Take(MostNamed)),
            }));
        }

        // An insight made for a later present says nothing of this one.
        foreach (var insight in (await latest).Items.Where(i => i.GeneratedAt <= asOf.AddDays(1)))
        {
            facts.AddRange(insight.KeyFindings.Take(MostPatterns).Select(f =>
                FactOf("finding", JsonValue.Create(f.Text), "text", new Dictionary<string, string> { ["range"] = insight.TimeRange, [f.Dimension] = f.Key })));
        }

        return new TraderContext(_profiles.Of(view), facts);
    }

    // Its id depends on the question's facts, which come first.
    private static Fact FactOf(string figure, JsonNode? value, string unit, IReadOnlyDictionary<string, string> filters) =>
        new() { Id = "", Figure = figure, Value = value, Unit = unit, Filters = filters.Count > 0 ? filters : s_noFilters };
}
