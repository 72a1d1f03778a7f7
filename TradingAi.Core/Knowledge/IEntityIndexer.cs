using TradingAi.Core.Journal;

namespace TradingAi.Core.Knowledge;

/// <summary>Makes entities searchable by meaning. Idempotent, and safe to be killed at any instant.</summary>
public interface IEntityIndexer
{
    /// <summary>
    /// Formats, chunks and embeds each entity as the journal now holds it, overwrites its vectors, then deletes those
    /// beyond the new count, and refreshes its words. An entity that is no longer live is removed by its prefix.
    /// </summary>
    Task IndexAsync(UserId user, IReadOnlyList<EntityRef> entities, CancellationToken cancellationToken);

    /// <summary>Removes everything that was indexed for a user.</summary>
    Task RemoveAllAsync(UserId user, CancellationToken cancellationToken);
}
