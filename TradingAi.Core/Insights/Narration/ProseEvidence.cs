using TradingAi.Core.Analytics;

namespace TradingAi.Core.Insights.Narration;

/// <summary>All that prose may be made of.</summary>
/// <param name="Subject">What is to be written, such as <c>behavior, 90d</c>.</param>
/// <param name="Said">The narrator's own sentences: figures in words.</param>
/// <param name="Findings">What stands out beyond chance, without the trades behind it.</param>
/// <param name="Recommendations">What follows from the findings, one text each.</param>
/// <param name="Figures">The range's figures.</param>
internal sealed record ProseEvidence(
    string Subject, string Said, IReadOnlyList<Finding> Findings, IReadOnlyList<string> Recommendations, Figures? Figures = null)
{
    /// <summary>Evidence of these findings; a model has no use for the ids of trades.</summary>
    public static ProseEvidence Of(
        string subject, string said, IReadOnlyList<Finding> findings, IReadOnlyList<string> recommendations, Figures? figures = null) =>
        new(subject, said, [.. findings.Select(f => f with { Refs = [] })], recommendations, figures);
}
