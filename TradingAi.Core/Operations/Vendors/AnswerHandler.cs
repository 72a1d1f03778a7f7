using System.Buffers;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;

namespace TradingAi.Core.Operations.Vendors;

/// <summary>
/// Reads an answer whole within its attempt, unless it is streamed, and checks that a successful one is JSON: a cut, slow or
/// broken answer is a failure of the attempt and not of whoever would have read it later.
/// </summary>
internal sealed class AnswerHandler(Vendor vendor, TimeProvider time) : DelegatingHandler
{
    private static readonly HttpRequestOptionsKey<TimeSpan?> s_retryAfter = new("tradingai.retry-after");

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var streamed = request.Options.TryGetValue(VendorCall.Key, out var call) && call.IsStreamed;
        var response = await base.SendAsync(request, cancellationToken);
        try
        {
            if (!streamed || !response.IsSuccessStatusCode)
            {
                await response.Content.LoadIntoBufferAsync(cancellationToken);
                var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
                if (!response.IsSuccessStatusCode)
                {
                    request.Options.Set(s_retryAfter, RetryAfterOf(response.Headers, body));
                }
                else if (!IsJson(body))
                {
                    throw new VendorException(vendor, VendorFailure.Malformed, $"{vendor} answered with something that is not JSON.");
                }
            }

            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    /// <summary>How long an unsuccessful answer asks to wait; null where it does not say.</summary>
    public static TimeSpan? RetryAfterOf(HttpResponseMessage? response) =>
        response?.RequestMessage is { } request && request.Options.TryGetValue(s_retryAfter, out var wait) ? wait : null;

    private TimeSpan? RetryAfterOf(HttpResponseHeaders headers, byte[] body)
    {
        if (headers.RetryAfter is { } header)
        {
            return header.Delta ?? (header.Date is { } date ? Positive(date - time.GetUtcNow()) : null);
        }

        return RetryInfoOf(body) ?? ResetOf(headers);
    }

    // Google's RetryInfo: {"error":{"details":[{"@type":"…RetryInfo","retryDelay":"17s"}]}}.
    private static TimeSpan? RetryInfoOf(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            if (document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("error", out var error) && error.ValueKind == JsonValueKind.Object
                && error.TryGetProperty("details", out var details) && details.ValueKind == JsonValueKind.Array)
            {
                foreach (var detail in details.EnumerateArray())
                {
                    if (detail.ValueKind == JsonValueKind.Object && detail.TryGetProperty("retryDelay", out var delay)
                        && delay.GetString() is { } text && text.EndsWith('s')
                        && double.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds))
                    {
                        return Positive(TimeSpan.FromSeconds(Math.Min(seconds, 86_400)));
                    }
                }
            }
        }
        catch (JsonException)
        {
            // The vendor says nothing that can be read.
        }

        return null;
    }

    // Seconds from now, or an instant, depending on who sends it.
    private TimeSpan? ResetOf(HttpResponseHeaders headers)
    {
        if (!headers.TryGetValues("X-RateLimit-Reset", out var values) || values.FirstOrDefault() is not { } value)
        {
            return null;
        }

        if (double.TryParse(value.TrimEnd('s'), NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds >= 0)
        {
            const double laterThanAnyWait = 1_000_000_000;
            return seconds < laterThanAnyWait
                ? TimeSpan.FromSeconds(Math.Min(seconds, 86_400))
                : Positive(DateTimeOffset.FromUnixTimeSeconds((long)Math.Min(seconds, 100_000_000_000)) - time.GetUtcNow());
        }

        return DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? Positive(at - time.GetUtcNow())
            : null;
    }

    private static TimeSpan Positive(TimeSpan wait) => wait > TimeSpan.Zero ? wait : TimeSpan.Zero;

    private static bool IsJson(byte[] body)
    {
        try
        {
            var reader = new Utf8JsonReader(new ReadOnlySequence<byte>(body));
            while (reader.Read())
            {
            }

            return body.Length > 0;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
