namespace TradingAi.Core.Insights.Hypotheses;

/// <summary>
/// Hypothesis: trades opened soon after a loss was taken do worse than the others, and are larger. "Soon" is within 30
/// or 60 minutes of the loss's exit; a loss is sizeable from the median losing trade on, large from the third quartile on.
/// </summary>
internal sealed class RevengeEntries : IHypothesis
{
    private static readonly int[] s_minutes = [30, 60];

    public IReadOnlyList<InsightType> Types => [InsightType.Behavior];

    public IEnumerable<Contrast> Contrasts(TradeSample sample)
    {
        // Losses before the range count too: the first trade of a range may answer the last of the one before.
        var losses = sample.Journal.ClosedTrades.Where(t => t.NetPnl < 0 && t.ExitAt < sample.AsOf).ToList();
        if (losses.Count == 0)
        {
            yield break;
        }

        var sizes = losses.Select(t => -t.NetPnl!.Value).Order().ToList();
        foreach (var (name, threshold) in new[] { ("sizeable", sizes[sizes.Count / 2]), ("large", sizes[sizes.Count * 3 / 4]) })
        {
            var exits = losses.Where(t => -t.NetPnl >= threshold).Select(t => t.ExitAt!.Value).ToArray();
            foreach (var minutes in s_minutes)
            {
                var side = sample.Where(t => FollowsWithin(exits, t.EntryAt, TimeSpan.FromMinutes(minutes)));
                var key = $"within {minutes} minutes of a {name} loss";
                var contrast = Contrast.AgainstAll(sample, "revenge", key, side, $"opened {key} (revenge entries)");
                yield return contrast;
                yield return contrast with { Dimension = "size_after_loss", Measure = Measure.Size, Label = $"opened {key}" };
            }
        }
    }

    // Exits are in order; what counts is the latest one before the entry.
    private static bool FollowsWithin(DateTimeOffset[] exits, DateTimeOffset entry, TimeSpan window)
    {
        var index = Array.BinarySearch(exits, entry);
        index = index < 0 ? ~index : index;
        while (index > 0 && exits[index - 1] == entry)
        {
            index--;
        }

        return index > 0 && entry - exits[index - 1] <= window;
    }
}
