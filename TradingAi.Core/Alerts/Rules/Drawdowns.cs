using TradingAi.Core.Insights.Narration;
using TradingAi.Core.Journal;

namespace TradingAi.Core.Alerts.Rules;

/// <summary>
/// The equity curve has fallen further below its peak than ever before: a quarter further than the deepest earlier fall, and than ten
/// median losses of the year before, a warning; double that, critical; each once a fall. Under 10 such losses nothing is raised.
/// </summary>
internal static class Drawdowns
{
    private const int MinimumLosses = 10;
    private const int LossesOfFall = 10;
    private const decimal Further = 1.25m;
    private static readonly TimeSpan s_history = TimeSpan.FromDays(365);

    public static IEnumerable<AlertDraft> Check(AlertOccasion occasion)
    {
        if (occasion.Closed.Count == 0)
        {
            yield break;
        }

        var judged = occasion.Closed.Select(t => t.Ref).ToHashSet();
        var trades = occasion.Journal.ClosedTrades;
        var (equity, peak, start, fall, deepest) = (0m, 0m, 0, 0m, 0m);
        for (var n = 0; n < trades.Count; n++)
        {
            equity += trades[n].NetPnl!.Value;
            if (equity >= peak)
            {
                (peak, start, deepest, fall) = (equity, n + 1, Math.Max(deepest, fall), 0);
            }

            // Only what makes this fall deeper is news of it.
            if (peak - equity <= fall)
            {
                continue;
            }

            fall = peak - equity;
            if (judged.Contains(trades[n].Ref) && UsualLoss(trades, n) is { } usual && Math.Max(deepest, LossesOfFall * usual) is var before && fall > Further * before)
            {
                var severity = fall > 2 * Further * before ? AlertSeverity.Critical : AlertSeverity.Warning;
                yield return new AlertDraft(
                    $"drawdown:{AlertNames.Of(severity)}:{trades[start].Ref}",
                    AlertType.RiskThresholdExceeded,
                    severity,
                    $"Your equity curve stood {occasion.Money(fall)} below its peak after {Wording.Name(trades[n].Ref.ToString())} on {occasion.Words.Date(trades[n].ExitAt!.Value)}. This fall began on {occasion.Words.Date(trades[start].ExitAt!.Value)}; "
                        + (deepest > 0 ? $"the deepest one that had ended before it was {occasion.Money(deepest)}, " : "none had ended before it, ")
                        + $"and {LossesOfFall} median losses are {occasion.Money(LossesOfFall * usual)}.",
                    [.. trades.Take(n + 1).Skip(start).Where(t => t.NetPnl < 0).Reverse().Select(t => t.Ref).Take(Alert.MaxEvidence)]);
            }
        }
    }

    // The median loss of the year before a trade; null where there are too few.
    private static decimal? UsualLoss(IReadOnlyList<Trade> trades, int position)
    {
        var losses = trades.Take(position).Where(t => t.NetPnl < 0 && t.ExitAt >= trades[position].ExitAt - s_history).Select(t => -t.NetPnl!.Value).ToList();
        return losses.Count < MinimumLosses ? null : Spread.Of(losses).Median;
    }
}
