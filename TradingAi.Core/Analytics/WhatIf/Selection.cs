using TradingAi.Core.Insights.Narration;
using TradingAi.Core.Journal;

namespace TradingAi.Core.Analytics.WhatIf;

/// <summary>Says what leaving trades out assumes.</summary>
internal static class Selection
{
    /// <summary>Sentences on <c>exclude</c> and <c>only</c>.</summary>
    public static IEnumerable<string> Describe(
        WhatIfRequest request, JournalSnapshot journal, IReadOnlyList<TradeOutcome> actual, IReadOnlyList<TradeOutcome> taken)
    {
        foreach (var (name, filter) in new[] { ("exclude", request.Exclude), ("only", request.Only) })
        {
            foreach (var (dimension, keys) in filter?.Keys ?? TradeFilter.None.Keys)
            {
                foreach (var key in keys.Where(key => !actual.Any(t => Has(t.Trade, dimension, key, journal))))
                {
                    yield return $"{name}: no closed trade of the range has the {GroupDimensions.NameOf(dimension).Replace('_', ' ')} "
                        + $"'{Wording.Name(key)}', so it matches nothing.";
                }
            }
        }

        if (request.Exclude is not null || request.Only is not null)
        {
            yield return $"{Wording.Count(actual.Count - taken.Count, "trade")} of {Wording.Count(actual.Count)} "
                + "would not have been taken; every other trade is assumed to have gone as it did.";
        }
    }

    private static bool Has(Trade trade, GroupDimension dimension, string key, JournalSnapshot journal) =>
        GroupDimensions.KeysOf(dimension, trade, journal).Contains(key, StringComparer.OrdinalIgnoreCase);
}
