using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;

namespace TradingAi.Core.Operations.Cache;

/// <summary>The first level: memory, never more than configured, counted.</summary>
internal sealed class MemoryLevel(IOptions<CacheOptions> options, CacheCounters counters) : IMemoryCache
{
    private readonly MemoryCache _entries = new(new MemoryCacheOptions { SizeLimit = options.Value.MemoryMegabytes * 1_000_000L });

    [SuppressMessage("Reliability", "CA2000", Justification = "Whoever asks for the entry disposes of it, which is what stores it.")]
    public ICacheEntry CreateEntry(object key)
    {
        var entry = _entries.CreateEntry(key);
        entry.RegisterPostEvictionCallback(CountEviction, counters);
        return entry;
    }

    public bool TryGetValue(object key, out object? value)
    {
        var found = _entries.TryGetValue(key, out value);
        counters.LookedUp(CacheCounters.Memory, found);
        return found;
    }

    public void Remove(object key) => _entries.Remove(key);

    public void Dispose() => _entries.Dispose();

    private static void CountEviction(object key, object? value, EvictionReason reason, object? state)
    {
        if (reason == EvictionReason.Capacity)
        {
            ((CacheCounters)state!).Evicted(CacheCounters.Memory);
        }
    }
}
