namespace TradingAi.Core.Journal.Outbox;

/// <summary>How soon a change should become searchable by meaning.</summary>
public enum OutboxPriority
{
    /// <summary>At once: trades, trade notes and playbooks.</summary>
    Urgent = 0,

    /// <summary>With the next batch: notebooks, imports, and trades that a profile or playbook change touches.</summary>
    Deferred = 1,
}

/// <summary>One entity whose index is behind its row.</summary>
/// <param name="Entity">What names it; it may be gone, then its index goes too.</param>
/// <param name="Sequence">Which change asked for it; a later change of the entity has a higher one.</param>
/// <param name="Priority">How soon.</param>
/// <param name="Attempts">How often indexing it failed since that change.</param>
public sealed record OutboxItem(EntityRef Entity, long Sequence, OutboxPriority Priority, int Attempts);

/// <summary>
/// What is left to index, user by user. A row is written in the transaction that accepts a change and removed when the index
/// has caught up, so nothing accepted is lost whenever the process dies; work is done at least once.
/// </summary>
/// <remarks>Every member throws <see cref="Storage.StorageUnavailableException"/> where a database cannot serve.</remarks>
public interface IOutbox
{
    /// <summary>How many failures in a row make an item wait for <see cref="RetryAsync"/>.</summary>
    const int MaxAttempts = 8;

    /// <summary>The next items that are due, urgent ones first, then by age. Taking does not remove them.</summary>
    /// <param name="user">Whose.</param>
    /// <param name="max">How many at most, 1 or more.</param>
    /// <param name="includeDeferred">False leaves out deferred ones.</param>
    /// <param name="cancellationToken">Stops it.</param>
    Task<IReadOnlyList<OutboxItem>> TakeAsync(UserId user, int max, bool includeDeferred, CancellationToken cancellationToken);

    /// <summary>Removes items that were indexed; an entity that changed since it was taken stays.</summary>
    Task CompleteAsync(UserId user, IReadOnlyList<OutboxItem> items, CancellationToken cancellationToken);

    /// <summary>
    /// Records that indexing items failed: they are due again after 2, 4, 8 … seconds (at most 5 minutes), and failed
    /// after <see cref="MaxAttempts"/>. An entity that changed since it was taken is not touched.
    /// </summary>
    /// <param name="user">Whose.</param>
    /// <param name="items">What was taken.</param>
    /// <param name="error">Why, for the operator; no journal text.</param>
    /// <param name="cancellationToken">Stops it.</param>
    Task FailAsync(UserId user, IReadOnlyList<OutboxItem> items, string error, CancellationToken cancellationToken);

    /// <summary>
    /// Records that indexing cannot be done at all for now, because something that it needs is away: nothing of the user is due for
    /// 2, 4, 8 … seconds (at most 30), until something is completed. It counts as an attempt of no item.
    /// </summary>
    /// <returns>When the next try is due.</returns>
    Task<DateTimeOffset> PauseAsync(UserId user, CancellationToken cancellationToken);

    /// <summary>Makes failed and waiting items due at once.</summary>
    /// <returns>How many there were.</returns>
    Task<int> RetryAsync(UserId user, CancellationToken cancellationToken);

    /// <summary>Asks for every live entity of the user to be indexed again, deferred.</summary>
    /// <returns>How many there are.</returns>
    Task<int> EnqueueAllAsync(UserId user, CancellationToken cancellationToken);

    /// <summary>When the earliest item that is not failed is due: now or earlier if one is; null where there is none.</summary>
    Task<DateTimeOffset?> NextDueAsync(UserId user, bool includeDeferred, CancellationToken cancellationToken);

    /// <summary>Users with items that are not failed, in no order. A user whose database cannot be read is left out.</summary>
    Task<IReadOnlyList<UserId>> UsersWithPendingAsync(CancellationToken cancellationToken);
}
