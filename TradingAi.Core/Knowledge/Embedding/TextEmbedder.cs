using System.Numerics.Tensors;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Caching.Hybrid;
using TradingAi.Core.Journal;
using TradingAi.Core.Knowledge.Chunking;
using TradingAi.Core.Knowledge.Vectors;
using TradingAi.Core.Operations.Cache;
using TradingAi.Core.Operations.Metrics;
using TradingAi.Core.Operations.Vendors;
using TradingAi.Core.Storage;

namespace TradingAi.Core.Knowledge.Embedding;

/// <summary>
/// Embeds texts through a cache in the user's database. Where the model holds a few words only, a text is the mean of its
/// windows' vectors, at unit length.
/// </summary>
public sealed class TextEmbedder(EmbeddingModels models, HybridCache answers, IndexingActivity activity)
{
    private const int RequestsAtOnce = 4;

    /// <summary>The model that documents are embedded by.</summary>
    public EmbeddingModel Model => models.Current;

    /// <summary>Embeds a question; the latest ones are remembered, by what they are and not by whose.</summary>
    /// <exception cref="EmbeddingModelGoneException">Nobody can be asked for the model any more.</exception>
    /// <exception cref="VendorException">The model's vendor cannot answer now.</exception>
    public async Task<ReadOnlyMemory<float>> EmbedQueryAsync(EmbeddingModel model, UserId user, string text, CancellationToken cancellationToken) =>
        VectorBlob.FromBytes(await answers.GetOrMakeAsync(
            "embedding:" + CacheKey(model, EmbeddingRequest.Query, text),
            async stop => VectorBlob.ToBytes((await EmbedAsync(model, EmbeddingRequest.Query, user, [text], stop))[0].Span),
            [],
            cancellationToken));

    /// <summary>
    /// Embeds entities' chunks: from the cache what is there, the rest by the model in use. The cache keeps each request's vectors
    /// as they come, so that what a later one breaks off need not be paid for again.
    /// </summary>
    /// <exception cref="VendorException">The model's vendor cannot answer now, or refuses a text.</exception>
    public async Task<IReadOnlyList<ReadOnlyMemory<float>>> EmbedDocumentsAsync(
        UserId user, IDatabase database, IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(database);
        ArgumentNullException.ThrowIfNull(texts);
        var cache = new EmbeddingCache(database);
        var keys = texts.Select(text => CacheKey(Model, EmbeddingRequest.Document, text)).ToArray();
        var known = await cache.ReadAsync(keys, cancellationToken);
        var missing = keys.Select((key, index) => (Key: key, Text: texts[index])).Where(pair => !known.ContainsKey(pair.Key)).DistinctBy(pair => pair.Key).ToArray();
        activity.LookedUp(keys.Length - missing.Length, missing.Length);
        var limit = new ParallelOptions { MaxDegreeOfParallelism = RequestsAtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(Requests([.. missing.Select(pair => pair.Text)]), limit, async (request, cancelled) =>
        {
            var some = missing[request];
            var vectors = await EmbedAsync(Model, EmbeddingRequest.Document, user, [.. some.Select(pair => pair.Text)], cancelled);
            var entries = some.Select((pair, index) => (pair.Key, vectors[index])).ToArray();
            await cache.WriteAsync(entries, cancelled);
            lock (known)
            {
                foreach (var (key, vector) in entries)
                {
                    known[key] = vector;
                }
            }
        });
        return [.. keys.Select(key => known[key])];
    }

    /// <summary>SHA-256 of a text, hexadecimal.</summary>
    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string CacheKey(EmbeddingModel model, string inputType, string text) =>
        $"{model.Provider}|{model.Name}|{model.Dimensions}|{inputType}|{Hash(text)}";

    private IReadOnlyList<Range> Requests(IReadOnlyList<string> texts) =>
        texts.Count == 0 ? [] : models.Find(Model)?.GetService<IEmbeddingBatches>()?.Split(texts) ?? [Range.All];

    private async Task<List<ReadOnlyMemory<float>>> EmbedAsync(
        EmbeddingModel model, string inputType, UserId user, IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        var generator = models.Find(model) ?? throw new EmbeddingModelGoneException(model);
        var windows = texts.Select(text => model.Provider == EmbeddedEmbeddingGenerator.ProviderName ? PassageWindows.Split(text) : [text]).ToArray();
        var embeddings = await generator.GenerateAsync(
            windows.SelectMany(text => text), EmbeddingRequest.Options(model, inputType, user), cancellationToken);
        var vectors = new List<ReadOnlyMemory<float>>(texts.Count);
        var first = 0;
        foreach (var text in windows)
        {
            vectors.Add(Mean(embeddings, first, text.Count));
            first += text.Count;
        }

        return vectors;
    }

    private static ReadOnlyMemory<float> Mean(GeneratedEmbeddings<Embedding<float>> embeddings, int first, int count)
    {
        if (count == 1)
        {
            return embeddings[first].Vector;
        }

        var mean = new float[embeddings[first].Vector.Length];
        for (var i = first; i < first + count; i++)
        {
            TensorPrimitives.Add(mean, embeddings[i].Vector.Span, mean);
        }

        var norm = TensorPrimitives.Norm<float>(mean);
        if (norm > 0)
        {
            TensorPrimitives.Divide(mean, norm, mean);
        }

        return mean;
    }
}

/// <summary>Vectors of a model are to be compared with, and the settings no longer lead to anybody who offers it.</summary>
public sealed class EmbeddingModelGoneException(EmbeddingModel model)
    : Exception($"The settings no longer lead to the embedding model {model.Name} of {model.Provider}.")
{
    /// <summary>The model.</summary>
    public EmbeddingModel Model { get; } = model;
}
