using TradingAi.Core.Journal;

namespace TradingAi.Core.Knowledge;

/// <summary>What a search is restricted to; null or empty leaves a side open.</summary>
public sealed record SearchFilter
{
    /// <summary>Kinds of entity; empty means all.</summary>
    public IReadOnlyList<EntityType> Types { get; init; } = [];

    /// <summary>The ticker of the entity, or of the trade a note is about; compared without regard to case.</summary>
    public string? Symbol { get; init; }

    /// <summary>A tag of the entity, or of the trade a note is about; compared without regard to case.</summary>
    public string? Tag { get; init; }

    /// <summary>The earliest instant, inclusive (a trade's entry, otherwise when it was written).</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>The first instant that is too late.</summary>
    public DateTimeOffset? Until { get; init; }
}

/// <summary>One entity found.</summary>
/// <param name="Ref">What names it.</param>
/// <param name="Title">A title that a person recognizes.</param>
/// <param name="Snippet">The part that matched, plain text.</param>
/// <param name="Score">Higher is better; comparable within one search only.</param>
/// <param name="Timestamp">A trade's entry, otherwise when it was written, UTC.</param>
/// <param name="VectorIds">Ids of the chunks that matched, best first.</param>
public sealed record SearchResult(
    EntityRef Ref, string Title, string Snippet, double Score, DateTimeOffset Timestamp, IReadOnlyList<string> VectorIds);

/// <summary>The results and what could not take part.</summary>
/// <param name="Results">Best first, one row an entity.</param>
/// <param name="Degraded">Parts that could not serve, such as <c>embeddings</c>; empty when all did.</param>
public sealed record SearchResults(IReadOnlyList<SearchResult> Results, IReadOnlyList<string> Degraded);

/// <summary>Finds entities of one user's journal by meaning and by words.</summary>
public interface ISearch
{
    /// <summary>Hybrid retrieval: vectors, BM25 and trading concepts, fused by score.</summary>
    /// <param name="user">Whose journal.</param>
    /// <param name="query">Free text; never interpreted as query syntax.</param>
    /// <param name="filter">What to restrict it to.</param>
    /// <param name="topK">How many entities at most, 1–100.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    Task<SearchResults> SearchAsync(UserId user, string query, SearchFilter filter, int topK, CancellationToken cancellationToken);
}
