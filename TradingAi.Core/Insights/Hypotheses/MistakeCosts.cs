using TradingAi.Core.Insights.Narration;

namespace TradingAi.Core.Insights.Hypotheses;

/// <summary>
/// Hypothesis: losing trades that the trader marked with one mistake lose more, or less, than other losing trades. Only
/// losers are compared: mistakes are written down after the result is known, so against winners every mistake would
/// look costly.
/// </summary>
internal sealed class MistakeCosts : IHypothesis
{
    private const int MaxMistakes = 10;

    public IReadOnlyList<InsightType> Types => [InsightType.Behavior, InsightType.Risk];

    public IEnumerable<Contrast> Contrasts(TradeSample sample)
    {
        var losers = sample.Where(t => t.NetPnl < 0);
        return losers
            .SelectMany(n => sample.Trades[n].Mistakes.Distinct(StringComparer.OrdinalIgnoreCase).Select(m => (m, n)))
            .GroupBy(x => x.m, x => x.n, StringComparer.OrdinalIgnoreCase)
            .OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.OrdinalIgnoreCase)
            .Take(MaxMistakes)
            .Select(g => Contrast.Within(losers, "mistake", g.Key.ToLowerInvariant(), g, $"that lost and are marked “{Wording.Name(g.Key)}”", "that lost without that mark") with { Hindsight = true });
    }
}
