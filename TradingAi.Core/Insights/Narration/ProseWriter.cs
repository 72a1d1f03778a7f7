using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using TradingAi.Core.Chat;
using TradingAi.Core.Journal;
using TradingAi.Core.Language;
using TradingAi.Core.Language.Prompts;
using TradingAi.Core.Operations.Vendors;

namespace TradingAi.Core.Insights.Narration;

/// <summary>
/// Has a language model word what statistics found, where there is one. What it writes is kept only if every number in it stands
/// in the evidence; otherwise, and whenever it cannot or may not answer, the narrator's own words stand, marked as degraded.
/// </summary>
public sealed class ProseWriter(IChatClient? client, ILogger<ProseWriter> logger)
{
    private const int LongestTitle = 200;

    // An insight is to be there within 30 seconds, a report within 60.
    private static readonly TimeSpan s_insightPatience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan s_reportPatience = TimeSpan.FromSeconds(35);

    // Read by a model: nothing in it needs escaping for a page.
    private static readonly ProseJson s_evidence = new(new JsonSerializerOptions(ProseJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    private readonly ILanguageModel? _model = client?.GetService<ILanguageModel>();

    /// <summary>Words an insight with the fast model.</summary>
    internal Task<Prose> InsightAsync(UserId user, Prose own, ProseEvidence evidence, CancellationToken cancellationToken) =>
        WriteAsync(user, own, evidence, _model?.Model, s_insightPatience, cancellationToken);

    /// <summary>Words a report with the strong model.</summary>
    internal Task<Prose> ReportAsync(UserId user, Prose own, ProseEvidence evidence, CancellationToken cancellationToken) =>
        WriteAsync(user, own, evidence, _model?.ReportModel, s_reportPatience, cancellationToken);

    private async Task<Prose> WriteAsync(
        UserId user, Prose own, ProseEvidence evidence, string? model, TimeSpan patience, CancellationToken cancellationToken)
    {
        if (model is null)
        {
            return own;
        }

        try
        {
            var data = JsonSerializer.Serialize(evidence, s_evidence.ProseEvidence);
            var options = new ChatOptions
            {
                ModelId = model,
                ResponseFormat = ChatResponseFormat.ForJsonSchema(SchemaOf(own), "prose"),
                AdditionalProperties = new() { [LanguageProperties.User] = user, [LanguageProperties.Patience] = patience },
            };
            var response = await client!.GetResponseAsync([new(ChatRole.System, PromptTemplate.Prose.Text), new(ChatRole.User, data)], options, cancellationToken);
            if (response.FinishReason == ChatFinishReason.Stop
                && JsonNode.Parse(response.Text) is JsonObject written
                && Checked(written, own, data) is { } prose)
            {
                return prose with { Model = response.ModelId ?? model };
            }

            Log.ProseRefused(logger, model, response.FinishReason?.Value);
        }
        catch (Exception error) when (error is VendorException or JsonException or NotSupportedException)
        {
            Log.ProseFailed(logger, model, error.GetType().Name);
        }

        return own with { Degraded = [DegradedPart.Language] };
    }

    /// <summary>The prose, if it holds what was asked for and no number that the evidence does not.</summary>
    private static Prose? Checked(JsonObject written, Prose own, string data)
    {
        var title = own.Title.Length == 0 ? "" : Line(written["title"]).ReplaceLineEndings(" ");
        List<ProsePart> parts = [.. own.Parts.Select(part => part with { Text = Line(written[part.Key]) })];
        List<string> recommendations = [.. (written["recommendations"] as JsonArray ?? []).Select(Line).Where(r => r.Length > 0)];
        return parts.TrueForAll(part => part.Text.Length > 0)
            && title.Length <= LongestTitle && (title.Length > 0 || own.Title.Length == 0)
            && recommendations.Count == own.Recommendations.Count
            && GroundednessCheck.NumbersBeyond(TextOf(JsonNode.Parse(data)), string.Join('\n', [title, .. parts.Select(p => p.Text), .. recommendations])).Count == 0
            ? new Prose(title, parts, recommendations, own.Model, [])
            : null;
    }

    private static string Line(JsonNode? text) =>
        text is JsonValue value && value.TryGetValue<string>(out var line) ? LinkStripper.Strip(line).Trim() : "";

    // Its values as they read: an escape may stand right before a number.
    private static string TextOf(JsonNode? data) => data switch
    {
        JsonObject members => string.Join('\n', members.Select(m => TextOf(m.Value))),
        JsonArray items => string.Join('\n', items.Select(TextOf)),
        _ => data?.ToString() ?? "",
    };

    private static JsonElement SchemaOf(Prose own)
    {
        var properties = new JsonObject();
        if (own.Title.Length > 0)
        {
            properties["title"] = new JsonObject { ["type"] = "string", ["description"] = "One line." };
        }

        foreach (var part in own.Parts)
        {
            var subject = part.Heading.Length == 0 ? "" : $" What `said` holds under \"{part.Heading}\".";
            properties[part.Key] = new JsonObject { ["type"] = "string", ["description"] = $"Two to five short paragraphs.{subject}" };
        }

        if (own.Recommendations.Count > 0)
        {
            properties["recommendations"] = new JsonObject
            {
                ["type"] = "array",
                ["items"] = new JsonObject { ["type"] = "string" },
                ["minItems"] = own.Recommendations.Count,
                ["maxItems"] = own.Recommendations.Count,
            };
        }

        var schema = new JsonObject
        {
            ["type"] = "object",
            ["properties"] = properties,
            ["required"] = new JsonArray([.. properties.Select(p => (JsonNode)p.Key)]),
        };
        using var document = JsonDocument.Parse(schema.ToJsonString());
        return document.RootElement.Clone();
    }
}
