using System.Net;
using System.Text.Json;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace TradingAi.Core.Operations.Vendors;

/// <summary>Makes every failure of a call a <see cref="VendorException"/> and records how it went.</summary>
internal sealed class OutcomeHandler(Vendor vendor, VendorActivity activity, TimeProvider time) : DelegatingHandler
{
    private const int LongestReason = 200;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var operation = request.Options.TryGetValue(VendorCall.Key, out var call) ? call.Operation : request.RequestUri?.Segments[^1] ?? "call";
        var started = time.GetTimestamp();
        var response = await AttemptAsync(request, operation, started, cancellationToken);
        if (response.IsSuccessStatusCode)
        {
            activity.Succeeded(vendor, operation, time.GetElapsedTime(started));
            return response;
        }

        using (response)
        {
            var refusal = await RefusalAsync(response, cancellationToken);
            activity.Failed(refusal, operation, time.GetElapsedTime(started));
            throw refusal;
        }
    }

    private async Task<HttpResponseMessage> AttemptAsync(HttpRequestMessage request, string operation, long started, CancellationToken cancellationToken)
    {
        try
        {
            return await base.SendAsync(request, cancellationToken);
        }
        catch (VendorException failure)
        {
            activity.Failed(failure, operation, time.GetElapsedTime(started));
            throw;
        }
        catch (Exception error)
        {
            if (Translate(error, cancellationToken) is not { } failure)
            {
                throw;
            }

            activity.Failed(failure, operation, time.GetElapsedTime(started));
            throw failure;
        }
    }

    private VendorException? Translate(Exception error, CancellationToken cancellationToken) => error switch
    {
        BrokenCircuitException broken => new(vendor, VendorFailure.CircuitOpen, $"{vendor} failed too often and is left alone for a while.", broken)
        {
            RetryAfter = broken.RetryAfter,
        },
        TimeoutRejectedException late => new(vendor, VendorFailure.TimedOut, $"{vendor} did not answer in time.", late),
        OperationCanceledException when cancellationToken.IsCancellationRequested => null,
        OperationCanceledException late => new(vendor, VendorFailure.TimedOut, $"{vendor} did not answer in time.", late),
        HttpRequestException lost => new(vendor, VendorFailure.Unreachable, $"{vendor} cannot be reached ({lost.HttpRequestError}).", lost),
        IOException lost => new(vendor, VendorFailure.Unreachable, $"{vendor} broke off its answer.", lost),
        _ => null,
    };

    private async Task<VendorException> RefusalAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var status = (int)response.StatusCode;
        var failure = response.StatusCode switch
        {
            HttpStatusCode.TooManyRequests => VendorFailure.RateLimited,
            HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError => VendorFailure.Unreachable,
            _ => VendorFailure.Rejected,
        };

        // The reason of a bad request may quote what was sent, which is the user's.
        var reason = response.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity
            ? ""
            : ReasonOf(await response.Content.ReadAsByteArrayAsync(cancellationToken));
        return new VendorException(vendor, failure, $"{vendor} answered {status} {response.StatusCode}{reason}.")
        {
            Status = status,
            RetryAfter = AnswerHandler.RetryAfterOf(response),
        };
    }

    // {"detail":"…"}, {"error":"…"} or {"error":{"message":"…"}}.
    private static string ReasonOf(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !(root.TryGetProperty("detail", out var reason) || root.TryGetProperty("error", out reason)))
            {
                return "";
            }

            if (reason.ValueKind == JsonValueKind.Object && reason.TryGetProperty("message", out var message))
            {
                reason = message;
            }

            return reason.ValueKind == JsonValueKind.String && reason.GetString() is { Length: > 0 } text
                ? ": " + (text.Length > LongestReason ? text[..LongestReason] : text).TrimEnd('.')
                : "";
        }
        catch (JsonException)
        {
            return "";
        }
    }
}
