using Microsoft.Extensions.Options;
using TradingAi.Core.Journal;
using TradingAi.Core.Knowledge.Vectors;
using TradingAi.Core.Operations.Vendors;

namespace TradingAi.Core.Knowledge.Upstash;

/// <summary>Vectors in an index of Upstash, a namespace a user.</summary>
internal sealed class UpstashVectorStore(UpstashCalls calls, UpstashTopUp topUp, IOptions<UpstashOptions> options, TimeProvider time) : IVectorStore
{
    private const int RequestsAtOnce = 3;
    private const int IdsPerRequest = 500;

    private static readonly TimeSpan s_firstLook = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan s_longestPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_longestWait = TimeSpan.FromSeconds(30);

    /// <inheritdoc/>
    public string Name { get; } = NameOf(options.Value.Address);

    /// <inheritdoc/>
    public async Task UpsertAsync(VectorNamespace space, IReadOnlyList<VectorRecord> vectors, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(vectors);
        var limit = new ParallelOptions { MaxDegreeOfParallelism = RequestsAtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(
            UpstashRecords.Batches(vectors), limit, async (batch, cancelled) => await calls.UpsertAsync(space, batch, cancelled));
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<VectorMatch>> QueryAsync(
        VectorNamespace space, ReadOnlyMemory<float> vector, int topK, VectorFilter? filter, CancellationToken cancellationToken)
    {
        var query = new VectorQuery(vector, topK, filter);
        var found = await calls.QueryAsync(space, UpstashMatches.Wire(query), cancellationToken);
        return await topUp.CompleteAsync(space, query, UpstashMatches.Read(found, space, query), cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<IReadOnlyList<VectorMatch>>> QueryManyAsync(
        VectorNamespace space, IReadOnlyList<VectorQuery> queries, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(queries);
        if (queries is [] or [_])
        {
            // An array of one query is answered as if it were none.
            return queries is [var only] ? [await QueryAsync(space, only.Vector, only.TopK, only.Filter, cancellationToken)] : [];
        }

        var found = await calls.QueryManyAsync(space, [.. queries.Select(UpstashMatches.Wire)], cancellationToken);
        var answers = new List<IReadOnlyList<VectorMatch>>(queries.Count);
        foreach (var (query, matches) in queries.Zip(found))
        {
            answers.Add(await topUp.CompleteAsync(space, query, UpstashMatches.Read(matches, space, query), cancellationToken));
        }

        return answers;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<VectorRecord?>> FetchAsync(VectorNamespace space, IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(ids);
        var found = new Dictionary<string, VectorRecord>(StringComparer.Ordinal);
        foreach (var some in ids.Distinct().Chunk(IdsPerRequest))
        {
            foreach (var vector in await calls.FetchAsync(space, some, cancellationToken))
            {
                if (UpstashRecords.RecordOf(vector, space) is { } record)
                {
                    found[record.Id] = record;
                }
            }
        }

        return [.. ids.Select(id => found.GetValueOrDefault(id))];
    }

    /// <inheritdoc/>
    public async Task<int> DeleteAsync(VectorNamespace space, IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(ids);
        var deleted = 0;
        foreach (var some in ids.Chunk(IdsPerRequest))
        {
            deleted += await calls.DeleteAsync(space, new UpstashDelete(Ids: some), cancellationToken);
        }

        return deleted;
    }

    /// <inheritdoc/>
    public Task<int> DeleteByPrefixAsync(VectorNamespace space, string prefix, CancellationToken cancellationToken) =>
        calls.DeleteAsync(space, new UpstashDelete(Prefix: prefix), cancellationToken);

    /// <inheritdoc/>
    public async Task<VectorPage> RangeAsync(VectorNamespace space, string prefix, string cursor, int limit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        var range = new UpstashRange(
            cursor.Length == 0 ? "0" : cursor, limit, prefix.Length == 0 ? null : prefix, IncludeMetadata: true, IncludeVectors: true, IncludeData: true);
        var page = await calls.RangeAsync(space, range, null, cancellationToken);
        return new VectorPage(
            [.. (page.Vectors ?? []).Select(vector => UpstashRecords.RecordOf(vector, space)).OfType<VectorRecord>()], page.NextCursor ?? "");
    }

    /// <inheritdoc/>
    public async Task<int> CountAsync(VectorNamespace space, CancellationToken cancellationToken) =>
        await NamespaceAsync(space, cancellationToken) is { } known ? known.VectorCount + known.PendingVectorCount : 0;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> ListNamespacesAsync(UserId user, CancellationToken cancellationToken)
    {
        var own = VectorNamespace.Of(user).Name;
        return
        [
            .. (await calls.ListNamespacesAsync(user, cancellationToken))
                .Where(name => name == own || name.StartsWith(own + "@", StringComparison.Ordinal)).Order(StringComparer.Ordinal),
        ];
    }

    /// <inheritdoc/>
    public async Task WaitUntilIndexedAsync(VectorNamespace space, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        for (var pause = s_firstLook; (await NamespaceAsync(space, cancellationToken))?.PendingVectorCount > 0; pause *= 2)
        {
            if (time.GetElapsedTime(started) > s_longestWait)
            {
                throw new VendorException(
                    Vendor.Upstash, VendorFailure.TimedOut, $"Upstash had not indexed what was written after {s_longestWait.TotalSeconds} seconds.");
            }

            await Task.Delay(pause < s_longestPause ? pause : s_longestPause, time, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public async Task DeleteNamespaceAsync(VectorNamespace space, CancellationToken cancellationToken)
    {
        // Deleting one that is not there is an error to Upstash.
        if ((await calls.ListNamespacesAsync(space.User, cancellationToken)).Contains(space.Name))
        {
            await calls.DeleteNamespaceAsync(space, cancellationToken);
        }
    }

    private async Task<UpstashNamespace?> NamespaceAsync(VectorNamespace space, CancellationToken cancellationToken) =>
        (await calls.InfoAsync(space.User, null, cancellationToken)).Namespaces?.GetValueOrDefault(space.Name);

    // Another index is another store, even if it bears the same namespaces.
    private static string NameOf(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) ? $"upstash:{uri.Authority}{uri.AbsolutePath.TrimEnd('/')}" : "upstash:";
}
