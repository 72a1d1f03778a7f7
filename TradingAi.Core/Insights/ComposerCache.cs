using System.Runtime.CompilerServices;
using TradingAi.Core.Journal;

namespace TradingAi.Core.Insights;

/// <summary>
/// Keeps what was found in the ranges of a journal for as long as somebody holds the journal's snapshot, so that the types
/// of insight, the parts of a report, predictions and answers share one search. A change of the journal is another snapshot, and starts anew.
/// </summary>
public sealed class ComposerCache
{
    // Of one snapshot; the range asked for longest ago goes first.
    private const int MaxRanges = 8;

    private readonly ConditionalWeakTable<JournalSnapshot, List<Entry>> _journals = [];

    /// <summary>The composer of a sample. Who asks for the same one waits for the same search.</summary>
    public async Task<InsightComposer> GetAsync(TradeSample sample, CancellationToken cancellationToken)
    {
        var ranges = _journals.GetOrCreateValue(sample.Journal);
        Entry entry;
        lock (ranges)
        {
            entry = ranges.Find(e => e.Basis == sample.Basis && !e.Search.IsFaulted) ?? Start(sample);
            ranges.RemoveAll(e => e.Basis == sample.Basis);
            ranges.Add(entry);
            if (ranges.Count > MaxRanges)
            {
                ranges.RemoveAt(0);
            }
        }

        return await entry.Search.WaitAsync(cancellationToken);
    }

    // The search belongs to all who wait for it, so none of them can cancel it.
    private static Entry Start(TradeSample sample) =>
        new(sample.Basis, Task.Run(() => new InsightComposer(sample, CancellationToken.None)));

    private sealed record Entry(string Basis, Task<InsightComposer> Search);
}
