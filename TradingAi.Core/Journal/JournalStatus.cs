namespace TradingAi.Core.Journal;

/// <summary>How far the index is.</summary>
/// <param name="Entities">Live entities.</param>
/// <param name="Indexed">Live entities whose present row is indexed.</param>
/// <param name="Pending">Entities, live or gone, whose index is behind and will be brought up.</param>
/// <param name="Failed">Entities whose indexing failed too often; a retry starts them again.</param>
/// <param name="LastIndexedAt">When something was last indexed, UTC; null if nothing ever was.</param>
public sealed record JournalStatus(int Entities, int Indexed, int Pending, int Failed, DateTimeOffset? LastIndexedAt);

/// <summary>Reads how far a user's index is.</summary>
public interface IJournalStatusReader
{
    /// <summary>The status; zeros for a user we know nothing of.</summary>
    /// <exception cref="Storage.StorageUnavailableException">The user's database cannot be read.</exception>
    Task<JournalStatus> ReadAsync(UserId user, CancellationToken cancellationToken);
}
