using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TradingAi.Core.Journal.Changes;
using TradingAi.Core.Operations;

namespace TradingAi.Core.Journal.Webhooks;

/// <summary>What became of a webhook; all are acknowledged with 202.</summary>
public enum WebhookOutcome
{
    /// <summary>Stored.</summary>
    Accepted,

    /// <summary>This delivery was stored before.</summary>
    Duplicate,

    /// <summary>The journal already holds something as new or newer.</summary>
    Stale,

    /// <summary>An event that this service does not know.</summary>
    UnknownType,
}

/// <summary>The answer to a webhook.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="User">Whose journal it was about; null for an unknown type.</param>
public sealed record WebhookReceipt(WebhookOutcome Outcome, UserId? User);

/// <summary>Receives the journal's signed events.</summary>
public interface IWebhookReceiver
{
    /// <summary>Verifies, reads and stores one event; on return it is durable.</summary>
    /// <param name="headers">The signature's headers.</param>
    /// <param name="body">The body, byte for byte.</param>
    /// <param name="cancellationToken">Stops it before anything is stored.</param>
    /// <exception cref="RequestRefusedException">
    /// <see cref="RefusalReason.Unauthenticated"/>: the signature is absent, invalid or stale, or no secret is configured.
    /// <see cref="RefusalReason.Invalid"/>: the payload cannot be read; the errors name the fields. Nothing was stored.
    /// </exception>
    /// <exception cref="Storage.StorageUnavailableException">The database cannot serve; nothing was stored.</exception>
    Task<WebhookReceipt> AcceptAsync(WebhookHeaders headers, ReadOnlyMemory<byte> body, CancellationToken cancellationToken);
}

/// <inheritdoc/>
internal sealed class WebhookReceiver(
    IOptions<JournalOptions> options, JournalStore store, UserErasure erasure, TimeProvider time, ILogger<WebhookReceiver> logger)
    : IWebhookReceiver
{
    // The options were validated, so the secrets can be read.
    private readonly StandardWebhooks _signatures = StandardWebhooks.TryCreate(options.Value.WebhookSecrets)!;

    public async Task<WebhookReceipt> AcceptAsync(
        WebhookHeaders headers, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        if (!_signatures.IsConfigured)
        {
            Log.NoWebhookSecret(logger);
            throw RequestRefusedException.Unauthenticated("Webhooks are not configured here.");
        }

        if (_signatures.Refuse(headers, body.Span, time.GetUtcNow()) is { } refusal)
        {
            Log.WebhookRefused(logger, refusal);
            throw RequestRefusedException.Unauthenticated(refusal);
        }

        if (WebhookEvent.Read(body) is not { } received)
        {
            return new WebhookReceipt(WebhookOutcome.UnknownType, null);
        }

        var outcome = received.Change is { } change
            ? await store.AcceptAsync(received.User, headers.Id!, change, cancellationToken)
            : await erasure.EraseAsync(received.User, received.OccurredAt, cancellationToken);
        return new WebhookReceipt(
            outcome switch
            {
                StoreOutcome.Stored => WebhookOutcome.Accepted,
                StoreOutcome.Duplicate => WebhookOutcome.Duplicate,
                _ => WebhookOutcome.Stale,
            },
            received.User);
    }
}
