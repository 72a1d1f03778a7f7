using System.Text.Json.Serialization;

namespace TradingAi.Core.Operations.Metrics;

/// <summary>What this process has done since it started. Nulls stand where nothing was measured yet.</summary>
/// <param name="Vectorization">Indexing.</param>
/// <param name="AiServices">Chat, insights, reports and their model.</param>
/// <param name="Performance">Requests.</param>
/// <param name="Cost">What the vendors charge, in US dollars.</param>
/// <param name="Cache">What each level of the cache did: <c>memory</c>, and <c>redis</c> where it is configured.</param>
/// <param name="Degradations">Answers that had to do without a part, by part.</param>
/// <param name="Outgoing">Events told to the outgoing webhook.</param>
/// <param name="VendorCalls">Calls by vendor and outcome.</param>
/// <param name="Timestamp">When this was read, UTC.</param>
public sealed record MetricsReport(
    VectorizationMetrics Vectorization,
    AiServiceMetrics AiServices,
    PerformanceMetrics Performance,
    CostMetrics Cost,
    IReadOnlyDictionary<string, CacheLevelMetrics> Cache,
    IReadOnlyDictionary<string, long> Degradations,
    OutgoingMetrics Outgoing,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, long>> VendorCalls,
    DateTimeOffset Timestamp);

/// <summary>Indexing.</summary>
/// <param name="TotalVectors">Vectors written.</param>
/// <param name="VectorsPerSecond">Vectors written, over the time that indexing took.</param>
/// <param name="AvgEmbeddingTimeMs">A call of the embedding model, on average.</param>
/// <param name="CacheHitRate">Texts whose embedding was known, 0–1.</param>
/// <param name="ErrorRate">Parts of batches that failed, 0–1.</param>
/// <param name="BatchEfficiency">How full the parts of batches were, 0–1.</param>
/// <param name="StorageUsedMb">The vectors written, 4 bytes a dimension.</param>
public sealed record VectorizationMetrics(
    long TotalVectors,
    double? VectorsPerSecond,
    double? AvgEmbeddingTimeMs,
    double? CacheHitRate,
    double? ErrorRate,
    double? BatchEfficiency,
    double? StorageUsedMb);

/// <summary>Chat, insights, reports and their model.</summary>
public sealed record AiServiceMetrics(
    long ChatRequests,
    double? ChatAvgResponseTimeMs,
    double? ChatErrorRate,
    long InsightsGenerated,
    double? InsightsAvgTimeMs,
    double? InsightsCacheHitRate,
    long ReportsGenerated,
    double? ReportsAvgTimeMs,
    double? ContextRetrievalTimeMs,
    long GeminiApiCalls,
    long GeminiTokensUsed,
    long GeminiErrors,
    long AnswersRegenerated);

/// <summary>Requests: latencies of the latest 4,096, throughput of the last minute, and users whose changes wait for indexing.</summary>
public sealed record PerformanceMetrics(
    [property: JsonPropertyName("p50_latency_ms")] double? P50LatencyMs,
    [property: JsonPropertyName("p95_latency_ms")] double? P95LatencyMs,
    [property: JsonPropertyName("p99_latency_ms")] double? P99LatencyMs,
    double ThroughputRps,
    int ConcurrentRequests,
    long? QueueDepth);

/// <summary>What the vendors charge, in US dollars; per user of those who caused any, per request of all requests.</summary>
public sealed record CostMetrics(
    decimal VoyagerApiCost,
    decimal GeminiApiCost,
    decimal UpstashVectorCost,
    decimal TotalCost,
    decimal? CostPerUser,
    decimal? CostPerRequest);

/// <summary>What one level of the cache did.</summary>
public sealed record CacheLevelMetrics(long Hits, long Misses, long Evictions, double? HitRate);

/// <summary>Events told to the outgoing webhook.</summary>
/// <param name="Delivered">Those that arrived.</param>
/// <param name="Failed">Attempts that failed, to be repeated.</param>
/// <param name="GivenUp">Those that are not attempted any more.</param>
/// <param name="Pending">
/// Those that wait, of all users and over all instances, as counted after each user's last turn; null while the system's database is away.
/// </param>
public sealed record OutgoingMetrics(long Delivered, long Failed, long GivenUp, long? Pending);
