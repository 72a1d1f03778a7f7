using System.Buffers;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.StackExchangeRedis;
using Microsoft.Extensions.Options;
using TradingAi.Core.Operations.Redis;

namespace TradingAi.Core.Operations.Cache;

/// <summary>The second level: Redis, counted. While it is away there is nothing to be found and nothing is kept; nothing fails.</summary>
internal sealed class RedisLevel(RedisLink redis, CacheCounters counters) : IBufferDistributedCache, IDisposable
{
    // What HybridCache keeps for itself is not looked up for anybody.
    private const string InternalPrefix = "__MSFT_HCT__";

    private readonly RedisCache _entries = new(Options.Create(new RedisCacheOptions
    {
        InstanceName = RedisLink.KeyPrefix + "cache:",
        ConnectionMultiplexerFactory = async () => await redis.ConnectAsync()
            ?? throw new InvalidOperationException("Redis is away."),
    }));

    public async Task<byte[]?> GetAsync(string key, CancellationToken token = default)
    {
        var answer = await redis.TryAsync(_ => _entries.GetAsync(key, token));
        if (!key.StartsWith(InternalPrefix, StringComparison.Ordinal))
        {
            counters.LookedUp(CacheCounters.Redis, answer.Result is not null);
        }

        return answer.Result;
    }

    // A command that is given up may still finish: it never gets hold of a buffer that its caller uses again.
    public async ValueTask<bool> TryGetAsync(string key, IBufferWriter<byte> destination, CancellationToken token = default)
    {
        if (await GetAsync(key, token) is not { } value)
        {
            return false;
        }

        destination.Write(value);
        return true;
    }

    public async ValueTask SetAsync(string key, ReadOnlySequence<byte> value, DistributedCacheEntryOptions options, CancellationToken token = default) =>
        await SetAsync(key, value.ToArray(), options, token);

    public async Task SetAsync(string key, byte[] value, DistributedCacheEntryOptions options, CancellationToken token = default) =>
        await redis.TryAsync(async _ =>
        {
            await _entries.SetAsync(key, value, options, token);
            return true;
        });

    public async Task RefreshAsync(string key, CancellationToken token = default) =>
        await redis.TryAsync(async _ =>
        {
            await _entries.RefreshAsync(key, token);
            return true;
        });

    public async Task RemoveAsync(string key, CancellationToken token = default) =>
        await redis.TryAsync(async _ =>
        {
            await _entries.RemoveAsync(key, token);
            return true;
        });

    public byte[]? Get(string key) => throw NotBlocking();

    public bool TryGet(string key, IBufferWriter<byte> destination) => throw NotBlocking();

    public void Set(string key, byte[] value, DistributedCacheEntryOptions options) => throw NotBlocking();

    public void Set(string key, ReadOnlySequence<byte> value, DistributedCacheEntryOptions options) => throw NotBlocking();

    public void Refresh(string key) => throw NotBlocking();

    public void Remove(string key) => throw NotBlocking();

    public void Dispose() => _entries.Dispose();

    private static NotSupportedException NotBlocking() => new("No thread waits for Redis; use the asynchronous members.");
}
