using TradingAi.Core.Journal;

namespace TradingAi.Core.Insights.Hypotheses;

/// <summary>
/// Hypothesis: winners are cut, in that more than half of them close at less than half of the R that the median loser
/// loses. Where ten winners or more had a target, they must also have closed less than half the way to it on average: a
/// trader who takes what was planned cuts nothing.
/// </summary>
internal sealed class CutWinners : IHypothesis
{
    private const double Part = 0.5;
    private const int EnoughTargets = 10;

    public IReadOnlyList<InsightType> Types => [InsightType.Behavior];

    public IEnumerable<Contrast> Contrasts(TradeSample sample)
    {
        var winners = sample.Where(t => t is { Asset: Asset.Stock, R: > 0 });
        var losses = sample.Where(t => t is { Asset: Asset.Stock, R: < 0 }).Select(n => (double)-sample.Trades[n].R!.Value).Order().ToList();
        var ways = winners.Select(n => Way(sample.Trades[n])).OfType<double>().ToList();
        if (losses.Count < FindingSearch.MinimumSide || (ways.Count >= EnoughTargets && ways.Average() >= Part))
        {
            yield break;
        }

        var small = Part * losses[losses.Count / 2];
        yield return Contrast.Habit(
            sample, "cut_winners", "below half the usual loss", [.. winners.Where(n => (double)sample.Trades[n].R!.Value < small)], winners,
            "that won less than half of what a usual loss costs in R", "winners with a stop");
    }

    // The part of the way from entry to target that a trade went; null without a target in the direction of the trade.
    private static double? Way(Trade trade)
    {
        var sign = trade.Direction == Direction.Long ? 1 : -1;
        return trade.TakeProfit is { } target && sign * (target - trade.EntryPrice) is > 0 and var all
            ? (double)(sign * (trade.ExitPrice!.Value - trade.EntryPrice) / all)
            : null;
    }
}
