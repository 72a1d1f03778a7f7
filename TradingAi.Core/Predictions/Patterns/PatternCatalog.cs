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
    // Of fewer nothing but the prior would speak.
    private const int LeastTrades = 10;

    private const int MostOfAFamily = 8;

    private static readonly GroupDimension[] s_setups = [GroupDimension.Playbook, GroupDimension.Symbol];

    /// <summary>The patterns, each once, what stands out first.</summary>
    /// <param name="journal">The journal.</param>
    /// <param name="closed">Trades closed before the present.</param>
    /// <param name="composer">What was found over them.</param>
    public static IReadOnlyList<PatternHistory> Of(JournalSnapshot journal, IReadOnlyList<Trade> closed, InsightComposer composer) =>
    [
        .. composer.Discoveries.Select(d => d.Contrast)
            .Where(c => c.IsOfEntries)
            .Select(c => new PatternHistory(c.Dimension, c.Key, NameOf(c.Dimension, c.Key, c.Label), [.. c.Side.Select(n => composer.Sample.Trades[n])]))
            .Concat(s_setups.SelectMany(dimension => Groups(dimension, journal, closed).Take(MostOfAFamily)))
            .Where(p => p.Trades.Count >= LeastTrades)
            .DistinctBy(p => (p.Family, p.Key)),
    ];

    // Those with the most trades first.
    private static IEnumerable<PatternHistory> Groups(GroupDimension dimension, JournalSnapshot journal, IReadOnlyList<Trade> closed) => closed
        .SelectMany(t => GroupDimensions.KeysOf(dimension, t, journal).Select(key => (key, trade: t)))
        .GroupBy(x => x.key, x => x.trade, StringComparer.Ordinal)
        .OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal)
        .Select(g => new PatternHistory(GroupDimensions.NameOf(dimension), g.Key, NameOf(GroupDimensions.NameOf(dimension), g.Key, ""), [.. g]));

    private static string NameOf(string dimension, string key, string label) => dimension switch
    {
        "playbook" or "symbol" => $"{dimension} {Wording.Name(key)}",
        "strategy_type" => $"strategy {Wording.Name(key)}",
        _ => $"trades {label}",
    };
}
