namespace TradingAi.Core.Insights.Hypotheses;

/// <summary>
/// Hypothesis: trades opened soon after a loss was taken do worse than the others, and are larger. "Soon" is within 30
/// or 60 minutes of the loss's exit; a loss is sizeable from the median losing trade on, large from the third quartile on.
/// Looked at on their own too: those within 30 minutes that put up one and a half times the usual stake. Anger is the
/// question, so trades that do better answer nothing.
/// </summary>
internal sealed class RevengeEntries : IHypothesis
{
    private const double Larger = 1.5;
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

        var stakes = Stake.Of(sample);
        var sizes = losses.Select(t => -t.NetPnl!.Value).Order().ToList();
        foreach (var (name, threshold) in new[] { ("sizeable", sizes[sizes.Count / 2]), ("large", sizes[sizes.Count * 3 / 4]) })
        {
            var exits = losses.Where(t => -t.NetPnl >= threshold).Select(t => t.ExitAt!.Value).ToArray();
            foreach (var minutes in s_minutes)
            {
                var side = sample.Where(t => FollowsWithin(exits, t.EntryAt, TimeSpan.FromMinutes(minutes)));
                var key = $"within {minutes} minutes of a {name} loss";
                var contrast = Contrast.AgainstAll(sample, "revenge", key, side, $"opened {key} (revenge entries)") with { Family = "revenge", OnlyWorse = true };
                yield return contrast;
                if (minutes == s_minutes[0])
                {
                    yield return Contrast.AgainstAll(
                        sample, "revenge", $"{key}, larger", side.Where(n => stakes[n] >= Larger), $"opened {key} at 1.5 times the usual stake or more") with
                    {
                        Family = "revenge",
                        OnlyWorse = true,
                    };
                }

                yield return contrast with { Dimension = "size_after_loss", Measure = Measure.Size, Label = $"opened {key}", Family = "size_after_loss" };
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
