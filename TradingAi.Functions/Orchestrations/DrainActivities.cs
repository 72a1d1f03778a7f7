using Microsoft.Azure.Functions.Worker;
using TradingAi.Core.Alerts;
using TradingAi.Core.Journal;
using TradingAi.Core.Journal.Outbox;
using TradingAi.Core.Knowledge;
using TradingAi.Core.Knowledge.Indexing;
using TradingAi.Core.Knowledge.Vectors.Spaces;
using TradingAi.Core.Operations.Vendors;
using TradingAi.Core.Storage;

namespace TradingAi.Functions.Orchestrations;

/// <summary>The work of the drain. Every activity can run twice and be killed at any instant.</summary>
public sealed class DrainActivities(
    IOutbox outbox, IEntityIndexer indexer, IVectorSpaceSwitch spaces, AlertWatch alerts, IndexingPace pace, TimeProvider clock)
{
    private static readonly TimeSpan s_nextCompletion = TimeSpan.FromSeconds(15);

    /// <summary>
    /// Reads what is due, deferred items too: a drain that is awake does everything. Where nothing is left to do, vectors of
    /// another model or store may take over.
    /// </summary>
    [Function(nameof(TakeDueItems))]
    public async Task<DrainBatch> TakeDueItems([ActivityTrigger] string userId, CancellationToken cancellationToken)
    {
        var user = UserId.Parse(userId);
        var items = await outbox.TakeAsync(user, pace.BatchSize, includeDeferred: true, cancellationToken);
        var nextDue = items.Count > 0 ? null
            : await outbox.NextDueAsync(user, includeDeferred: true, cancellationToken) ?? await CompleteSwitchAsync(user, cancellationToken);
        return new DrainBatch(
            [.. items.Select(DrainItem.Of)], pace.PartSize, nextDue?.UtcDateTime, await alerts.HasNewsAsync(user, cancellationToken));
    }

    /// <summary>Indexes items and takes them off the outbox; one that changed meanwhile stays on it.</summary>
    [Function(nameof(IndexItems))]
    public async Task<DrainOutcome> IndexItems([ActivityTrigger] DrainPart part, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(part);
        var user = UserId.Parse(part.User);
        var items = part.Items.ConvertAll(i => i.ToOutboxItem());
        try
        {
            await indexer.IndexAsync(user, items.ConvertAll(i => i.Entity), cancellationToken);
            await outbox.CompleteAsync(user, items, cancellationToken);
            return DrainOutcome.Indexed;
        }
        catch (VendorException refusal) when (ConcernsTexts(refusal))
        {
            return DrainOutcome.Refused;
        }
        catch (Exception failure) when (failure is VendorException or StorageUnavailableException)
        {
            await outbox.PauseAsync(user, cancellationToken);
            return DrainOutcome.Paused;
        }
    }

    /// <summary>Puts items back, to be due again later.</summary>
    [Function(nameof(FailItems))]
    public Task FailItems([ActivityTrigger] DrainFailure failure, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(failure);
        return outbox.FailAsync(
            UserId.Parse(failure.User), failure.Items.ConvertAll(i => i.ToOutboxItem()), failure.Error, cancellationToken);
    }

    // A wrong key, an unknown model or a malformed answer says nothing about a text; a request that is refused as such may.
    private static bool ConcernsTexts(VendorException failure) => failure is { Failure: VendorFailure.Rejected, Status: 400 or 413 or 422 };

    private async Task<DateTimeOffset?> CompleteSwitchAsync(UserId user, CancellationToken cancellationToken)
    {
        try
        {
            await spaces.CompleteAsync(user, cancellationToken);
            return null;
        }
        catch (Exception failure) when (failure is VendorException or StorageUnavailableException)
        {
            return clock.GetUtcNow() + s_nextCompletion;
        }
    }
}
