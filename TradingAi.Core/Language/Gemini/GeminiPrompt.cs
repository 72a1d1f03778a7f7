using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace TradingAi.Core.Language.Gemini;

/// <summary>Writes messages and options as Gemini's request.</summary>
internal static class GeminiPrompt
{
    /// <summary>Begins the id of a function call that the model gave none; such an id is not sent back.</summary>
    public const string LocalCallId = "call-";

    /// <summary>The additional property under which a function call keeps what must be handed back with it.</summary>
    public const string ThoughtSignature = "gemini.thought-signature";

    /// <summary>The request.</summary>
    /// <exception cref="NotSupportedException">Tools and a JSON schema at once, or a content that is neither text nor about functions.</exception>
    public static GeminiRequest Of(IEnumerable<ChatMessage> messages, ChatOptions? options, int maxOutputTokens, int? thinkingBudget)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        var system = new List<GeminiPart>();
        var contents = new List<GeminiContent>();
        if (options?.Instructions is { Length: > 0 } instructions)
        {
            system.Add(new GeminiPart { Text = instructions });
        }

        foreach (var message in messages)
        {
            List<GeminiPart> parts = [.. message.Contents.Select(c => PartOf(c, names)).OfType<GeminiPart>()];
            if (message.Role == ChatRole.System)
            {
                system.AddRange(parts);
            }
            else if (parts.Count > 0)
            {
                contents.Add(new GeminiContent(parts, message.Role == ChatRole.Assistant ? "model" : "user"));
            }
        }

        var tools = ToolsOf(options);
        if (tools is not null && options!.ResponseFormat is ChatResponseFormatJson)
        {
            throw new NotSupportedException("Gemini takes tools or a JSON answer in one request, not both.");
        }

        return new GeminiRequest
        {
            Contents = contents,
            SystemInstruction = system.Count > 0 ? new GeminiContent(system) : null,
            Tools = tools is null ? null : [new GeminiTool(tools)],
            ToolConfig = tools is null ? null : ToolConfigOf(options!.ToolMode),
            GenerationConfig = ConfigOf(options, maxOutputTokens, thinkingBudget),
        };
    }

    private static GeminiPart? PartOf(AIContent content, Dictionary<string, string> names)
    {
        switch (content)
        {
            case TextContent { Text.Length: > 0 } text:
                return new GeminiPart { Text = text.Text };
            case FunctionCallContent call:
                names[call.CallId] = call.Name;
                return new GeminiPart
                {
                    FunctionCall = new GeminiFunctionCall(
                        call.Name, call.Arguments?.ToDictionary(a => a.Key, a => ElementOf(a.Value), StringComparer.Ordinal) ?? [], IdOf(call.CallId)),
                    ThoughtSignature = call.AdditionalProperties?.GetValueOrDefault(ThoughtSignature) as string,
                };
            case FunctionResultContent result:
                return new GeminiPart
                {
                    FunctionResponse = new GeminiFunctionResponse(names.GetValueOrDefault(result.CallId, "unknown"), ResponseOf(result.Result), IdOf(result.CallId)),
                };
            case TextContent or TextReasoningContent or UsageContent:
                return null;
            default:
                throw new NotSupportedException($"{content.GetType().Name} cannot be sent to Gemini.");
        }
    }

    private static string? IdOf(string callId) => callId.StartsWith(LocalCallId, StringComparison.Ordinal) ? null : callId;

    private static JsonElement ElementOf(object? value) =>
        value is JsonElement element ? element : JsonSerializer.SerializeToElement(value, AIJsonUtilities.DefaultOptions);

    // A response is an object there; anything else is put into one.
    private static JsonObject ResponseOf(object? result) =>
        JsonNode.Parse(ElementOf(result).GetRawText()) switch
        {
            JsonObject response => response,
            var other => new JsonObject { ["result"] = other },
        };

    private static List<GeminiFunctionDeclaration>? ToolsOf(ChatOptions? options)
    {
        List<GeminiFunctionDeclaration> functions =
        [
            .. (options?.Tools ?? []).OfType<AIFunctionDeclaration>()
                .Select(f => new GeminiFunctionDeclaration(f.Name, f.Description, GeminiSchema.ParametersOf(f.JsonSchema))),
        ];
        return functions.Count > 0 && options!.ToolMode is not NoneChatToolMode ? functions : null;
    }

    private static GeminiToolConfig? ToolConfigOf(ChatToolMode? mode) => mode is RequiredChatToolMode required
        ? new(new GeminiFunctionCallingConfig("ANY", required.RequiredFunctionName is { } name ? [name] : null))
        : null;

    private static GeminiGenerationConfig ConfigOf(ChatOptions? options, int maxOutputTokens, int? thinkingBudget)
    {
        var json = options?.ResponseFormat as ChatResponseFormatJson;
        return new GeminiGenerationConfig
        {
            Temperature = options?.Temperature,
            TopP = options?.TopP,
            MaxOutputTokens = options?.MaxOutputTokens ?? maxOutputTokens,
            StopSequences = options?.StopSequences is { Count: > 0 } stops ? [.. stops] : null,
            ResponseMimeType = json is null ? null : "application/json",
            ResponseJsonSchema = json?.Schema,
            ThinkingConfig = thinkingBudget is { } budget ? new GeminiThinkingConfig(budget) : null,
        };
    }
}
