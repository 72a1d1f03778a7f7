using System.Text.Json;
using TradingAi.Core.Journal;
using TradingAi.Core.Storage;

namespace TradingAi.Core.Knowledge.Vectors;

/// <summary>
/// Vectors as blobs in the user's own database, searched exactly in memory. What is in memory follows the writes of this
/// process, and is read again where another one wrote: every write raises the namespace's stored version.
/// </summary>
internal sealed class SqliteVectorStore(IUserDatabases databases, VectorMemory memory) : IVectorStore
{
    /// <summary>What names this store.</summary>
    public const string StoreName = "sqlite";

    private const int RowsPerRead = 2_000;

    /// <inheritdoc/>
    public string Name => StoreName;

    /// <inheritdoc/>
    public Task UpsertAsync(VectorNamespace space, IReadOnlyList<VectorRecord> vectors, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(vectors);
        var upserts = vectors.Select(vector => SqlStatement.Of($"""
            INSERT INTO vectors (namespace, id, vector, metadata, data)
            VALUES ({space.Name}, {vector.Id}, {VectorBlob.ToBytes(vector.Vector.Span)}, {Serialize(vector.Metadata)}, {vector.Data})
            ON CONFLICT (namespace, id) DO UPDATE SET vector = excluded.vector, metadata = excluded.metadata, data = excluded.data
            """));
        return vectors.Count == 0 ? Task.CompletedTask : WriteAsync(space, upserts, table =>
        {
            foreach (var vector in vectors)
            {
                table.Set(vector.Id, vector.Vector.Span, vector.Metadata);
            }
        }, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<VectorMatch>> QueryAsync(
        VectorNamespace space, ReadOnlyMemory<float> vector, int topK, VectorFilter? filter, CancellationToken cancellationToken)
    {
        if (await databases.FindAsync(space.User, cancellationToken) is not { } database)
        {
            return [];
        }

        var holder = memory.Get(space);
        await holder.Gate.WaitAsync(cancellationToken);
        try
        {
            var version = await ReadVersionAsync(database, space, cancellationToken);
            if (holder.Table is null || holder.Table.Version != version)
            {
                holder.Table = await ReadTableAsync(database, space, version, cancellationToken);
                memory.Trim();
            }

            return holder.Table.Query(vector.Span, topK, filter);
        }
        finally
        {
            holder.Gate.Release();
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<IReadOnlyList<VectorMatch>>> QueryManyAsync(
        VectorNamespace space, IReadOnlyList<VectorQuery> queries, CancellationToken cancellationToken)
    {
        var answers = new List<IReadOnlyList<VectorMatch>>(queries.Count);
        foreach (var query in queries)
        {
            answers.Add(await QueryAsync(space, query.Vector, query.TopK, query.Filter, cancellationToken));
        }

        return answers;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<VectorRecord?>> FetchAsync(VectorNamespace space, IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        if (await databases.FindAsync(space.User, cancellationToken) is not { } database)
        {
            return [.. ids.Select(_ => (VectorRecord?)null)];
        }

        var json = JsonSerializer.Serialize(ids, KnowledgeJson.Default.IReadOnlyListString);
        var rows = await database.QueryAsync(SqlStatement.Of($"""
            SELECT id, vector, metadata, data FROM vectors
            WHERE namespace = {space.Name} AND id IN (SELECT value FROM json_each({json}))
            """), Map, cancellationToken);
        var found = rows.ToDictionary(row => row.Id);
        return [.. ids.Select(id => found.GetValueOrDefault(id))];
    }

    /// <inheritdoc/>
    public Task<int> DeleteAsync(VectorNamespace space, IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        var json = JsonSerializer.Serialize(ids, KnowledgeJson.Default.IReadOnlyListString);
        var delete = SqlStatement.Of($"DELETE FROM vectors WHERE namespace = {space.Name} AND id IN (SELECT value FROM json_each({json}))");
        return WriteAsync(space, [delete], table =>
        {
            foreach (var id in ids)
            {
                table.Remove(id);
            }
        }, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<int> DeleteByPrefixAsync(VectorNamespace space, string prefix, CancellationToken cancellationToken)
    {
        var delete = SqlStatement.Of($"""
            DELETE FROM vectors WHERE namespace = {space.Name} AND id >= {prefix} AND substr(id, 1, {prefix.Length}) = {prefix}
            """);
        return WriteAsync(space, [delete], table => table.RemovePrefix(prefix), cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<VectorPage> RangeAsync(VectorNamespace space, string prefix, string cursor, int limit, CancellationToken cancellationToken)
    {
        if (await databases.FindAsync(space.User, cancellationToken) is not { } database)
        {
            return new VectorPage([], "");
        }

        var rows = await database.QueryAsync(SqlStatement.Of($"""
            SELECT id, vector, metadata, data FROM vectors
            WHERE namespace = {space.Name} AND id > {cursor} AND id >= {prefix} AND substr(id, 1, {prefix.Length}) = {prefix}
            ORDER BY id LIMIT {limit}
            """), Map, cancellationToken);
        return new VectorPage(rows, rows.Count < limit ? "" : rows[^1].Id);
    }

    /// <inheritdoc/>
    public async Task<int> CountAsync(VectorNamespace space, CancellationToken cancellationToken) =>
        await databases.FindAsync(space.User, cancellationToken) is { } database
            ? (int)await database.QueryFirstAsync(
                SqlStatement.Of($"SELECT COUNT(*) AS n FROM vectors WHERE namespace = {space.Name}"), row => row.GetInt64("n"), cancellationToken)
            : 0;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> ListNamespacesAsync(UserId user, CancellationToken cancellationToken) =>
        await databases.FindAsync(user, cancellationToken) is { } database
            ? await database.QueryAsync(SqlStatement.Of($"SELECT name FROM vector_namespaces ORDER BY name"), row => row.GetString("name"), cancellationToken)
            : [];

    /// <inheritdoc/>
    public Task WaitUntilIndexedAsync(VectorNamespace space, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public async Task DeleteNamespaceAsync(VectorNamespace space, CancellationToken cancellationToken)
    {
        memory.Forget(space);
        if (await databases.FindAsync(space.User, cancellationToken) is { } database)
        {
            await database.ExecuteAsync(
                [
                    SqlStatement.Of($"DELETE FROM vectors WHERE namespace = {space.Name}"),
                    SqlStatement.Of($"DELETE FROM vector_namespaces WHERE name = {space.Name}"),
                ],
                cancellationToken);
        }
    }

    /// <summary>Runs a write and raises the version in one transaction, then brings the table in memory along.</summary>
    private async Task<int> WriteAsync(
        VectorNamespace space, IEnumerable<SqlStatement> statements, Action<VectorTable> apply, CancellationToken cancellationToken)
    {
        var database = await databases.OpenAsync(space.User, cancellationToken);
        var holder = memory.Get(space);
        await holder.Gate.WaitAsync(cancellationToken);
        try
        {
            var raise = SqlStatement.Of($"""
                INSERT INTO vector_namespaces (name, version) VALUES ({space.Name}, 1) ON CONFLICT (name) DO UPDATE SET version = version + 1
                """);
            var table = holder.Table;
            holder.Table = null; // Whatever happens in between, a half-known table is never kept.
            var before = await ReadVersionAsync(database, space, cancellationToken);
            var changed = await database.ExecuteAsync([raise, .. statements], cancellationToken);
            if (table is not null && table.Version == before && await ReadVersionAsync(database, space, cancellationToken) == before + 1)
            {
                apply(table);
                table.Version = before + 1;
                holder.Table = table;
                memory.Trim();
            }

            return changed.Skip(1).Sum();
        }
        finally
        {
            holder.Gate.Release();
        }
    }

    private static Task<long> ReadVersionAsync(IDatabase database, VectorNamespace space, CancellationToken cancellationToken) =>
        database.QueryFirstAsync(
            SqlStatement.Of($"SELECT version FROM vector_namespaces WHERE name = {space.Name}"), row => row.GetInt64("version"), cancellationToken);

    private static async Task<VectorTable> ReadTableAsync(IDatabase database, VectorNamespace space, long version, CancellationToken cancellationToken)
    {
        var table = new VectorTable { Version = version };
        var count = await database.QueryFirstAsync(
            SqlStatement.Of($"SELECT COUNT(*) AS n FROM vectors WHERE namespace = {space.Name}"), row => row.GetInt64("n"), cancellationToken);
        for (var last = 0L; ;)
        {
            var rows = await database.QueryAsync(SqlStatement.Of($"""
                SELECT row, id, vector, metadata FROM vectors WHERE row > {last} AND namespace = {space.Name} ORDER BY row LIMIT {RowsPerRead}
                """), row => (Row: row.GetInt64("row"), Id: row.GetString("id"), Vector: row.GetBytes("vector"), Metadata: row.GetString("metadata")), cancellationToken);
            foreach (var row in rows)
            {
                var vector = VectorBlob.FromBytes(row.Vector);
                table.Reserve((int)count, vector.Length);
                table.Set(row.Id, vector, Deserialize(row.Metadata));
            }

            if (rows.Count < RowsPerRead)
            {
                return table;
            }

            last = rows[^1].Row;
        }
    }

    private static VectorRecord Map(SqlRow row) =>
        new(row.GetString("id"), VectorBlob.FromBytes(row.GetBytes("vector")), Deserialize(row.GetString("metadata")), row.GetString("data"));

    private static string Serialize(VectorMetadata metadata) => JsonSerializer.Serialize(metadata, KnowledgeJson.Default.VectorMetadata);

    private static VectorMetadata Deserialize(string metadata) => JsonSerializer.Deserialize(metadata, KnowledgeJson.Default.VectorMetadata)!;
}
