using System.Globalization;
using TradingAi.Core.Analytics;
using TradingAi.Core.Insights;
using TradingAi.Core.Insights.Hypotheses;
using TradingAi.Core.Insights.Narration;
using TradingAi.Core.Journal;

namespace TradingAi.Core.Alerts.Rules;

/// <summary>
/// An entry that fits a pattern which the statistics of the trader's own history bear out: a warning where such trades did
/// worse, an opportunity where they did better. The patterns are the findings over all trades that closed before the entry's
/// local day, as far as they can be told at the entry.
/// </summary>
internal static class EntryPatterns
{
    private const int MinimumTrades = 50;
    private const int MaxPatterns = 10;
    private const int MaxRefs = 10;

    /// <summary>The patterns to hold a local day's entries against, the surest first.</summary>
    public static IReadOnlyList<EntryPattern> Find(JournalSnapshot journal, DateOnly day, CancellationToken cancellationToken)
    {
        var sample = new TradeSample(journal, TimeRange.All, LocalTime.StartOf(day, journal.TimeZone));
        return sample.Trades.Count < MinimumTrades
            ? []
            : [.. new InsightComposer(sample, cancellationToken).Discoveries
                .Where(d => d.Contrast.IsOfEntries)
                .Select(d => d.Finding)
                .Take(MaxPatterns)
                .Select(f => new EntryPattern(f.Dimension, f.Key, f.Direction, f.Text, [.. f.Refs.TakeLast(MaxRefs)]))];
    }

    /// <summary>Holds one entry against patterns.</summary>
    public static IEnumerable<AlertDraft> Check(AlertOccasion occasion, Trade trade, IReadOnlyList<EntryPattern> patterns)
    {
        if (patterns.Count == 0)
        {
            yield break;
        }

        var matched = Sides(occasion.Journal, trade);
        foreach (var pattern in patterns.Where(p => matched.Contains((p.Dimension, p.Key))))
        {
            var isOpportunity = pattern.Direction == "positive";
            var entered = LocalTime.Of(trade.EntryAt, occasion.Journal.TimeZone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
            yield return new AlertDraft(
                $"pattern:{pattern.Dimension}:{pattern.Key}:{trade.Ref}",
                isOpportunity ? AlertType.OpportunityDetected : AlertType.PatternMatched,
                isOpportunity ? AlertSeverity.Info : AlertSeverity.Warning,
                $"Your trade in {Wording.Name(trade.Symbol)}, entered {entered}, fits a pattern of yours that did {(isOpportunity ? "better" : "worse")} than the rest. {pattern.Text}",
                [trade.Ref, .. pattern.Refs.Reverse().Select(text => EntityRef.TryParse(text, out var other) ? other : trade.Ref).Where(other => other != trade.Ref)]);
        }
    }

    // The hypotheses say which sides a trade is on. They look at closed trades, so the journal is taken as it was at the entry, and
    // what was open then, this trade the last, as closed right after it with nothing won or lost.
    private static HashSet<(string Dimension, string Key)> Sides(JournalSnapshot journal, Trade trade)
    {
        var closed = AtOnce(trade, 2);
        var then = new JournalSnapshot(
            journal.Version, journal.Profile, [.. journal.Trades.Where(t => t.EntryAt < trade.EntryAt && t.Ref != trade.Ref).Select(AsAtEntry), closed],
            [], [], journal.Playbooks);
        var sample = new TradeSample(then, TimeRange.All, trade.EntryAt.AddTicks(3));
        var position = sample.Trades.Count - 1;
        return [.. HypothesisCatalog.All
            .SelectMany(hypothesis => hypothesis.Contrasts(sample))
            .Where(contrast => contrast.IsOfEntries && contrast.Side.Contains(position))
            .Select(contrast => (contrast.Dimension, contrast.Key))];

        Trade AsAtEntry(Trade other) => other.ExitAt < trade.EntryAt ? other : AtOnce(other, 1);

        Trade AtOnce(Trade open, long ticks) => open with { ExitAt = trade.EntryAt.AddTicks(ticks), ExitPrice = open.EntryPrice, Commissions = 0 };
    }
}
