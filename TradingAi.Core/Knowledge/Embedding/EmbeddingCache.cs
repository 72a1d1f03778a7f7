using System.Text.Json;
using TradingAi.Core.Knowledge.Vectors;
using TradingAi.Core.Storage;

namespace TradingAi.Core.Knowledge.Embedding;

/// <summary>Embeddings that a user's database keeps, the latest ones; of a text it keeps a hash.</summary>
internal sealed class EmbeddingCache(IDatabase database)
{
    private const int Kept = 50_000;

    /// <summary>The vectors of those keys that are known.</summary>
    public async Task<Dictionary<string, ReadOnlyMemory<float>>> ReadAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken)
    {
        var json = JsonSerializer.Serialize(keys, KnowledgeJson.Default.IReadOnlyListString);
        var rows = await database.QueryAsync(
            SqlStatement.Of($"SELECT key, vector FROM embedding_cache WHERE key IN (SELECT value FROM json_each({json}))"),
            row => (Key: row.GetString("key"), Vector: VectorBlob.FromBytes(row.GetBytes("vector"))),
            cancellationToken);
        return rows.ToDictionary(row => row.Key, row => (ReadOnlyMemory<float>)row.Vector, StringComparer.Ordinal);
    }

    /// <summary>Keeps vectors, and lets the oldest go.</summary>
    public Task WriteAsync(IEnumerable<(string Key, ReadOnlyMemory<float> Vector)> entries, CancellationToken cancellationToken) =>
        database.ExecuteAsync(
            [
                .. entries.Select(entry => SqlStatement.Of(
                    $"INSERT OR IGNORE INTO embedding_cache (key, vector) VALUES ({entry.Key}, {VectorBlob.ToBytes(entry.Vector.Span)})")),
                SqlStatement.Of($"DELETE FROM embedding_cache WHERE row <= (SELECT MAX(row) FROM embedding_cache) - {Kept}"),
            ],
            cancellationToken);
}
