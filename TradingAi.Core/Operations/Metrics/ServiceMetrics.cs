using TradingAi.Core.Knowledge.Indexing;
using TradingAi.Core.Operations.Cache;
using TradingAi.Core.Operations.Costs;
using TradingAi.Core.Operations.Redis;
using TradingAi.Core.Operations.Vendors;
using TradingAi.Core.Storage;

namespace TradingAi.Core.Operations.Metrics;

/// <summary>Reads the metrics of this process from what its instruments have measured.</summary>
public sealed class ServiceMetrics(
    MeterTotals totals, RequestActivity requests, CostTotals costs, IndexingPace pace, RedisLink redis, ISystemDatabase database, TimeProvider time)
{
    private const string Requests = "tradingai.request.duration";
    private const string VendorCalls = "tradingai.vendor.calls";
    private const double MillisecondsPerSecond = 1_000;
    private const double BytesPerMegabyte = 1_000_000;

    private static readonly string[] s_chat = ["Chat", "ChatStream"];
    private static readonly string[] s_insights = ["GenerateInsight", "CreateInsight"];
    private static readonly string[] s_reports = ["CreateReport", "CreateReportByName"];

    /// <summary>The metrics now.</summary>
    public async Task<MetricsReport> ReadAsync(CancellationToken cancellationToken)
    {
        var latest = requests.Summarize();
        return new MetricsReport(
            Vectorization(),
            AiServices(),
            new PerformanceMetrics(
                latest.P50, latest.P95, latest.P99, latest.PerSecond, latest.Running,
                await CountAsync(SqlStatement.Of($"SELECT count(*) AS waiting FROM users WHERE has_work = 1"), cancellationToken)),
            Cost(),
            Levels().ToDictionary(level => level, CacheLevel),
            totals.By("tradingai.degradations", "part").ToDictionary(part => part.Key, part => (long)part.Value.Sum),
            await OutgoingAsync(cancellationToken),
            Enum.GetValues<Vendor>().Select(NameOf).ToDictionary(vendor => vendor, CallsOf),
            time.GetUtcNow());
    }

    private VectorizationMetrics Vectorization()
    {
        var vectors = totals.Of("tradingai.vectors.written");
        var indexing = totals.Of("tradingai.indexing.duration");
        var failed = totals.Of("tradingai.indexing.duration", ("outcome", "error"));
        var known = totals.Of("tradingai.embedding.lookups", ("found", "True")).Sum;
        var asked = totals.Of("tradingai.embedding.lookups").Sum;
        return new VectorizationMetrics(
            (long)vectors.Sum,
            indexing.Sum > 0 ? vectors.Sum / indexing.Sum : null,
            totals.Of("gen_ai.client.operation.duration", ("gen_ai.operation.name", "embeddings")).Mean * MillisecondsPerSecond,
            Share(known, asked),
            Share(failed.Count, indexing.Count),
            totals.Of("tradingai.indexing.entities").Mean / pace.PartSize,
            totals.Of("tradingai.vectors.bytes").Sum / BytesPerMegabyte);
    }

    private AiServiceMetrics AiServices()
    {
        var chat = RequestsOf(s_chat);
        var insights = RequestsOf(s_insights, "201");
        var gemini = CallsOf(NameOf(Vendor.Gemini));
        return new AiServiceMetrics(
            chat.Count,
            chat.Mean * MillisecondsPerSecond,
            Share(FailedRequestsOf(s_chat), chat.Count),
            insights.Count,
            insights.Mean * MillisecondsPerSecond,
            InsightsCacheHitRate: null,
            RequestsOf(s_reports, "201").Count + RequestsOf(s_reports, "202").Count,
            ReportsAvgTimeMs: RequestsOf(s_reports, "201").Mean * MillisecondsPerSecond,
            totals.Of("tradingai.search.duration").Mean * MillisecondsPerSecond,
            gemini.Values.Sum(),
            (long)totals.Of("gen_ai.client.token.usage", ("gen_ai.provider.name", "gcp.gemini")).Sum,
            gemini.Where(outcome => outcome.Key != "ok").Sum(outcome => outcome.Value),
            (long)totals.Of("tradingai.chat.regenerations").Sum);
    }

    private CostMetrics Cost()
    {
        var all = costs.InAll;
        var requested = totals.Of(Requests).Count;
        return new CostMetrics(
            costs.Of(Vendor.Voyage), costs.Of(Vendor.Gemini), costs.Of(Vendor.Upstash), all,
            costs.Users > 0 ? all / costs.Users : null,
            requested > 0 ? all / requested : null);
    }

    private CacheLevelMetrics CacheLevel(string level)
    {
        var (hits, misses) = ((long)totals.Of("tradingai.cache.hits", ("level", level)).Sum, (long)totals.Of("tradingai.cache.misses", ("level", level)).Sum);
        return new CacheLevelMetrics(hits, misses, (long)totals.Of("tradingai.cache.evictions", ("level", level)).Sum, Share(hits, hits + misses));
    }

    private IEnumerable<string> Levels() => redis.IsConfigured ? [CacheCounters.Memory, CacheCounters.Redis] : [CacheCounters.Memory];

    private Total RequestsOf(string[] routes, string? status = null)
    {
        var sum = default(Total);
        foreach (var route in routes)
        {
            sum = sum.Plus(status is null ? totals.Of(Requests, ("route", route)) : totals.Of(Requests, ("route", route), ("status", status)));
        }

        return sum;
    }

    private long FailedRequestsOf(string[] routes) => routes.Sum(route => totals.By(Requests, "status", ("route", route))
        .Where(status => status.Key[0] == '5').Sum(status => status.Value.Count));

    private IReadOnlyDictionary<string, long> CallsOf(string vendor) =>
        totals.By(VendorCalls, "outcome", ("vendor", vendor)).ToDictionary(outcome => outcome.Key, outcome => (long)outcome.Value.Sum);

    private async Task<OutgoingMetrics> OutgoingAsync(CancellationToken cancellationToken)
    {
        return new OutgoingMetrics(
            Attempts("delivered"), Attempts("failed"), Attempts("given_up"),
            await CountAsync(SqlStatement.Of($"SELECT coalesce(sum(pending), 0) AS waiting FROM outgoing_users"), cancellationToken));

        long Attempts(string outcome) => (long)totals.Of("tradingai.outgoing.attempts", ("outcome", outcome)).Sum;
    }

    private async Task<long?> CountAsync(SqlStatement count, CancellationToken cancellationToken)
    {
        try
        {
            return await database.QueryFirstAsync(count, row => row.GetInt64("waiting"), cancellationToken);
        }
        catch (StorageUnavailableException)
        {
            return null;
        }
    }

    private static double? Share(double part, double whole) => whole > 0 ? part / whole : null;

    private static string NameOf(Vendor vendor) => vendor.ToString().ToLowerInvariant();
}
