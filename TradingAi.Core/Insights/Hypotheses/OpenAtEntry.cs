using TradingAi.Core.Journal;

namespace TradingAi.Core.Insights.Hypotheses;

/// <summary>What else was open when a trade was opened, in the whole journal, trades that are still open included.</summary>
internal static class OpenAtEntry
{
    /// <summary>The trades of a sample, each with the earlier ones that were open at its entry: a list that holds until the next step.</summary>
    public static IEnumerable<(int Position, Trade Trade, IReadOnlyList<Trade> Open)> Of(TradeSample sample)
    {
        var positions = sample.Trades.Select((t, n) => (t.Ref, n)).ToDictionary(x => x.Ref, x => x.n);
        var open = new List<Trade>();
        foreach (var trade in sample.Journal.Trades)
        {
            // Ordered by entry, so what has left is gone for good.
            open.RemoveAll(t => t.ExitAt <= trade.EntryAt);
            if (positions.TryGetValue(trade.Ref, out var position))
            {
                yield return (position, trade, open);
            }

            open.Add(trade);
        }
    }
}
