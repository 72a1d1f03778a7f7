using TradingAi.Core.Insights.Narration;
using TradingAi.Core.Journal;

namespace TradingAi.Core.Analytics.WhatIf.Rules;

/// <summary>
/// A rule that decides at each entry from what had closed strictly before it. It sees the course that it makes itself: a
/// trade it leaves out never closes, and one it halves closes with half the result.
/// </summary>
internal abstract class EntryRule : IRule
{
    /// <summary>True where trades that are left out are watched on and close in the rule's sight with the results they really had.</summary>
    protected virtual bool SeesWhatItLeavesOut => false;

    /// <inheritdoc/>
    public IReadOnlyList<TradeOutcome> Apply(IReadOnlyList<TradeOutcome> course, TimeZoneInfo zone)
    {
        var watch = Begin(zone);
        var running = new PriorityQueue<TradeOutcome, Trade>(PooledOrder.Instance);
        var taken = new List<TradeOutcome>();
        foreach (var outcome in course.OrderBy(t => t.Trade.EntryAt).ThenBy(t => t.Trade, PooledOrder.Instance))
        {
            while (running.TryPeek(out var next, out _) && next.Trade.ExitAt < outcome.Trade.EntryAt)
            {
                watch.Closed(running.Dequeue());
            }

            var share = watch.Enter(outcome.Trade);
            var made = share is 0 or 1 ? outcome : outcome.Scaled(share);
            if (share > 0)
            {
                taken.Add(made);
            }

            if (share > 0 || SeesWhatItLeavesOut)
            {
                running.Enqueue(made, made.Trade);
            }
        }

        return [.. taken.OrderBy(t => t.Trade, PooledOrder.Instance)];
    }

    /// <inheritdoc/>
    public abstract IEnumerable<string> Assumptions(RuleEffect effect, Wording words);

    /// <summary>Begins to watch a course.</summary>
    protected abstract IWatch Begin(TimeZoneInfo zone);

    /// <summary>Watches a course as it goes.</summary>
    protected interface IWatch
    {
        /// <summary>A trade closes.</summary>
        void Closed(TradeOutcome outcome);

        /// <summary>A trade is about to be entered: the part of its size that is taken, 0 for none and 1 for all.</summary>
        decimal Enter(Trade trade);
    }
}
