using Microsoft.Extensions.AI;

namespace TradingAi.Core.Knowledge.Embedding;

/// <summary>The models that can be asked: the one in use, and those whose vectors may still serve.</summary>
/// <param name="current">The generator in use.</param>
/// <param name="others">The others; one that is also in use does no harm.</param>
public sealed class EmbeddingModels(
    IEmbeddingGenerator<string, Embedding<float>> current, IEnumerable<IEmbeddingGenerator<string, Embedding<float>>> others)
{
    private readonly IEmbeddingGenerator<string, Embedding<float>>[] _all = [current, .. others];

    /// <summary>The model that new vectors are made by.</summary>
    public EmbeddingModel Current { get; } = EmbeddingModel.Of(current);

    /// <summary>Who can be asked for a model's vectors; null where the settings no longer lead there.</summary>
    public IEmbeddingGenerator<string, Embedding<float>>? Find(EmbeddingModel model) =>
        Array.Find(_all, generator => EmbeddingModel.Of(generator) == model)
        ?? Array.Find(_all, generator => OffersManyModels(generator) && EmbeddingModel.Of(generator).Provider == model.Provider);

    // A vendor is told the model with each request; what runs here is one model.
    private static bool OffersManyModels(IEmbeddingGenerator generator) => generator.GetService<IEmbeddingBatches>() is not null;
}
