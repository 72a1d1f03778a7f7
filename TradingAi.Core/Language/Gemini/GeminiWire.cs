using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace TradingAi.Core.Language.Gemini;

/// <summary>The body of <c>generateContent</c> and <c>streamGenerateContent</c>.</summary>
internal sealed record GeminiRequest
{
    public required IReadOnlyList<GeminiContent> Contents { get; init; }

    public GeminiContent? SystemInstruction { get; init; }

    public IReadOnlyList<GeminiTool>? Tools { get; init; }

    public GeminiToolConfig? ToolConfig { get; init; }

    public GeminiGenerationConfig? GenerationConfig { get; init; }
}

/// <summary>One speaker's turn; the role is <c>user</c> or <c>model</c>, none for the system instruction.</summary>
internal sealed record GeminiContent(IReadOnlyList<GeminiPart>? Parts, string? Role = null);

/// <summary>A piece of a turn: exactly one of text, call and response.</summary>
internal sealed record GeminiPart
{
    public string? Text { get; init; }

    /// <summary>True where the text is the model's thinking.</summary>
    public bool? Thought { get; init; }

    /// <summary>Opaque; handed back with the part.</summary>
    public string? ThoughtSignature { get; init; }

    public GeminiFunctionCall? FunctionCall { get; init; }

    public GeminiFunctionResponse? FunctionResponse { get; init; }
}

/// <summary>The model wants a function called.</summary>
internal sealed record GeminiFunctionCall(string Name, Dictionary<string, JsonElement>? Args = null, string? Id = null);

/// <summary>What a function gave.</summary>
internal sealed record GeminiFunctionResponse(string Name, JsonObject Response, string? Id = null);

/// <summary>Functions that the model may call.</summary>
internal sealed record GeminiTool(IReadOnlyList<GeminiFunctionDeclaration> FunctionDeclarations);

/// <summary>One function; the parameters are a schema of the subset that Gemini takes.</summary>
internal sealed record GeminiFunctionDeclaration(string Name, string? Description, JsonNode? Parameters);

/// <summary>Whether functions must be called.</summary>
internal sealed record GeminiToolConfig(GeminiFunctionCallingConfig FunctionCallingConfig);

/// <summary><c>AUTO</c>, <c>ANY</c> or <c>NONE</c>.</summary>
internal sealed record GeminiFunctionCallingConfig(string Mode, IReadOnlyList<string>? AllowedFunctionNames = null);

/// <summary>How to answer.</summary>
internal sealed record GeminiGenerationConfig
{
    public float? Temperature { get; init; }

    public float? TopP { get; init; }

    public int? MaxOutputTokens { get; init; }

    public IReadOnlyList<string>? StopSequences { get; init; }

    public string? ResponseMimeType { get; init; }

    public JsonElement? ResponseJsonSchema { get; init; }

    public GeminiThinkingConfig? ThinkingConfig { get; init; }
}

/// <summary>How many tokens the model may think; 0 for none.</summary>
internal sealed record GeminiThinkingConfig(int ThinkingBudget);

/// <summary>An answer, or one chunk of a streamed one.</summary>
internal sealed record GeminiResponse
{
    public IReadOnlyList<GeminiCandidate>? Candidates { get; init; }

    public GeminiPromptFeedback? PromptFeedback { get; init; }

    public GeminiUsage? UsageMetadata { get; init; }

    public string? ModelVersion { get; init; }

    public string? ResponseId { get; init; }

    /// <summary>A stream that began well may end in an error.</summary>
    public GeminiError? Error { get; init; }
}

/// <summary>What the model said.</summary>
internal sealed record GeminiCandidate(GeminiContent? Content = null, string? FinishReason = null);

/// <summary>Why the prompt was refused.</summary>
internal sealed record GeminiPromptFeedback(string? BlockReason = null);

/// <summary>Tokens; in a stream those up to here.</summary>
internal sealed record GeminiUsage(
    long PromptTokenCount = 0, long? CandidatesTokenCount = null, long? ThoughtsTokenCount = null, long TotalTokenCount = 0);

/// <summary>An error; its message may quote the prompt.</summary>
internal sealed record GeminiError(int Code = 0, string? Status = null);

/// <summary>The body of <c>countTokens</c>.</summary>
internal sealed record GeminiCountRequest(IReadOnlyList<GeminiContent> Contents);

/// <summary>The answer of <c>countTokens</c>.</summary>
internal sealed record GeminiCount(long TotalTokens);

/// <summary>A model, as far as anybody asks.</summary>
internal sealed record GeminiModel(string? Name);

/// <summary>Gemini's JSON.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(GeminiRequest))]
[JsonSerializable(typeof(GeminiResponse))]
[JsonSerializable(typeof(GeminiCountRequest))]
[JsonSerializable(typeof(GeminiCount))]
[JsonSerializable(typeof(GeminiModel))]
internal sealed partial class GeminiJson : JsonSerializerContext;
