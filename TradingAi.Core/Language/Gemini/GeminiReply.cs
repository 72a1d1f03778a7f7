using System.Text.Json;
using Microsoft.Extensions.AI;
using TradingAi.Core.Operations.Vendors;

namespace TradingAi.Core.Language.Gemini;

/// <summary>Reads Gemini's answers, whole or in chunks.</summary>
internal static class GeminiReply
{
    /// <summary>What the first candidate says: text, thinking and function calls.</summary>
    /// <param name="response">The answer or chunk.</param>
    /// <param name="nextCall">Numbers the calls that came without an id.</param>
    public static List<AIContent> ContentsOf(GeminiResponse response, Func<int> nextCall)
    {
        var contents = new List<AIContent>();
        foreach (var part in CandidateOf(response)?.Content?.Parts ?? [])
        {
            if (part.FunctionCall is { } call)
            {
                contents.Add(CallOf(call, part.ThoughtSignature, nextCall));
            }
            else if (part.Text is { Length: > 0 } text)
            {
                contents.Add(part.Thought == true ? new TextReasoningContent(text) : new TextContent(text));
            }
        }

        return contents;
    }

    /// <summary>How the answer ended: null where it goes on.</summary>
    /// <exception cref="VendorException">It ended in a way that leaves no answer.</exception>
    public static ChatFinishReason? FinishOf(GeminiResponse response) =>
        !string.IsNullOrEmpty(response.PromptFeedback?.BlockReason) ? ChatFinishReason.ContentFilter : CandidateOf(response)?.FinishReason switch
        {
            null or "" or "FINISH_REASON_UNSPECIFIED" => null,
            "STOP" => ChatFinishReason.Stop,
            "MAX_TOKENS" => ChatFinishReason.Length,
            "SAFETY" or "RECITATION" or "BLOCKLIST" or "PROHIBITED_CONTENT" or "SPII" or "IMAGE_SAFETY" or "LANGUAGE" => ChatFinishReason.ContentFilter,
            var other => throw new VendorException(Vendor.Gemini, VendorFailure.Malformed, $"Gemini ended its answer with {NameOf(other)}."),
        };

    /// <summary>Tokens, thinking counted as written.</summary>
    public static UsageDetails UsageOf(GeminiUsage? usage)
    {
        var written = (usage?.CandidatesTokenCount ?? 0) + (usage?.ThoughtsTokenCount ?? 0);
        return new UsageDetails
        {
            InputTokenCount = usage?.PromptTokenCount ?? 0,
            OutputTokenCount = written,
            ReasoningTokenCount = usage?.ThoughtsTokenCount,
            TotalTokenCount = usage?.TotalTokenCount is > 0 and var total ? total : (usage?.PromptTokenCount ?? 0) + written,
        };
    }

    private static GeminiCandidate? CandidateOf(GeminiResponse response) => response.Candidates is [{ } first, ..] ? first : null;

    private static FunctionCallContent CallOf(GeminiFunctionCall call, string? thoughtSignature, Func<int> nextCall)
    {
        var content = new FunctionCallContent(
            call.Id is { Length: > 0 } id ? id : $"{GeminiPrompt.LocalCallId}{nextCall()}",
            call.Name,
            (call.Args ?? []).ToDictionary(a => a.Key, object? (a) => a.Value, StringComparer.Ordinal));
        if (thoughtSignature is not null)
        {
            content.AdditionalProperties = new() { [GeminiPrompt.ThoughtSignature] = thoughtSignature };
        }

        return content;
    }

    // The vendor's word goes into a message for the operator: a name, whatever was sent.
    private static string NameOf(string reason) => JsonNamingPolicy.SnakeCaseUpper.ConvertName(reason.Length > 40 ? reason[..40] : reason);
}
