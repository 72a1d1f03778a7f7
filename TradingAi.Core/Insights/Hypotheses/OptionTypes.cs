namespace TradingAi.Core.Insights.Hypotheses;

/// <summary>Hypothesis: calls and puts do otherwise. Only options are compared.</summary>
internal sealed class OptionTypes : IHypothesis
{
    public IReadOnlyList<InsightType> Types => [InsightType.Patterns];

    public IEnumerable<Contrast> Contrasts(TradeSample sample)
    {
        var options = sample.Where(t => t.OptionType is not null);
        return options.GroupBy(n => sample.Trades[n].OptionType!, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => Contrast.Within(options, "option_type", g.Key.ToLowerInvariant(), g, $"in {g.Key.ToLowerInvariant()} options", "in other options"));
    }
}
