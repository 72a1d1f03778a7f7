using System.Globalization;

namespace TradingAi.Functions.Demo;

/// <summary>Lines to paste into a shell.</summary>
internal static class WhatToTry
{
    private const string OwnKey = """$(printf %s "${WEBHOOK_SECRETS%%,*}" | cut -c7- | base64 -d | od -An -tx1 | tr -d ' \n')""";

    /// <summary>The text.</summary>
    /// <param name="address">Where the service listens.</param>
    /// <param name="keyHex">The webhook key in hexadecimal digits; null where it is the operator's own, which is not printed.</param>
    /// <param name="now">The present.</param>
    public static string For(string address, string? keyHex, DateTimeOffset now)
    {
        var exit = now.AddMinutes(-10).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var entry = now.AddMinutes(-50).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        return $$$"""

            Try, for user {{{DemoServices.User}}}:

            A streamed question
              curl -N {{{address}}}/api/ai/chat/stream -H 'Content-Type: application/json' -d '{"message":"Which symbol made me the most money, and what did I write about it?"}'

            A signed webhook
              id=try-$(date +%s); ts=$(date +%s); body='{"type":"stock.created","user_id":"{{{DemoServices.User}}}","occurred_at":"'$(date -u +%Y-%m-%dT%H:%M:%SZ)'","data":{"id":90100,"symbol":"AAPL","tradeType":"BUY","entryPrice":250,"exitPrice":255.5,"numberShares":40,"commissions":1,"entryDate":"{{{entry}}}","exitDate":"{{{exit}}}"}}'; sig=$(printf '%s.%s.%s' "$id" "$ts" "$body" | openssl dgst -sha256 -mac HMAC -macopt hexkey:{{{keyHex ?? OwnKey}}} -binary | base64); curl {{{address}}}/api/ai/webhooks/journal -H 'Content-Type: application/json' -H "webhook-id: $id" -H "webhook-timestamp: $ts" -H "webhook-signature: v1,$sig" -d "$body"

            An insight
              curl {{{address}}}/api/ai/insights/generate -H 'Content-Type: application/json' -d '{"time_range":"90d","insight_type":"behavior"}'

            A report
              curl {{{address}}}/api/ai/reports/generate -H 'Content-Type: application/json' -H 'Prefer: wait=30' -d '{"report_type":"comprehensive","time_range":"90d"}'

            Every figure, and a search
              curl '{{{address}}}/api/ai/analytics?time_range=30d&group_by=symbol,weekday'
              curl '{{{address}}}/api/ai/search?q=moved%20my%20stop'

            """;
    }
}
