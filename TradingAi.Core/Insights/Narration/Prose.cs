using System.Text.Json.Serialization;

namespace TradingAi.Core.Insights.Narration;

/// <summary>The worded parts of an insight or a report.</summary>
/// <param name="Title">One line; empty for a report.</param>
/// <param name="Content">Paragraphs, parted by empty lines.</param>
/// <param name="Recommendations">One text each.</param>
/// <param name="Model">Who wrote it.</param>
/// <param name="Degraded">Names the language part where the narrator had to write in the model's place.</param>
public sealed record Prose(string Title, string Content, IReadOnlyList<string> Recommendations, string Model, IReadOnlyList<string> Degraded)
{
    /// <summary>What the narrator wrote.</summary>
    public static Prose OfNarrator(string title, string content, IReadOnlyList<string> recommendations) =>
        new(title, content, recommendations, InsightNarrator.Model, []);
}

/// <summary>The prose as a model answers it.</summary>
internal sealed record ModelProse(string? Title = null, string? Content = null, IReadOnlyList<string>? Recommendations = null);

/// <summary>Prose and its evidence as JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ModelProse))]
[JsonSerializable(typeof(ProseEvidence))]
internal sealed partial class ProseJson : JsonSerializerContext;
