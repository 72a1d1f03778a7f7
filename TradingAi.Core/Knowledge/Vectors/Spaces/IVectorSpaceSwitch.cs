using TradingAi.Core.Journal;
using TradingAi.Core.Operations.Vendors;

namespace TradingAi.Core.Knowledge.Vectors.Spaces;

/// <summary>
/// Brings a user's vectors to another model or store while the old ones serve. Both steps do nothing where nothing is to be
/// done, and both can be killed at any instant and done again.
/// </summary>
public interface IVectorSpaceSwitch
{
    /// <summary>Where the settings name another model or store than the user's vectors have: puts every live entity on the outbox.</summary>
    /// <exception cref="Storage.StorageUnavailableException">The user's database cannot serve.</exception>
    Task BeginAsync(UserId user, CancellationToken cancellationToken);

    /// <summary>Where nothing live is left on the outbox: lets the new vectors serve, and deletes what is no longer needed.</summary>
    /// <exception cref="VendorException">The store cannot be reached, or has not indexed everything yet.</exception>
    /// <exception cref="Storage.StorageUnavailableException">The user's database cannot serve.</exception>
    Task CompleteAsync(UserId user, CancellationToken cancellationToken);
}
