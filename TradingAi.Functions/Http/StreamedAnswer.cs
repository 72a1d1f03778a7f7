using Microsoft.AspNetCore.Http;

namespace TradingAi.Functions.Http;

/// <summary>What a function that streams tells the middleware of the answer's fate, which its status cannot tell any more.</summary>
internal static class StreamedAnswer
{
    private static readonly object s_failed = new();

    /// <summary>The stream ended in an error event: it is not kept under the request's Idempotency-Key.</summary>
    public static void MarkFailed(this HttpContext http) => http.Items[s_failed] = true;

    /// <summary>True where the stream ended in an error event.</summary>
    public static bool IsMarkedFailed(this HttpContext http) => http.Items.ContainsKey(s_failed);
}
