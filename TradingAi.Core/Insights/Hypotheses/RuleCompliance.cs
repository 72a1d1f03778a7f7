namespace TradingAi.Core.Insights.Hypotheses;

/// <summary>
/// Hypothesis: trades that follow no playbook do worse than those that follow one. Whether single rules were kept is known
/// only from what the trader writes once the result is there, and so is not compared with the result.
/// </summary>
internal sealed class RuleCompliance : IHypothesis
{
    public IReadOnlyList<InsightType> Types => [InsightType.Patterns, InsightType.Behavior];

    public IEnumerable<Contrast> Contrasts(TradeSample sample) =>
    [
        Contrast.AgainstAll(
            sample, "rule_compliance", "no playbook", sample.Where(t => !sample.Journal.PlaybookNamesOf(t).Any()), "that follow no playbook"),
    ];
}
