using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace TradingAi.Functions.Http.Chat;

/// <summary>Chooses how an answer is sent from the request's <c>Accept</c>.</summary>
internal static class ChatStreamNegotiation
{
    private static readonly ChatStreamFormat s_events = new ServerSentEvents();
    private static readonly ChatStreamFormat s_lines = new NdJson();

    /// <summary>The stream that is asked for on a route that can also answer at once; null asks for one JSON document.</summary>
    public static ChatStreamFormat? ReadStreamFormat(this HttpRequest request) => Preferred(request, "application/json", s_events.ContentType, s_lines.ContentType) switch
    {
        "text/event-stream" => s_events,
        "application/x-ndjson" => s_lines,
        _ => null,
    };

    /// <summary>The stream that is asked for on a route that only streams: events unless lines are preferred.</summary>
    public static ChatStreamFormat ReadStreamFormatOnly(this HttpRequest request) =>
        Preferred(request, s_events.ContentType, s_lines.ContentType) == s_lines.ContentType ? s_lines : s_events;

    /// <summary>The offer of the highest quality, of equals the one named first; the first offer where none is named.</summary>
    private static string Preferred(HttpRequest request, params string[] offers)
    {
        return !MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var accepted) ? offers[0] : accepted
            .Where(a => a.Quality != 0)
            .OrderByDescending(a => a.Quality ?? 1)
            .Select(a => offers.FirstOrDefault(offer => a.MediaType.Equals(offer, StringComparison.OrdinalIgnoreCase)))
            .FirstOrDefault(offer => offer is not null) ?? offers[0];
    }
}
