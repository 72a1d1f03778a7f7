using TradingAi.Core.Insights;
using TradingAi.Core.Insights.Hypotheses;
using TradingAi.Core.Journal;

namespace TradingAi.Core.Reports.Letter;

/// <summary>
/// A finding and those of a report's trades that show it. A month holds too few trades to prove much, so a letter also looks at what
/// the whole history proves and at how it showed this time.
/// </summary>
/// <param name="Discovery">What was found.</param>
/// <param name="Basis">The trades in which it was found: the report's range, or the whole history.</param>
/// <param name="Trades">The report's trades on the finding's side, in pooled order.</param>
internal sealed record Habit(Discovery Discovery, TradeSample Basis, IReadOnlyList<Trade> Trades)
{
    /// <summary>What those trades made, in the account's currency.</summary>
    public decimal NetPnl { get; } = Trades.Sum(t => t.NetPnl!.Value);

    /// <summary>True where its trades make, or lose, money by it; false for findings about time and size.</summary>
    public bool IsAboutResults => Discovery.Contrast.Measure == Measure.Pnl;

    /// <summary>
    /// True where the trader knows at the entry that the trade is of this kind; how long it is held and what is written about it
    /// come later, and often follow from the result.
    /// </summary>
    public bool IsKnownAtEntry => !Discovery.Contrast.Hindsight && Discovery.Contrast.Dimension != RecentChange.Dimension;

    /// <summary>True for a habit that costs money.</summary>
    public bool IsCostly => IsAboutResults && Discovery.Finding.Direction == "negative";

    /// <summary>True where its trades lost money wherever it was found, and did not only make less than others.</summary>
    public bool LostMoney => Discovery.Contrast.Side.Sum(n => Basis.Trades[n].NetPnl!.Value) < 0;

    /// <summary>True where the report's trades did the opposite of what was found: those of a costly habit made money this time, or the reverse.</summary>
    public bool IsContradicted => IsAboutResults && (IsCostly ? NetPnl > 0 : NetPnl < 0);

    /// <summary>
    /// What the range and the history show, each finding once, what can be acted on and is dearest in the range first; without those the range
    /// has no trade of. That the latest third of the whole history differs says nothing of the range.
    /// </summary>
    public static IReadOnlyList<Habit> Of(InsightComposer range, InsightComposer history)
    {
        var inRange = range.Sample.Trades.Select(t => t.Ref).ToHashSet();
        return
        [
            .. From(range).Concat(From(history).Where(h => h.Discovery.Contrast.Dimension != RecentChange.Dimension))
                .DistinctBy(h => (h.Discovery.Finding.Dimension, h.Discovery.Finding.Key))
                .Where(h => h.Trades.Count > 0)
                .OrderByDescending(h => h.IsCostly && h.IsKnownAtEntry && !h.IsContradicted)
                    .ThenByDescending(h => h.IsKnownAtEntry).ThenByDescending(h => h.IsCostly).ThenByDescending(h => Math.Abs(h.NetPnl)),
        ];

        IEnumerable<Habit> From(InsightComposer composer) => composer.Discoveries.Select(d => new Habit(
            d, composer.Sample, [.. d.Contrast.Side.Select(n => composer.Sample.Trades[n]).Where(t => inRange.Contains(t.Ref))]));
    }
}
