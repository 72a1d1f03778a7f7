using System.Diagnostics.Metrics;
using TradingAi.Core.Operations.Vendors;

namespace TradingAi.Core.Operations.Metrics;

/// <summary>
/// Counts what indexing writes: <c>tradingai.vectors.written</c> and <c>tradingai.vectors.bytes</c>; and the texts whose embedding
/// was known or not: <c>tradingai.embedding.lookups</c> by <c>found</c>.
/// </summary>
public sealed class IndexingActivity
{
    private readonly Counter<long> _vectors;
    private readonly Counter<long> _bytes;
    private readonly Counter<long> _lookups;

    /// <summary>Creates the instruments.</summary>
    public IndexingActivity(IMeterFactory meters)
    {
        ArgumentNullException.ThrowIfNull(meters);
        var meter = meters.Create(VendorActivity.MeterName);
        _vectors = meter.CreateCounter<long>("tradingai.vectors.written", "{vector}", "Vectors written to the store.");
        _bytes = meter.CreateCounter<long>("tradingai.vectors.bytes", "By", "The vectors written, 4 bytes a dimension.");
        _lookups = meter.CreateCounter<long>("tradingai.embedding.lookups", "{text}", "Texts looked up in the cache of embeddings.");
    }

    /// <summary>Notes vectors that were written.</summary>
    public void Wrote(int vectors, int dimensions)
    {
        _vectors.Add(vectors);
        _bytes.Add((long)vectors * dimensions * sizeof(float));
    }

    /// <summary>Notes texts that were looked up.</summary>
    public void LookedUp(int found, int missing)
    {
        _lookups.Add(found, new KeyValuePair<string, object?>("found", true));
        _lookups.Add(missing, new KeyValuePair<string, object?>("found", false));
    }
}
