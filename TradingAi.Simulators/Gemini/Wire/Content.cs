using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace TradingAi.Simulators.Gemini.Wire;

/// <summary>One message.</summary>
internal sealed record Content
{
    /// <summary><c>user</c>, <c>model</c>, or null for the user.</summary>
    public string? Role { get; init; }

    /// <summary>What it consists of.</summary>
    public IReadOnlyList<Part> Parts { get; set; } = [];

    /// <summary>Whether the caller says it, and not the model.</summary>
    [JsonIgnore]
    public bool IsUser => Role != "model";

    /// <summary>Its text, parts joined by line ends.</summary>
    [JsonIgnore]
    public string Text => string.Join('\n', Parts.Select(part => part.Text).Where(text => !string.IsNullOrEmpty(text)));

    /// <summary>The calls that it makes.</summary>
    [JsonIgnore]
    public IReadOnlyList<FunctionCall> Calls => [.. Parts.Select(part => part.FunctionCall).OfType<FunctionCall>()];

    /// <summary>The results that it brings.</summary>
    [JsonIgnore]
    public IReadOnlyList<FunctionResponse> Responses => [.. Parts.Select(part => part.FunctionResponse).OfType<FunctionResponse>()];
}

/// <summary>A piece of a message: exactly one of its members, besides remarks, is set.</summary>
internal sealed record Part(
    string? Text = null,
    FunctionCall? FunctionCall = null,
    FunctionResponse? FunctionResponse = null,
    JsonObject? InlineData = null,
    JsonObject? FileData = null,
    JsonObject? ExecutableCode = null,
    JsonObject? CodeExecutionResult = null)
{
    /// <summary>Whether it holds anything.</summary>
    [JsonIgnore]
    public bool HasData =>
        Text is not null || FunctionCall is not null || FunctionResponse is not null || InlineData is not null || FileData is not null
        || ExecutableCode is not null || CodeExecutionResult is not null;
}

/// <summary>The model asks for a function to be called.</summary>
internal sealed record FunctionCall(string Name, JsonObject? Args = null, string? Id = null);

/// <summary>What a function gave.</summary>
internal sealed record FunctionResponse(string Name, JsonObject? Response = null, string? Id = null);
