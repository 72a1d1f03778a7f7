namespace TradingAi.Simulators.Voyage;

/// <summary>Makes embeddings: the same request, the same numbers.</summary>
internal interface IEmbedder
{
    /// <summary>One vector of unit length a text, in the order of the texts.</summary>
    Task<float[][]> EmbedAsync(EmbeddingRequest request, CancellationToken cancellationToken);
}
