using TradingAi.Core.Knowledge.Embedding;

namespace TradingAi.Core.Knowledge.Indexing;

/// <summary>
/// How much is indexed at a time. A batch is small, so that an urgent change waits for one batch only; a part keeps the model that
/// runs here busy, or fills a few requests to a vendor, of which a minute may allow only a few.
/// </summary>
/// <param name="BatchSize">Entities of a user that are taken at a time.</param>
/// <param name="PartSize">Entities of one call of the indexer; the parts of a batch go at the same time.</param>
public sealed record IndexingPace(int BatchSize, int PartSize)
{
    /// <summary>The pace of the model in use.</summary>
    public static IndexingPace Of(EmbeddingModels models)
    {
        ArgumentNullException.ThrowIfNull(models);
        return models.Find(models.Current)?.GetService(typeof(IEmbeddingBatches)) is null ? new(64, 16) : new(384, 128);
    }
}
