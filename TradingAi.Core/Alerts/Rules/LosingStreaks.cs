using TradingAi.Core.Insights.Narration;

namespace TradingAi.Core.Alerts.Rules;

/// <summary>
/// More losses in a row than ever before: from two more than the longest earlier run on, a warning; from double that run on too,
/// critical; each once a run. Under 50 closed trades before the run nothing is raised.
/// </summary>
internal static class LosingStreaks
{
    private const int MinimumTrades = 50;
    private const int MoreAtLeast = 2;

    public static IEnumerable<AlertDraft> Check(AlertOccasion occasion)
    {
        if (occasion.Closed.Count == 0)
        {
            yield break;
        }

        var judged = occasion.Closed.Select(t => t.Ref).ToHashSet();
        var trades = occasion.Journal.ClosedTrades;
        var (longest, run) = (0, 0);
        for (var n = 0; n < trades.Count; n++)
        {
            if (trades[n].NetPnl >= 0)
            {
                (longest, run) = (Math.Max(longest, run), 0);
                continue;
            }

            run++;
            var first = n - run + 1;
            if (!judged.Contains(trades[n].Ref) || first < MinimumTrades || run < longest + MoreAtLeast)
            {
                continue;
            }

            var severity = run >= Math.Max(2 * longest, longest + MoreAtLeast + 1) ? AlertSeverity.Critical : AlertSeverity.Warning;
            yield return new AlertDraft(
                $"losing_streak:{AlertNames.Of(severity)}:{trades[first].Ref}",
                AlertType.RiskThresholdExceeded,
                severity,
                $"{Wording.Count(run, "loss")} in a row, {occasion.Money(-trades.Skip(first).Take(run).Sum(t => t.NetPnl!.Value))} together; "
                    + $"the longest run before, in {Wording.Count(first, "closed trade")}, was {Wording.Count(longest)}.",
                [.. trades.Skip(first).Take(run).Reverse().Select(t => t.Ref).Take(Alert.MaxEvidence)]);
        }
    }
}
