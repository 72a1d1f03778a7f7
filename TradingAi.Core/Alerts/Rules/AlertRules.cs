using TradingAi.Core.Journal;

namespace TradingAi.Core.Alerts.Rules;

/// <summary>The rules of all alerts, each of which holds what happened against the trader's own history.</summary>
public static class AlertRules
{
    /// <summary>Holds the trades that changed against every rule but the patterns.</summary>
    /// <param name="occasion">What changed.</param>
    /// <param name="levelBefore">How high the risk score stood before: 0 below every threshold, 1 elevated, 2 critical.</param>
    /// <returns>How high it stands now, and what is raised; a cause may have raised it before.</returns>
    public static (int RiskLevel, IReadOnlyList<AlertDraft> Raised) Check(AlertOccasion occasion, int levelBefore)
    {
        ArgumentNullException.ThrowIfNull(occasion);
        var (level, risk) = RiskThreshold.Check(occasion, levelBefore);
        List<AlertDraft> losses = [.. LargeLosses.Check(occasion)];

        // What one large loss brings about is told as that loss; the next one that makes the fall deeper tells of the fall.
        var falls = Drawdowns.Check(occasion).Where(fall => losses.TrueForAll(loss => loss.Evidence[0] != fall.Evidence[0]));
        return (level, [.. losses, .. UnusualActivity.Check(occasion), .. risk is null ? [] : new[] { risk }, .. LosingStreaks.Check(occasion), .. falls]);
    }

    /// <summary>The patterns to hold a local day's entries against, the surest first: a search over the whole history before it.</summary>
    public static IReadOnlyList<EntryPattern> PatternsOf(JournalSnapshot journal, DateOnly day, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(journal);
        return EntryPatterns.Find(journal, day, cancellationToken);
    }

    /// <summary>Holds one entry against the patterns of its day.</summary>
    public static IEnumerable<AlertDraft> CheckEntry(AlertOccasion occasion, Trade trade, IReadOnlyList<EntryPattern> patterns)
    {
        ArgumentNullException.ThrowIfNull(occasion);
        ArgumentNullException.ThrowIfNull(trade);
        ArgumentNullException.ThrowIfNull(patterns);
        return EntryPatterns.Check(occasion, trade, patterns);
    }
}
