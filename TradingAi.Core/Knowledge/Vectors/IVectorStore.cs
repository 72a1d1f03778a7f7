using TradingAi.Core.Journal;

namespace TradingAi.Core.Knowledge.Vectors;

/// <summary>Where a user's vectors lie.</summary>
/// <param name="User">Whose they are.</param>
/// <param name="Name">The namespace's name, such as <c>user_demo</c>.</param>
public readonly record struct VectorNamespace(UserId User, string Name)
{
    /// <summary>The namespace of a user's journal, <c>user_{key}</c>.</summary>
    public static VectorNamespace Of(UserId user) => new(user, "user_" + user.Key);
}

/// <summary>One vector and what belongs to it.</summary>
/// <param name="Id"><c>{type}:{entity_id}:{chunk}</c>.</param>
/// <param name="Vector">The values; all vectors of a namespace have the same length.</param>
/// <param name="Metadata">What filters compare.</param>
/// <param name="Data">The text.</param>
public sealed record VectorRecord(string Id, ReadOnlyMemory<float> Vector, VectorMetadata Metadata, string Data);

/// <summary>What is stored beside a vector, and compared by filters.</summary>
public sealed record VectorMetadata
{
    /// <summary>The owner, verbatim.</summary>
    public required string UserId { get; init; }

    /// <summary><c>stock</c>, <c>option</c>, <c>trade_note</c>, <c>notebook</c> or <c>playbook</c>.</summary>
    public required string DataType { get; init; }

    /// <summary>The entity's id, unencoded.</summary>
    public required string EntityId { get; init; }

    /// <summary>The chunk's number, from 0.</summary>
    public required int Chunk { get; init; }

    /// <summary>How many chunks the entity has.</summary>
    public required int ChunkCount { get; init; }

    /// <summary>What the chunk mostly is, in snake_case.</summary>
    public required string ChunkType { get; init; }

    /// <summary>The chunk's importance, 0–1.</summary>
    public required double ImportanceScore { get; init; }

    /// <summary>The ticker, upper-case.</summary>
    public string? Symbol { get; init; }

    /// <summary>Tags, lower-case.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>A trade's entry, otherwise when it was written, epoch seconds.</summary>
    public required long Timestamp { get; init; }

    /// <summary>The embedding model.</summary>
    public required string Model { get; init; }

    /// <summary>The vector's length.</summary>
    public required int Dimensions { get; init; }

    /// <summary>SHA-256 of the text, hexadecimal.</summary>
    public required string ContentHash { get; init; }
}

/// <summary>What a query is restricted to; null or empty leaves a side open.</summary>
public sealed record VectorFilter
{
    /// <summary>Data types, any of which will do.</summary>
    public IReadOnlyList<string> DataTypes { get; init; } = [];

    /// <summary>The ticker, upper-case.</summary>
    public string? Symbol { get; init; }

    /// <summary>A tag, lower-case.</summary>
    public string? Tag { get; init; }

    /// <summary>The earliest timestamp, inclusive, epoch seconds.</summary>
    public long? From { get; init; }

    /// <summary>The first timestamp that is too late, epoch seconds.</summary>
    public long? Until { get; init; }

    /// <summary>True for a vector with this beside it.</summary>
    public bool Passes(VectorMetadata metadata)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        return (DataTypes.Count == 0 || DataTypes.Contains(metadata.DataType))
            && (Symbol is null || Symbol == metadata.Symbol)
            && (Tag is null || metadata.Tags.Contains(Tag))
            && !(metadata.Timestamp < From) && !(metadata.Timestamp >= Until);
    }
}

/// <summary>One of several questions asked at once.</summary>
/// <param name="Vector">What to be near to.</param>
/// <param name="TopK">How many at most.</param>
/// <param name="Filter">What to restrict it to.</param>
public sealed record VectorQuery(ReadOnlyMemory<float> Vector, int TopK, VectorFilter? Filter);

/// <summary>A vector that a query found.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Score">(1 + cosine) / 2, so 0–1.</param>
/// <param name="Metadata">What lies beside it.</param>
public sealed record VectorMatch(string Id, double Score, VectorMetadata Metadata);

