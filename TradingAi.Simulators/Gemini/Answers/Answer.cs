using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using TradingAi.Simulators.Gemini.Requests;
using TradingAi.Simulators.Gemini.Scripts;
using TradingAi.Simulators.Gemini.Wire;
using TradingAi.Simulators.Hosting;

namespace TradingAi.Simulators.Gemini.Answers;

/// <summary>What the model says to one request, in the pieces that it is streamed in, and how it ends.</summary>
internal sealed partial record Answer
{
    private const int ChunksBeforeTheLimit = 3;

    private Answer(IReadOnlyList<IReadOnlyList<Part>> pieces, string finishReason) => (Pieces, FinishReason) = (pieces, finishReason);

    /// <summary>Its pieces, in order: a word each, and in the end all its calls.</summary>
    public IReadOnlyList<IReadOnlyList<Part>> Pieces { get; }

    /// <summary>Why it ends: <c>STOP</c>, <c>MAX_TOKENS</c>, <c>SAFETY</c>, ….</summary>
    public string FinishReason { get; }

    /// <summary>Whether its end is the vendor's refusal to go on, which comes by itself after the last piece.</summary>
    public bool IsCutOff => FinishReason is not ("STOP" or "MAX_TOKENS");

    /// <summary>The model's answer.</summary>
    public static Answer Of(GenerateContentRequest request, Script? script)
    {
        script ??= new Script();
        var calls = script.Calls;
        var text = script.Text ?? (calls.Count > 0 ? "" : TextOf(request));
        if (text is null)
        {
            (text, calls) = ("", [SampleCall(request)]);
        }

        var (kept, isCut) = Limited(text, request.GenerationConfig);
        List<IReadOnlyList<Part>> pieces = [.. Chunk().Matches(kept).Select(chunk => new[] { new Part(chunk.Value) })];
        if (calls.Count > 0)
        {
            pieces.Add([.. calls.Select(call => new Part(FunctionCall: call))]);
        }

        var chunks = script.After ?? script.Finish switch
        {
            null or "STOP" => pieces.Count,
            "MAX_TOKENS" => ChunksBeforeTheLimit,
            _ => 0,
        };
        return new Answer([.. pieces.Take(chunks)], script.Finish ?? (isCut ? "MAX_TOKENS" : "STOP"));
    }

    /// <summary>What the model says unscripted; null if it has to call a function.</summary>
    private static string? TextOf(GenerateContentRequest request)
    {
        var generation = request.GenerationConfig;
        if (generation.Schema is { } schema)
        {
            var sample = SchemaSample.Of(schema);
            return generation.ResponseMimeType == "text/x.enum" ? sample?.ToString() ?? "" : sample?.ToJsonString() ?? "null";
        }

        if (generation.ResponseMimeType == "application/json")
        {
            return """{"answer":"Nothing was asked for in particular."}""";
        }

        if (request.LastResponses is { Count: > 0 } responses)
        {
            return string.Join(' ', responses.Select(response => GroundedText.Of(response.Name, response.Response)));
        }

        return MustCall(request) ? null : GroundedText.Of(ScriptDirectives.Without(request.LastUserText));
    }

    private static bool MustCall(GenerateContentRequest request) =>
        request.ToolConfig?.FunctionCallingConfig?.Mode == "ANY" && request.Functions.Any();

    private static FunctionCall SampleCall(GenerateContentRequest request)
    {
        var allowed = request.ToolConfig?.FunctionCallingConfig?.AllowedFunctionNames;
        var function = request.Functions.First(function => allowed is not { Count: > 0 } || allowed.Contains(function.Name!));
        return new FunctionCall(function.Name!, (function.Parameters ?? function.ParametersJsonSchema) is { } schema ? SchemaSample.Of(schema) as JsonObject : null);
    }

    private static (string Text, bool IsCut) Limited(string text, GenerationConfig generation)
    {
        foreach (var stop in generation.StopSequences.Where(stop => stop.Length > 0))
        {
            var at = text.IndexOf(stop, StringComparison.Ordinal);
            text = at < 0 ? text : text[..at];
        }

        var length = generation.MaxOutputTokens is { } most ? TokenEstimate.LengthOf(text, most) : text.Length;
        return (text[..length], length < text.Length);
    }

    [GeneratedRegex(@"\s*\S+\s*|\s+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Chunk();
}
