using TradingAi.Core.Analytics;
using TradingAi.Core.Journal;

namespace TradingAi.Core.Language.Tools;

/// <summary>Closed trades in pooled order, and by what they were chosen.</summary>
/// <param name="Trades">The trades.</param>
/// <param name="Filters">As facts name it; empty means everything.</param>
internal sealed record TradeSet(IReadOnlyList<Trade> Trades, IReadOnlyDictionary<string, string> Filters)
{
    /// <summary>The trades of a range that pass a filter.</summary>
    public static TradeSet Of(TimeRange range, TradeFilter filter, JournalView view)
    {
        var filters = Named(filter, "");
        if (range != TimeRange.All)
        {
            filters["range"] = range.ToString();
        }

        return new TradeSet(AnalyticsService.Select(view.Journal, range.Resolve(view.AsOf, view.Zone), filter), filters);
    }

    /// <summary>Its groups, those with the most trades first.</summary>
    public IReadOnlyList<TradeSet> GroupedBy(GroupDimension dimension, JournalView view) =>
    [
        .. Trades.SelectMany(t => GroupDimensions.KeysOf(dimension, t, view.Journal).Select(key => (key, trade: t)))
            .GroupBy(x => x.key, x => x.trade, StringComparer.Ordinal)
            .OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => new TradeSet([.. g], new Dictionary<string, string>(Filters) { [GroupDimensions.NameOf(dimension)] = g.Key })),
    ];

    /// <summary>A filter as facts name it.</summary>
    public static Dictionary<string, string> Named(TradeFilter? filter, string prefix) => (filter ?? TradeFilter.None).Keys
        .ToDictionary(k => prefix + GroupDimensions.NameOf(k.Key), k => string.Join(", ", k.Value), StringComparer.Ordinal);
}
