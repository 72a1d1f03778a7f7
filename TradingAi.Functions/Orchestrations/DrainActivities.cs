using Microsoft.Azure.Functions.Worker;
using TradingAi.Core.Journal;
using TradingAi.Core.Journal.Outbox;
using TradingAi.Core.Knowledge;

namespace TradingAi.Functions.Orchestrations;

/// <summary>The work of the drain. Every activity can run twice and be killed at any instant.</summary>
public sealed class DrainActivities(IOutbox outbox, IEntityIndexer indexer)
{
    /// <summary>Reads what is due, deferred items too: a drain that is awake does everything.</summary>
    [Function(nameof(TakeDueItems))]
    public async Task<DrainBatch> TakeDueItems([ActivityTrigger] TakeRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var user = UserId.Parse(request.User);
        var items = await outbox.TakeAsync(user, request.Max, includeDeferred: true, cancellationToken);
        var nextDue = items.Count > 0 ? null : await outbox.NextDueAsync(user, includeDeferred: true, cancellationToken);
        return new DrainBatch([.. items.Select(DrainItem.Of)], nextDue?.UtcDateTime);
    }

    /// <summary>Indexes items and takes them off the outbox; one that changed meanwhile stays on it.</summary>
    [Function(nameof(IndexItems))]
    public async Task IndexItems([ActivityTrigger] DrainPart part, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(part);
        var user = UserId.Parse(part.User);
        var items = part.Items.ConvertAll(i => i.ToOutboxItem());
        await indexer.IndexAsync(user, items.ConvertAll(i => i.Entity), cancellationToken);
        await outbox.CompleteAsync(user, items, cancellationToken);
    }

    /// <summary>Puts items back, to be due again later.</summary>
    [Function(nameof(FailItems))]
    public Task FailItems([ActivityTrigger] DrainFailure failure, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(failure);
        return outbox.FailAsync(
            UserId.Parse(failure.User), failure.Items.ConvertAll(i => i.ToOutboxItem()), failure.Error, cancellationToken);
    }
}
