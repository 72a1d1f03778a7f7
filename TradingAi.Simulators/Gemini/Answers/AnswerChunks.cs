using System.Text.Json.Nodes;
using TradingAi.Simulators.Gemini.Requests;
using TradingAi.Simulators.Gemini.Wire;

namespace TradingAi.Simulators.Gemini.Answers;

/// <summary>Answers as responses: whole, or in chunks whose usage grows.</summary>
/// <param name="model">The model that answers.</param>
/// <param name="promptTokens">The tokens of the request.</param>
/// <param name="responseId">What all chunks of the answer carry.</param>
internal sealed class AnswerChunks(GeminiModel model, int promptTokens, string responseId)
{
    /// <summary>The response to a prompt that is blocked.</summary>
    public GenerateContentResponse Blocked(string reason) =>
        Response(null, null) with { PromptFeedback = new PromptFeedback(reason, SafetyRating.Blocking) };

    /// <summary>The whole answer in one response.</summary>
    public GenerateContentResponse Whole(Answer answer)
    {
        var said = answer.Pieces.SelectMany(piece => piece).ToLookup(part => part.FunctionCall is null);
        var text = string.Concat(said[true].Select(part => part.Text));
        Part[] parts = [.. text.Length > 0 ? [new Part(text)] : Array.Empty<Part>(), .. said[false]];
        return Response(parts, PromptTokens.Of(parts), answer.FinishReason);
    }

    /// <summary>The answer in chunks; the last one says how it ended.</summary>
    public IReadOnlyList<GenerateContentResponse> Chunked(Answer answer)
    {
        var chunks = new List<GenerateContentResponse>();
        var tokens = 0;
        for (var i = 0; i < answer.Pieces.Count; i++)
        {
            tokens += PromptTokens.Of(answer.Pieces[i]);
            var isLast = i == answer.Pieces.Count - 1 && !answer.IsCutOff;
            chunks.Add(Response(answer.Pieces[i], tokens, isLast ? answer.FinishReason : null));
        }

        if (answer.IsCutOff || chunks.Count == 0)
        {
            chunks.Add(Response([], tokens, answer.FinishReason));
        }

        return chunks;
    }

    private GenerateContentResponse Response(IReadOnlyList<Part>? parts, int? tokens, string? finishReason = null) => new(
        parts is null ? null : [CandidateOf(parts, finishReason)],
        null,
        UsageMetadata.Of(promptTokens, tokens),
        model.BaseModelId,
        responseId);

    private static Candidate CandidateOf(IReadOnlyList<Part> parts, string? finishReason) => new(
        parts.Count == 0 && finishReason is not "STOP" ? null : new Content { Role = "model", Parts = [.. parts.Select(WithArguments)] },
        finishReason,
        finishReason == "MALFORMED_FUNCTION_CALL" ? "Malformed function call: the call could not be read." : null,
        0,
        finishReason switch
        {
            null or "MAX_TOKENS" or "MALFORMED_FUNCTION_CALL" => null,
            "SAFETY" => SafetyRating.Blocking,
            _ => SafetyRating.Harmless,
        });

    // A call without arguments has an empty object of them.
    private static Part WithArguments(Part part) =>
        part.FunctionCall is { Args: null } call ? part with { FunctionCall = call with { Args = new JsonObject() } } : part;
}
