using TradingAi.Core.Journal;
using TradingAi.Core.Knowledge.Vectors;
using TradingAi.Core.Operations.Vendors;
using TradingAi.Core.Storage;

namespace TradingAi.Core.Knowledge.Indexing;

/// <summary>Takes a deleted user's vectors out of the vendors' stores: they do not go with the user's database.</summary>
internal sealed class KnowledgeEraser(VectorStores stores) : IUserEraser
{
    /// <inheritdoc/>
    public async Task EraseAsync(UserId user, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var store in stores.All.Where(store => store is not SqliteVectorStore))
            {
                await store.DeleteNamespacesAsync(user, cancellationToken);
            }
        }
        catch (VendorException failure)
        {
            throw new StorageUnavailableException("The vectors of a deleted user cannot be deleted now: " + failure.Message, failure);
        }
    }
}