/// <summary>A page of vectors.</summary>
/// <param name="Vectors">In an order of the store's own.</param>
/// <param name="NextCursor">Where to go on; empty at the end.</param>
public sealed record VectorPage(IReadOnlyList<VectorRecord> Vectors, string NextCursor);

/// <summary>
/// Vectors by namespace. Writes of one call are durable on return; a store may need a moment before a query sees them.
/// </summary>
/// <remarks>
/// Every member throws <see cref="Storage.StorageUnavailableException"/> or <see cref="Operations.Vendors.VendorException"/> where the
/// store cannot be reached.
/// </remarks>
public interface IVectorStore
{
    /// <summary>Names the store and, where there are several of its kind, which one; it tells where a namespace lies.</summary>
    string Name { get; }

    /// <summary>Writes vectors over those that have their ids.</summary>
    Task UpsertAsync(VectorNamespace space, IReadOnlyList<VectorRecord> vectors, CancellationToken cancellationToken);

    /// <summary>The nearest vectors by cosine, best first.</summary>
    Task<IReadOnlyList<VectorMatch>> QueryAsync(
        VectorNamespace space, ReadOnlyMemory<float> vector, int topK, VectorFilter? filter, CancellationToken cancellationToken);

    /// <summary>Several queries at once; their answers in the same order.</summary>
    Task<IReadOnlyList<IReadOnlyList<VectorMatch>>> QueryManyAsync(
        VectorNamespace space, IReadOnlyList<VectorQuery> queries, CancellationToken cancellationToken);

    /// <summary>The vectors with these ids, null for an id that is not there.</summary>
    Task<IReadOnlyList<VectorRecord?>> FetchAsync(VectorNamespace space, IReadOnlyList<string> ids, CancellationToken cancellationToken);

    /// <summary>Deletes by id; unknown ids are no error.</summary>
    /// <returns>How many were deleted.</returns>
    Task<int> DeleteAsync(VectorNamespace space, IReadOnlyList<string> ids, CancellationToken cancellationToken);

    /// <summary>Deletes every vector whose id starts with the prefix.</summary>
    /// <returns>How many were deleted.</returns>
    Task<int> DeleteByPrefixAsync(VectorNamespace space, string prefix, CancellationToken cancellationToken);

    /// <summary>Walks a namespace, or the part of it that starts with a prefix.</summary>
    /// <param name="space">Which.</param>
    /// <param name="prefix">What ids start with; empty for all.</param>
    /// <param name="cursor">Empty, or the last page's.</param>
    /// <param name="limit">Vectors a page, 1–1,000.</param>
    /// <param name="cancellationToken">Stops it.</param>
    Task<VectorPage> RangeAsync(VectorNamespace space, string prefix, string cursor, int limit, CancellationToken cancellationToken);

    /// <summary>How many vectors a namespace holds; 0 for an unknown one.</summary>
    Task<int> CountAsync(VectorNamespace space, CancellationToken cancellationToken);

    /// <summary>The names of a user's namespaces.</summary>
    Task<IReadOnlyList<string>> ListNamespacesAsync(UserId user, CancellationToken cancellationToken);

    /// <summary>Waits until queries see everything that was written.</summary>
    /// <exception cref="Operations.Vendors.VendorException">They still do not after half a minute.</exception>
    Task WaitUntilIndexedAsync(VectorNamespace space, CancellationToken cancellationToken);

    /// <summary>Deletes a namespace and all it holds; an unknown one is no error.</summary>
    Task DeleteNamespaceAsync(VectorNamespace space, CancellationToken cancellationToken);
}

/// <summary>Conveniences over <see cref="IVectorStore"/>.</summary>
public static class VectorStoreExtensions
{
    /// <summary>Deletes every namespace of a user.</summary>
    public static async Task DeleteNamespacesAsync(this IVectorStore store, UserId user, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(store);
        foreach (var name in await store.ListNamespacesAsync(user, cancellationToken))
        {
            await store.DeleteNamespaceAsync(new VectorNamespace(user, name), cancellationToken);
        }
    }
}
