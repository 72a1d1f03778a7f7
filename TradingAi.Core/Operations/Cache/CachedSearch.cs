using System.Globalization;
using Microsoft.Extensions.Caching.Hybrid;
using TradingAi.Core.Journal;
using TradingAi.Core.Knowledge;
using TradingAi.Core.Knowledge.Embedding;
using TradingAi.Core.Knowledge.Retrieval;
using TradingAi.Core.Storage;

namespace TradingAi.Core.Operations.Cache;

/// <summary>
/// Answers a search again from the cache while neither the journal nor its index has changed. An answer that some part could
/// not contribute to is not kept.
/// </summary>
internal sealed class CachedSearch(JournalSearch search, IUserDatabases databases, TextEmbedder embedder, HybridCache cache) : ISearch
{
    private static readonly HybridCacheEntryOptions s_lookUp = new() { Flags = HybridCacheEntryFlags.DisableUnderlyingData };

    public async Task<SearchResults> SearchAsync(UserId user, string query, SearchFilter filter, int topK, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        if (await VersionAsync(user, cancellationToken) is not { } version)
        {
            return new SearchResults([], []);
        }

        var key = CacheKeys.Of("search", user, version, Describe(query, filter, topK));
        var kept = await cache.GetOrCreateAsync<FoundEntities?>(key, static _ => default, s_lookUp, [CacheKeys.TagOf(user)], cancellationToken);
        if (kept is not null)
        {
            return kept.ToResults();
        }

        var results = await search.SearchAsync(user, query, filter, topK, cancellationToken);
        if (results.Degraded.Count == 0)
        {
            await cache.SetAsync(key, FoundEntities.Of(results), null, [CacheKeys.TagOf(user)], cancellationToken);
        }

        return results;
    }

    private async Task<string?> VersionAsync(UserId user, CancellationToken cancellationToken) =>
        await databases.FindAsync(user, cancellationToken) is { } database
            ? await database.QueryFirstAsync(
                SqlStatement.Of($"SELECT data_version, last_indexed_at FROM journal_state"),
                row => string.Create(CultureInfo.InvariantCulture, $"{row.GetInt64("data_version")}.{row.GetInt64OrNull("last_indexed_at") ?? 0}"),
                cancellationToken)
            : null;

    // A length before each text keeps the parts apart.
    private string Describe(string query, SearchFilter filter, int topK) => string.Create(
        CultureInfo.InvariantCulture,
        $"{embedder.Model}|{topK}|{string.Join(',', filter.Types.Order())}|{filter.From?.UtcTicks}|{filter.Until?.UtcTicks}|{filter.Symbol?.Length}:{filter.Symbol}|{filter.Tag?.Length}:{filter.Tag}|{query}");
}
