using System.Diagnostics.Metrics;
using System.Globalization;
using Microsoft.Extensions.Caching.Hybrid;
using Microsoft.Extensions.Logging;
using TradingAi.Core.Journal;
using TradingAi.Core.Knowledge;
using TradingAi.Core.Knowledge.Embedding;
using TradingAi.Core.Knowledge.Retrieval;
using TradingAi.Core.Knowledge.Vectors;
using TradingAi.Core.Operations.Vendors;
using TradingAi.Core.Storage;

namespace TradingAi.Core.Operations.Cache;

/// <summary>
/// Answers a search again from the cache while neither the journal nor its index has changed. An answer that some part could
/// not contribute to is not kept.
/// </summary>
internal sealed class CachedSearch : ISearch
{
    private static readonly HybridCacheEntryOptions s_lookUp = new() { Flags = HybridCacheEntryFlags.DisableUnderlyingData };

    // What was written to a store over the network is found there a moment later.
    private static readonly TimeSpan s_settling = TimeSpan.FromMinutes(1);

    private readonly JournalSearch _search;
    private readonly IUserDatabases _databases;
    private readonly TextEmbedder _embedder;
    private readonly HybridCache _cache;
    private readonly TimeProvider _time;
    private readonly ILogger<CachedSearch> _logger;
    private readonly Histogram<double> _durations;

    /// <summary>Creates the instrument <c>tradingai.search.duration</c> (seconds).</summary>
    public CachedSearch(
        JournalSearch search, IUserDatabases databases, TextEmbedder embedder, HybridCache cache, IMeterFactory meters, TimeProvider time,
        ILogger<CachedSearch> logger)
    {
        (_search, _databases, _embedder, _cache, _time, _logger) = (search, databases, embedder, cache, time, logger);
        _durations = meters.Create(VendorActivity.MeterName).CreateHistogram<double>("tradingai.search.duration", "s", "How long a search takes.");
    }

    public async Task<SearchResults> SearchAsync(UserId user, string query, SearchFilter filter, int topK, CancellationToken cancellationToken)
    {
        var started = _time.GetTimestamp();
        var results = await FindAsync(user, query, filter, topK, cancellationToken);
        _durations.Record(_time.GetElapsedTime(started).TotalSeconds);
        return results;
    }

    private async Task<SearchResults> FindAsync(UserId user, string query, SearchFilter filter, int topK, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        if (await StateAsync(user, cancellationToken) is not { } state)
        {
            return new SearchResults([], []);
        }

        var key = CacheKeys.Of("search", user, state.Version, Describe(query, filter, topK));
        if (await LookUpAsync(user, key, cancellationToken) is { } kept)
        {
            return kept.ToResults();
        }

        var results = await _search.SearchAsync(user, query, filter, topK, cancellationToken);
        if (results.Degraded.Count == 0 && !state.IsSettling)
        {
            await _cache.SetAsync(key, FoundEntities.Of(results), null, [CacheKeys.TagOf(user)], cancellationToken);
        }

        return results;
    }

    // The cache saves work: whatever ails it, the search itself answers.
    private async Task<FoundEntities?> LookUpAsync(UserId user, string key, CancellationToken cancellationToken)
    {
        try
        {
            return await _cache.GetOrCreateAsync<FoundEntities?>(key, static _ => default, s_lookUp, [CacheKeys.TagOf(user)], cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Log.LookUpFailed(_logger, exception);
            return null;
        }
    }

    private async Task<JournalState?> StateAsync(UserId user, CancellationToken cancellationToken) =>
        await _databases.FindAsync(user, cancellationToken) is { } database
            ? await database.QueryFirstAsync(
                SqlStatement.Of($"""
                    SELECT data_version, last_indexed_at,
                      (SELECT name FROM vector_spaces WHERE state = 'serving') AS space,
                      (SELECT store FROM vector_spaces WHERE state = 'serving') AS store
                    FROM journal_state
                    """),
                StateOf,
                cancellationToken)
            : null;

    private JournalState StateOf(SqlRow row)
    {
        var indexedAt = row.GetInt64OrNull("last_indexed_at") ?? 0;
        return new JournalState(
            string.Create(CultureInfo.InvariantCulture, $"{row.GetInt64("data_version")}.{indexedAt}.{row.GetStringOrNull("store")}.{row.GetStringOrNull("space")}"),
            row.GetStringOrNull("store") is not (null or SqliteVectorStore.StoreName) && _time.GetUtcNow() - Instant.FromTicks(indexedAt) < s_settling);
    }

    // A length before each text keeps the parts apart.
    private string Describe(string query, SearchFilter filter, int topK) => string.Create(
        CultureInfo.InvariantCulture,
        $"{_embedder.Model}|{topK}|{string.Join(',', filter.Types.Order())}|{filter.From?.UtcTicks}|{filter.Until?.UtcTicks}|{filter.Symbol?.Length}:{filter.Symbol}|{filter.Tag?.Length}:{filter.Tag}|{query}");

    /// <summary>What a search answers from.</summary>
    /// <param name="Version">Of the journal, its index and the vectors that serve.</param>
    /// <param name="IsSettling">Vectors were written so lately that a search may not find them yet.</param>
    private sealed record JournalState(string Version, bool IsSettling);
}
