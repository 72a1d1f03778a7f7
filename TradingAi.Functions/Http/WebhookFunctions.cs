using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using TradingAi.Core.Journal.Outbox;
using TradingAi.Core.Journal.Webhooks;
using TradingAi.Functions.Http.Json;
using TradingAi.Functions.Orchestrations;

namespace TradingAi.Functions.Http;

/// <summary>Hears of every change from the journal's backend.</summary>
public sealed class WebhookFunctions(IWebhookReceiver webhooks, IOutbox outbox)
{
    // The largest single row is a notebook entry; pictures are not in it.
    private const int MaxBytes = 8 * 1024 * 1024;

    /// <summary>
    /// <c>POST /api/ai/webhooks/journal</c>: one signed event; 202 once it is durable. The signature is the sender's
    /// credential, and covers the body byte for byte, so nothing is parsed before it is checked.
    /// </summary>
    [Function(nameof(ReceiveJournalEvent))]
    public async Task<IResult> ReceiveJournalEvent(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "ai/webhooks/journal")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var headers = new WebhookHeaders(Header(request, "webhook-id"), Header(request, "webhook-timestamp"), Header(request, "webhook-signature"));
        var body = await RequestBody.ReadBytesAsync(request.Body, MaxBytes, cancellationToken);
        var receipt = await webhooks.AcceptAsync(headers, body, cancellationToken);

        // A repeated delivery signals too: the first one may have died between its commit and its signal.
        if (receipt.User is { } user && await outbox.NextDueAsync(user, includeDeferred: false, cancellationToken) is not null)
        {
            await client.SignalDrainAsync(user, cancellationToken);
        }

        return ApiResults.Accepted(new WebhookAnswer(receipt.Outcome), JournalJson.Default.WebhookAnswer);
    }

    private static string? Header(HttpRequest request, string name) =>
        request.Headers[name] is { Count: 1 } values ? values[0] : null;
}
