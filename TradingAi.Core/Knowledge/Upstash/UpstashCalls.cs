using TradingAi.Core.Journal;
using TradingAi.Core.Knowledge.Vectors;
using TradingAi.Core.Operations.Costs;
using TradingAi.Core.Operations.Vendors;

namespace TradingAi.Core.Knowledge.Upstash;

/// <summary>
/// Calls Upstash: within the budget, charged, with an error in an answer made a failure, and never with vectors that the index
/// cannot hold.
/// </summary>
internal sealed class UpstashCalls(IUpstashApi api, ICostLedger costs)
{
    private static readonly TimeSpan s_patienceOfQueries = TimeSpan.FromSeconds(2.5);
    private static readonly TimeSpan s_attemptOfQueries = TimeSpan.FromSeconds(1.2);

    private volatile UpstashInfo? _index;

    public async Task UpsertAsync(VectorNamespace space, UpstashUpsert[] vectors, CancellationToken cancellationToken)
    {
        await EnsureTakesAsync(vectors[0].Vector.Length, space.User, null, cancellationToken);
        await ChargeAsync("upsert", space.User, vectors.Length, null, call => api.UpsertAsync(space.Name, vectors, call, cancellationToken), cancellationToken);
    }

    public async Task<IReadOnlyList<UpstashVector>> QueryAsync(VectorNamespace space, UpstashQuery query, CancellationToken cancellationToken)
    {
        await EnsureTakesAsync(query.Vector.Length, space.User, s_patienceOfQueries, cancellationToken);
        return await ChargeAsync(
            "query", space.User, 1, s_patienceOfQueries, call => api.QueryAsync(space.Name, query, call, cancellationToken), cancellationToken);
    }

    public async Task<IReadOnlyList<IReadOnlyList<UpstashVector>>> QueryManyAsync(
        VectorNamespace space, UpstashQuery[] queries, CancellationToken cancellationToken)
    {
        await EnsureTakesAsync(queries[0].Vector.Length, space.User, s_patienceOfQueries, cancellationToken);
        var answers = await ChargeAsync(
            "query", space.User, queries.Length, s_patienceOfQueries, call => api.QueryManyAsync(space.Name, queries, call, cancellationToken), cancellationToken);
        return answers.Count == queries.Length
            ? answers
            : throw new VendorException(Vendor.Upstash, VendorFailure.Malformed, $"Upstash answered {queries.Length} queries with {answers.Count} lists.");
    }

    public async Task<IReadOnlyList<UpstashVector?>> FetchAsync(VectorNamespace space, IReadOnlyList<string> ids, CancellationToken cancellationToken) =>
        await ChargeAsync(
            "fetch", space.User, 1, null, call => api.FetchAsync(space.Name, new UpstashFetch(ids), call, cancellationToken), cancellationToken);

    public async Task<int> DeleteAsync(VectorNamespace space, UpstashDelete delete, CancellationToken cancellationToken) =>
        (await ChargeAsync("delete", space.User, 1, null, call => api.DeleteAsync(space.Name, delete, call, cancellationToken), cancellationToken)).Deleted;

    public Task<UpstashPage> RangeAsync(VectorNamespace space, UpstashRange range, TimeSpan? patience, CancellationToken cancellationToken) =>
        ChargeAsync("range", space.User, 1, patience, call => api.RangeAsync(space.Name, range, call, cancellationToken), cancellationToken);

    public async Task<UpstashInfo> InfoAsync(UserId user, TimeSpan? patience, CancellationToken cancellationToken)
    {
        var call = NewCall("info", user, patience);
        return (await api.InfoAsync([], call, cancellationToken)).Require(call.Operation);
    }

    public async Task<IReadOnlyList<string>> ListNamespacesAsync(UserId user, CancellationToken cancellationToken)
    {
        var call = NewCall("list-namespaces", user, null);
        return (await api.ListNamespacesAsync([], call, cancellationToken)).Require(call.Operation);
    }

    public async Task DeleteNamespaceAsync(VectorNamespace space, CancellationToken cancellationToken)
    {
        var call = NewCall("delete-namespace", space.User, null);
        (await api.DeleteNamespaceAsync(space.Name, [], call, cancellationToken)).Require(call.Operation);
    }

    private static VendorCall NewCall(string operation, UserId user, TimeSpan? patience) =>
        new() { Operation = operation, User = user, Patience = patience, AttemptTime = patience is null ? null : s_attemptOfQueries };

    private async Task<T> ChargeAsync<T>(
        string operation, UserId user, int operations, TimeSpan? patience, Func<VendorCall, Task<UpstashReply<T>>> send, CancellationToken cancellationToken)
        where T : class
    {
        await costs.EnsureWithinBudgetAsync(user, Vendor.Upstash, cancellationToken);
        var call = NewCall(operation, user, patience);
        var reply = await send(call);
        await costs.RecordAsync(user, new VendorUsage(Vendor.Upstash, "", Operations: operations), CancellationToken.None);
        return reply.Require(operation);
    }

    // Looked up once: an index never changes its form.
    private async Task EnsureTakesAsync(int dimensions, UserId user, TimeSpan? patience, CancellationToken cancellationToken)
    {
        var index = _index ??= await InfoAsync(user, patience, cancellationToken);
        if (index.Dimension != dimensions)
        {
            throw Unfit($"{UpstashOptions.AddressSetting} is an index of {index.Dimension} dimensions, and the embedding model (VOYAGER_MODEL, VOYAGER_DIMENSIONS) makes vectors of {dimensions}.");
        }

        if (index.SimilarityFunction is { } similarity && !string.Equals(similarity, "COSINE", StringComparison.OrdinalIgnoreCase))
        {
            throw Unfit($"{UpstashOptions.AddressSetting} is an index of similarity {similarity}; it must be COSINE.");
        }
    }

    private static VendorException Unfit(string message) => new(Vendor.Upstash, VendorFailure.Rejected, message);
}
