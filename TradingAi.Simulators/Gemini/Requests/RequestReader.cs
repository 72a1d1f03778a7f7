using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using TradingAi.Simulators.Gemini.Wire;

namespace TradingAi.Simulators.Gemini.Requests;

/// <summary>Reads requests as the API's definition says, and refuses what it does not know.</summary>
internal static class RequestReader
{
    /// <summary>Reads the body of <c>generateContent</c>.</summary>
    /// <exception cref="InvalidRequestException">It does not follow the definition.</exception>
    public static Task<GenerateContentRequest> ReadAsync(HttpRequest request) =>
        ReadAsync(request, GeminiMessages.GenerateContentRequest, GeminiJson.Default.GenerateContentRequest);

    /// <summary>Reads the body of <c>countTokens</c>.</summary>
    /// <exception cref="InvalidRequestException">It does not follow the definition.</exception>
    public static async Task<CountTokensRequest> ReadCountAsync(HttpRequest request)
    {
        var count = await ReadAsync(request, GeminiMessages.CountTokensRequest, GeminiJson.Default.CountTokensRequest);
        if (count.Contents is { Count: > 0 } == count.GenerateContentRequest is not null)
        {
            throw new InvalidRequestException("* CountTokensRequest.contents: exactly one of contents and generate_content_request must be set.\n");
        }

        return count;
    }

    private static async Task<T> ReadAsync<T>(HttpRequest request, ProtoMessage message, JsonTypeInfo<T> type)
    {
        try
        {
            var body = await JsonNode.ParseAsync(request.Body, cancellationToken: request.HttpContext.RequestAborted);
            var reader = new ProtoJson();
            var read = reader.Read(body as JsonObject ?? throw new JsonException("Root element must be a message."), message);
            return reader.Violations is { Count: > 0 } violations
                ? throw new InvalidRequestException(string.Join('\n', violations.Select(violation => violation.Description)), violations)
                : read.Deserialize(type)!;
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            // A name given twice is an ArgumentException of the node that holds it.
            throw new InvalidRequestException($"Invalid JSON payload received. {exception.Message}");
        }
    }
}
