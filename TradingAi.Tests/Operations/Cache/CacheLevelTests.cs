using Microsoft.Extensions.Caching.Hybrid;
using Microsoft.Extensions.DependencyInjection;
using TradingAi.Core.Operations.Metrics;
using TradingAi.Tests.Operations.Redis;

namespace TradingAi.Tests.Operations.Cache;

/// <summary>Both levels of the cache, each counted.</summary>
public sealed class CacheLevelTests
{
    [Fact]
    public async Task What_is_in_memory_is_not_made_again()
    {
        await using var services = Services();
        var cache = services.GetRequiredService<HybridCache>();

        Assert.Equal("made", await GetAsync(cache, "k", "made"));
        Assert.Equal("made", await GetAsync(cache, "k", "made again"));

        Assert.Equal((1, 1, 0), Counts(services, "memory"));
        Assert.Equal((0, 0, 0), Counts(services, "redis"));
    }

    [Fact(Timeout = 30_000)]
    public async Task Memory_never_holds_more_than_it_may()
    {
        await using var services = Services(("CACHE_MEMORY_MEGABYTES", "1"));
        var cache = services.GetRequiredService<HybridCache>();
        for (var i = 0; i < 8; i++)
        {
            await GetAsync(cache, $"k{i}", new string('x', 400_000));
        }

        // What had no room is made again.
        var made = 0;
        for (var i = 0; i < 8; i++)
        {
            await cache.GetOrCreateAsync($"k{i}", _ =>
            {
                made++;
                return ValueTask.FromResult("");
            });
        }

        Assert.InRange(made, 6, 8);

        // The cache says so behind the caller's back.
        while (Counts(services, "memory").Evictions < 6)
        {
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task What_one_instance_made_another_finds_in_redis()
    {
        await using var server = await RedisServer.StartAsync();
        await using var one = Services(("REDIS_CONNECTION", server.Connection));
        await using var other = Services(("REDIS_CONNECTION", server.Connection));
        await GetAsync(one.GetRequiredService<HybridCache>(), "k", "made");

        // It is written beside the answer.
        using var bound = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!(await server.KeysAsync()).Contains("tradingai:cache:k"))
        {
            await Task.Delay(20, bound.Token);
        }

        Assert.Equal("made", await GetAsync(other.GetRequiredService<HybridCache>(), "k", "made again"));
        Assert.Equal("made", await GetAsync(other.GetRequiredService<HybridCache>(), "k", "made again"));

        Assert.Equal((1, 1, 0), Counts(other, "memory"));
        Assert.Equal((1, 0, 0), Counts(other, "redis"));
        Assert.Equal((0, 1, 0), Counts(one, "redis"));
    }

    [Fact]
    public async Task While_redis_is_away_everything_is_made_and_nothing_fails()
    {
        await using var server = await RedisServer.StartAsync();
        await using var one = Services(("REDIS_CONNECTION", server.Connection));
        await using var other = Services(("REDIS_CONNECTION", server.Connection));

        // Memory keeps nothing before Redis has said whether the tag was removed, which is read behind the caller's back.
        using var bound = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        for (var kept = ""; kept != "made"; kept = await FromMemoryAsync(one.GetRequiredService<HybridCache>(), "k"))
        {
            bound.Token.ThrowIfCancellationRequested();
            await GetAsync(one.GetRequiredService<HybridCache>(), "k", "made");
        }

        await server.KillAsync();

        Assert.Equal("made", await GetAsync(one.GetRequiredService<HybridCache>(), "k", "made again"));
        Assert.Equal("made here", await GetAsync(other.GetRequiredService<HybridCache>(), "k", "made here"));
        await one.GetRequiredService<HybridCache>().RemoveByTagAsync("user:ann");

        await server.RestartAsync();
        for (var attempt = 0; ; attempt++)
        {
            await GetAsync(one.GetRequiredService<HybridCache>(), $"later{attempt}", "shared");
            if (await GetAsync(other.GetRequiredService<HybridCache>(), $"later{attempt}", "own") == "shared")
            {
                return;
            }

            await Task.Delay(50, bound.Token);
        }
    }

    [Fact]
    public async Task An_instance_that_starts_without_redis_serves()
    {
        await using var server = await RedisServer.StartAsync();
        await server.KillAsync();
        await using var services = Services(("REDIS_CONNECTION", server.Connection), ("REDIS_TIMEOUT_MILLISECONDS", "500"));

        Assert.Equal("made", await GetAsync(services.GetRequiredService<HybridCache>(), "k", "made"));
    }

    private static ValueTask<string> GetAsync(HybridCache cache, string key, string made) =>
        cache.GetOrCreateAsync(key, _ => ValueTask.FromResult(made), tags: ["user:ann"], cancellationToken: TestContext.Current.CancellationToken);

    private static ValueTask<string?> FromMemoryAsync(HybridCache cache, string key) =>
        cache.GetOrCreateAsync(key, _ => ValueTask.FromResult<string?>(null),
            new() { Flags = HybridCacheEntryFlags.DisableDistributedCache | HybridCacheEntryFlags.DisableLocalCacheWrite },
            ["user:ann"], TestContext.Current.CancellationToken);

    private static ServiceProvider Services(params (string, string?)[] settings)
    {
        var services = OperationsHarness.Create(TimeProvider.System, settings);
        services.GetRequiredService<MeterTotals>();
        return services;
    }

    private static (long Hits, long Misses, long Evictions) Counts(ServiceProvider services, string level)
    {
        var totals = services.GetRequiredService<MeterTotals>();
        return ((long)totals.Of("tradingai.cache.hits", ("level", level)).Sum,
            (long)totals.Of("tradingai.cache.misses", ("level", level)).Sum,
            (long)totals.Of("tradingai.cache.evictions", ("level", level)).Sum);
    }
}
