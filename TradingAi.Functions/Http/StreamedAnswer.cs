using Microsoft.AspNetCore.Http;

namespace TradingAi.Functions.Http;

/// <summary>What a function that streams tells the middleware of the answer's fate, which its status cannot tell any more.</summary>
internal static class StreamedAnswer
{
    private static readonly object s_complete = new();

    /// <summary>
    /// The stream was written to its end: it is kept under the request's Idempotency-Key, whether or not the caller was
    /// there to read it. A stream that ended in an error is not marked.
    /// </summary>
    public static void MarkComplete(this HttpContext http) => http.Items[s_complete] = true;

    /// <summary>True where the stream was written to its end.</summary>
    public static bool IsMarkedComplete(this HttpContext http) => http.Items.ContainsKey(s_complete);
}
