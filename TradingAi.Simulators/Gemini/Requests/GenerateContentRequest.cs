using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using TradingAi.Simulators.Gemini.Wire;

namespace TradingAi.Simulators.Gemini.Requests;

/// <summary>What a model is asked: the parts of it that decide its answer.</summary>
internal sealed record GenerateContentRequest
{
    // Settable wherever there is a default: the generated reader overwrites what can only be initialized.

    /// <summary>The conversation, oldest first.</summary>
    public IReadOnlyList<Content> Contents { get; set; } = [];

    /// <summary>What stands above the conversation.</summary>
    public Content? SystemInstruction { get; init; }

    /// <summary>What the model may call.</summary>
    public IReadOnlyList<Tool> Tools { get; set; } = [];

    /// <summary>How it may call.</summary>
    public ToolConfig? ToolConfig { get; init; }

    /// <summary>How it answers.</summary>
    public GenerationConfig GenerationConfig { get; set; } = new();

    /// <summary>Every function declared.</summary>
    [JsonIgnore]
    public IEnumerable<FunctionDeclaration> Functions => Tools.SelectMany(tool => tool.FunctionDeclarations);

    /// <summary>The text of the last message of the user that has any, its parts joined by line ends; else empty.</summary>
    [JsonIgnore]
    public string LastUserText => Contents.LastOrDefault(content => content.IsUser && content.Text.Length > 0)?.Text ?? "";

    /// <summary>The results of functions that the conversation ends with, also where each is a message of its own.</summary>
    [JsonIgnore]
    public IReadOnlyList<FunctionResponse> LastResponses =>
        [.. Contents.Reverse().TakeWhile(content => content.Responses.Count > 0).Reverse().SelectMany(content => content.Responses)];
}

/// <summary>Something the model may use.</summary>
internal sealed record Tool
{
    /// <summary>The functions of the caller.</summary>
    public IReadOnlyList<FunctionDeclaration> FunctionDeclarations { get; set; } = [];
}

/// <summary>A function of the caller; its parameters as Google's schema or as JSON Schema.</summary>
internal sealed record FunctionDeclaration(string? Name = null, string? Description = null, JsonObject? Parameters = null, JsonObject? ParametersJsonSchema = null);

/// <summary>How the model may use its tools.</summary>
internal sealed record ToolConfig(FunctionCallingConfig? FunctionCallingConfig = null);

/// <summary>How the model may call functions.</summary>
internal sealed record FunctionCallingConfig(string? Mode = null, IReadOnlyList<string>? AllowedFunctionNames = null);

/// <summary>How the model answers.</summary>
internal sealed record GenerationConfig
{
    public int? CandidateCount { get; init; }

    public IReadOnlyList<string> StopSequences { get; set; } = [];

    public int? MaxOutputTokens { get; init; }

    public double? Temperature { get; init; }

    public double? TopP { get; init; }

    public string? ResponseMimeType { get; init; }

    public JsonObject? ResponseSchema { get; init; }

    public JsonObject? ResponseJsonSchema { get; init; }

    /// <summary>An older spelling of <see cref="ResponseJsonSchema"/>.</summary>
    [JsonPropertyName("_responseJsonSchema")]
    public JsonObject? UnderscoredJsonSchema { get; init; }

    public ThinkingConfig? ThinkingConfig { get; init; }

    /// <summary>The schema of the answer, however it was given.</summary>
    [JsonIgnore]
    public JsonObject? Schema => ResponseSchema ?? ResponseJsonSchema ?? UnderscoredJsonSchema;
}

/// <summary>How much the model thinks before it answers, in tokens; 0 not at all, −1 as it sees fit.</summary>
internal sealed record ThinkingConfig(int? ThinkingBudget = null);

/// <summary>What is to be counted: messages alone, or a whole request.</summary>
internal sealed record CountTokensRequest(IReadOnlyList<Content>? Contents = null, GenerateContentRequest? GenerateContentRequest = null);
