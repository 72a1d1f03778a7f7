using System.Diagnostics.Metrics;
using TradingAi.Core.Operations.Vendors;

namespace TradingAi.Core.Operations.Cache;

/// <summary>Counts what each level of the cache did: <c>tradingai.cache.hits</c>, <c>…misses</c> and <c>…evictions</c>, by <c>level</c>.</summary>
internal sealed class CacheCounters
{
    /// <summary>The levels.</summary>
    public const string Memory = "memory", Redis = "redis";

    private readonly Counter<long> _hits;
    private readonly Counter<long> _misses;
    private readonly Counter<long> _evictions;

    public CacheCounters(IMeterFactory meters)
    {
        var meter = meters.Create(VendorActivity.MeterName);
        _hits = meter.CreateCounter<long>("tradingai.cache.hits", "{lookup}", "Lookups that found an entry.");
        _misses = meter.CreateCounter<long>("tradingai.cache.misses", "{lookup}", "Lookups that found none.");
        _evictions = meter.CreateCounter<long>("tradingai.cache.evictions", "{entry}", "Entries that had to leave for others, or found no room.");
    }

    public void LookedUp(string level, bool found) => (found ? _hits : _misses).Add(1, new KeyValuePair<string, object?>("level", level));

    public void Evicted(string level) => _evictions.Add(1, new KeyValuePair<string, object?>("level", level));
}
