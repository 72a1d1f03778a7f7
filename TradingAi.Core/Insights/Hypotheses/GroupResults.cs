using TradingAi.Core.Analytics;
using TradingAi.Core.Insights.Narration;

namespace TradingAi.Core.Insights.Hypotheses;

/// <summary>
/// Hypothesis: trades of one group (a symbol, a playbook, a weekday, …) do better or worse than all others. Of each
/// dimension the largest groups are looked at, so that the number of tests does not grow with the journal; size says
/// nothing about the result, so choosing by it biases nothing.
/// </summary>
internal sealed class GroupResults(GroupDimension dimension, params IReadOnlyList<InsightType> types) : IHypothesis
{
    private const int MaxGroups = 20;

    public IReadOnlyList<InsightType> Types => types;

    public IEnumerable<Contrast> Contrasts(TradeSample sample) => Enumerable.Range(0, sample.Trades.Count)
        .SelectMany(n => GroupDimensions.KeysOf(dimension, sample.Trades[n], sample.Journal).Select(key => (key, n)))
        .GroupBy(x => x.key, x => x.n, StringComparer.Ordinal)
        .OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal)
        .Take(MaxGroups)
        .Select(g => Contrast.AgainstAll(sample, GroupDimensions.NameOf(dimension), g.Key, g, LabelOf(Wording.Name(g.Key))) with
        {
            Hindsight = dimension == GroupDimension.Hold,
        });

    private string LabelOf(string key) => dimension switch
    {
        GroupDimension.Symbol => $"in {key}",
        GroupDimension.Asset => $"in {key}s",
        GroupDimension.Direction => $"on the {key} side",
        GroupDimension.Weekday => $"opened on a {key}",
        GroupDimension.Hour => $"opened between {key}:00 and {key}:59",
        GroupDimension.Hold => $"held {Language.Narration.Wording.Span(key)}",
        GroupDimension.Tag => $"tagged {key}",
        GroupDimension.Playbook => $"from the playbook {key}",
        GroupDimension.StrategyType => $"of the strategy {key}",
        _ => throw new InvalidOperationException($"Unknown dimension {dimension}."),
    };
}
