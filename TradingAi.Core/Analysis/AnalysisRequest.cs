using System.Text.Json;
using TradingAi.Core.Chat;
using TradingAi.Core.Insights;
using TradingAi.Core.Operations;
using TradingAi.Core.Predictions;

namespace TradingAi.Core.Analysis;

/// <summary>A question to be answered from all sides.</summary>
public sealed record AnalysisRequest
{
    /// <summary>The question, as <see cref="ChatRequest.Message"/>.</summary>
    public string? Query { get; init; }

    /// <summary>Whether predictions are wanted; null and true say so.</summary>
    public bool? IncludePredictions { get; init; }

    /// <summary>The chat session that it continues; null starts one.</summary>
    public string? SessionId { get; init; }

    /// <summary>The caller's word on the market, as <see cref="ChatRequest.MarketConditions"/>.</summary>
    public JsonElement? MarketConditions { get; init; }

    /// <summary>The question for the chat, its fields checked.</summary>
    /// <exception cref="RequestRefusedException">At least one field is out of its range; all of them are named.</exception>
    internal ChatRequest ToChatRequest()
    {
        var request = new ChatRequest { Message = Query, SessionId = SessionId, MarketConditions = MarketConditions };
        try
        {
            request.Check(ChatSettings.MostContextVectors);
            return request;
        }
        catch (RequestRefusedException refused)
        {
            throw RequestRefusedException.Invalid(refused.Errors.ToDictionary(e => e.Key == "message" ? "query" : e.Key, e => e.Value));
        }
    }
}

/// <summary>What was there by the deadline.</summary>
/// <param name="Answer">The answer, stored in its session; null where it is missing.</param>
/// <param name="Insights">Insights of the last 30 days; empty where they are missing.</param>
/// <param name="Predictions">The week ahead; null where it is missing or was not wanted.</param>
/// <param name="Partial">The parts that failed or were not there in time: <c>answer</c>, <c>insights</c>, <c>predictions</c>.</param>
public sealed record AnalysisResult(ChatAnswer? Answer, IReadOnlyList<Insight> Insights, Prediction? Predictions, IReadOnlyList<string> Partial);
