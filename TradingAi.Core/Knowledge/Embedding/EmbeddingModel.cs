using Microsoft.Extensions.AI;

namespace TradingAi.Core.Knowledge.Embedding;

/// <summary>What vectors are made by; those of two models are not comparable.</summary>
/// <param name="Provider">Who offers it, such as <c>voyage</c>.</param>
/// <param name="Name">Its name.</param>
/// <param name="Dimensions">The vectors' length.</param>
public sealed record EmbeddingModel(string Provider, string Name, int Dimensions)
{
    /// <summary>The model that a generator uses where none is asked for.</summary>
    public static EmbeddingModel Of(IEmbeddingGenerator generator)
    {
        var metadata = generator.GetService<EmbeddingGeneratorMetadata>();
        return new(metadata?.ProviderName ?? "unknown", metadata?.DefaultModelId ?? "unknown", metadata?.DefaultModelDimensions ?? 0);
    }
}
