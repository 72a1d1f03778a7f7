using TradingAi.Core.Analytics;
using TradingAi.Core.Insights;
using TradingAi.Core.Insights.Narration;
using TradingAi.Core.Journal;

namespace TradingAi.Core.Predictions.Patterns;

/// <summary>
/// The patterns of a journal: what findings are about, as far as it can be known when a trade is entered, then the trader's setups, playbooks and
/// symbols, with enough trades.
/// </summary>
internal static class PatternCatalog
{
    /// <summary>The fewest trades of a setup.</summary>
    public const int LeastTrades = 10;

    private const int MostOfAFamily = 8;

    private static readonly GroupDimension[] s_setups = [GroupDimension.Playbook, GroupDimension.Symbol];

    // How long a trade was held, or what mistake it was, is known only when it is over.
    private static readonly string[] s_knownAtEntry =
        [.. GroupDimensions.Names.Where(n => n != GroupDimensions.NameOf(GroupDimension.Hold)), "weekday+daytime", "revenge"];

    /// <summary>The patterns, each once, what stands out first.</summary>
    /// <param name="journal">The journal.</param>
    /// <param name="closed">Trades closed before the present.</param>
    /// <param name="findings">The findings over them.</param>
    public static IReadOnlyList<PatternHistory> Of(JournalSnapshot journal, IReadOnlyList<Trade> closed, IReadOnlyList<Finding> findings)
    {
        var byRef = closed.ToDictionary(t => t.Ref.ToString(), StringComparer.Ordinal);
        return
        [
            .. findings.Where(f => s_knownAtEntry.Contains(f.Dimension, StringComparer.Ordinal))
                .Select(f => new PatternHistory(f.Dimension, NameOf(f.Dimension, f.Key), TradesOf(f, journal, closed, byRef)))
                .Concat(s_setups.SelectMany(dimension => Groups(dimension, journal, closed).Take(MostOfAFamily)))
                .Where(p => p.Trades.Count >= LeastTrades)
                .DistinctBy(p => p.Name, StringComparer.Ordinal),
        ];
    }

    /// <summary>The groups of a dimension, those with the most trades first.</summary>
    public static IEnumerable<PatternHistory> Groups(GroupDimension dimension, JournalSnapshot journal, IReadOnlyList<Trade> closed) => closed
        .SelectMany(t => GroupDimensions.KeysOf(dimension, t, journal).Select(key => (key, trade: t)))
        .GroupBy(x => x.key, x => x.trade, StringComparer.Ordinal)
        .OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal)
        .Select(g => new PatternHistory(GroupDimensions.NameOf(dimension), NameOf(GroupDimensions.NameOf(dimension), g.Key), [.. g]));

    // A finding names so many of its trades only; those of a group are all known.
    private static IReadOnlyList<Trade> TradesOf(
        Finding finding, JournalSnapshot journal, IReadOnlyList<Trade> closed, Dictionary<string, Trade> byRef) =>
        GroupDimensions.TryParse(finding.Dimension, out var dimension)
            ? [.. closed.Where(t => GroupDimensions.KeysOf(dimension, t, journal).Contains(finding.Key, StringComparer.Ordinal))]
            : [.. finding.Refs.Where(byRef.ContainsKey).Select(r => byRef[r])];

    private static string NameOf(string dimension, string key)
    {
        var name = Wording.Name(key);
        return dimension switch
        {
            "weekday+daytime" => $"entries on {name}",
            "weekday" => $"entries on a {name}",
            "hour" => $"entries from {name}:00 to {name}:59",
            "revenge" => $"entries {name}",
            "strategy_type" => $"strategy {name}",
            "direction" => $"{name} trades",
            "asset" => $"{name} trades",
            _ => $"{dimension} {name}",
        };
    }
}
