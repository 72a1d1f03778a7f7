namespace TradingAi.Simulators.Upstash;

/// <summary>What an index of the pay-as-you-go plan takes.</summary>
internal static class UpstashLimits
{
    /// <summary>The length of every vector.</summary>
    public const int Dimensions = 1024;

    /// <summary>The largest <c>topK</c>.</summary>
    public const int TopK = 1000;

    /// <summary>The vectors of one upsert, ids of one fetch, and vectors of one page.</summary>
    public const int Batch = 1000;

    /// <summary>The metadata of a vector, in bytes of its JSON.</summary>
    public const int MetadataBytes = 48 * 1024;

    /// <summary>The data of a vector, in bytes of UTF-8.</summary>
    public const int DataBytes = 1024 * 1024;

    /// <summary>The namespaces of the index.</summary>
    public const int Namespaces = 10_000;
}
