using System.Collections.Concurrent;
using System.Numerics.Tensors;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.AI;
using TradingAi.Core.Knowledge.Chunking;
using TradingAi.Core.Knowledge.Vectors;
using TradingAi.Core.Storage;

namespace TradingAi.Core.Knowledge.Embedding;

/// <summary>
/// Embeds texts through a cache in the user's database. Where the model holds a few words only, a text is the mean of its
/// windows' vectors, at unit length.
/// </summary>
public sealed class TextEmbedder(IEmbeddingGenerator<string, Embedding<float>> generator)
{
    private const int CachedTexts = 50_000;
    private const int RememberedQueries = 1_000;

    private readonly ConcurrentDictionary<string, ReadOnlyMemory<float>> _queries = new(StringComparer.Ordinal);
    private readonly EmbeddingGeneratorMetadata _metadata =
        generator.GetService<EmbeddingGeneratorMetadata>() ?? new EmbeddingGeneratorMetadata("unknown");

    /// <summary>The model's name, as metadata and cache keys carry it.</summary>
    public string Model => _metadata.DefaultModelId ?? "unknown";

    /// <summary>Embeds a question; the latest ones are remembered.</summary>
    public async Task<ReadOnlyMemory<float>> EmbedQueryAsync(string text, CancellationToken cancellationToken)
    {
        var key = CacheKey("query", text);
        if (_queries.TryGetValue(key, out var known))
        {
            return known;
        }

        var vector = (await EmbedAsync([text], cancellationToken))[0];
        if (_queries.Count >= RememberedQueries)
        {
            _queries.Clear();
        }

        _queries[key] = vector;
        return vector;
    }

    /// <summary>Embeds an entity's chunks: from the cache what is there, the rest by the model, which the cache then keeps.</summary>
    public async Task<IReadOnlyList<ReadOnlyMemory<float>>> EmbedDocumentsAsync(
        IDatabase database, IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(database);
        ArgumentNullException.ThrowIfNull(texts);
        var keys = texts.Select(text => CacheKey("document", text)).ToArray();
        var known = await ReadCacheAsync(database, keys, cancellationToken);
        var missing = keys.Select((key, index) => (key, index)).Where(pair => !known.ContainsKey(pair.key)).DistinctBy(pair => pair.key).ToArray();
        if (missing.Length > 0)
        {
            var vectors = await EmbedAsync([.. missing.Select(pair => texts[pair.index])], cancellationToken);
            for (var i = 0; i < missing.Length; i++)
            {
                known[missing[i].key] = vectors[i];
            }

            await WriteCacheAsync(database, missing.Select(pair => (pair.key, known[pair.key])), cancellationToken);
        }

        return [.. keys.Select(key => known[key])];
    }

    /// <summary>SHA-256 of a text, hexadecimal.</summary>
    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private string CacheKey(string inputType, string text) =>
        $"{_metadata.ProviderName}|{Model}|{_metadata.DefaultModelDimensions}|{inputType}|{Hash(text)}";

    private async Task<List<ReadOnlyMemory<float>>> EmbedAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        var windows = texts.Select(text => _metadata.ProviderName == EmbeddedEmbeddingGenerator.ProviderName ? PassageWindows.Split(text) : [text]).ToArray();
        var embeddings = await generator.GenerateAsync(windows.SelectMany(text => text), null, cancellationToken);
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

    private static async Task<Dictionary<string, ReadOnlyMemory<float>>> ReadCacheAsync(
        IDatabase database, IReadOnlyList<string> keys, CancellationToken cancellationToken)
    {
        var json = JsonSerializer.Serialize(keys, KnowledgeJson.Default.IReadOnlyListString);
        var rows = await database.QueryAsync(
            SqlStatement.Of($"SELECT key, vector FROM embedding_cache WHERE key IN (SELECT value FROM json_each({json}))"),
            row => (Key: row.GetString("key"), Vector: VectorBlob.FromBytes(row.GetBytes("vector"))),
            cancellationToken);
        return rows.ToDictionary(row => row.Key, row => (ReadOnlyMemory<float>)row.Vector);
    }

    private static Task WriteCacheAsync(
        IDatabase database, IEnumerable<(string Key, ReadOnlyMemory<float> Vector)> entries, CancellationToken cancellationToken) =>
        database.ExecuteAsync(
            [
                .. entries.Select(entry => SqlStatement.Of(
                    $"INSERT OR IGNORE INTO embedding_cache (key, vector) VALUES ({entry.Key}, {VectorBlob.ToBytes(entry.Vector.Span)})")),
                SqlStatement.Of($"DELETE FROM embedding_cache WHERE row <= (SELECT MAX(row) FROM embedding_cache) - {CachedTexts}"),
            ],
            cancellationToken);
}
