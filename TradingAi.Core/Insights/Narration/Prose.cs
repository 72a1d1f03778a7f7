using System.Text.Json.Serialization;

namespace TradingAi.Core.Insights.Narration;

/// <summary>The worded parts of an insight or a report.</summary>
/// <param name="Title">One line; empty for a report.</param>
/// <param name="Parts">The text, part by part.</param>
/// <param name="Recommendations">One text each.</param>
/// <param name="Model">Who wrote it.</param>
/// <param name="Degraded">Names the language part where the narrator had to write in the model's place.</param>
public sealed record Prose(
    string Title, IReadOnlyList<ProsePart> Parts, IReadOnlyList<string> Recommendations, string Model, IReadOnlyList<string> Degraded)
{
    /// <summary>All parts, as Markdown.</summary>
    public string Content => string.Join("\n\n", Parts);

    /// <summary>What the narrator wrote.</summary>
    public static Prose OfNarrator(string title, IReadOnlyList<ProsePart> parts, IReadOnlyList<string> recommendations) =>
        new(title, parts, recommendations, InsightNarrator.Model, []);
}

/// <summary>Evidence as JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ProseEvidence))]
internal sealed partial class ProseJson : JsonSerializerContext;
