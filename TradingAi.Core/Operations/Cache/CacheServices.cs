using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.Hybrid;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.DependencyInjection;
using TradingAi.Core.Journal;
using TradingAi.Core.Knowledge;
using TradingAi.Core.Operations.Redis;
using TradingAi.Core.Predictions;

namespace TradingAi.Core.Operations.Cache;

/// <summary>Registers the cache of answers.</summary>
internal static class CacheServices
{
    private static readonly TimeSpan s_inMemory = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan s_inRedis = TimeSpan.FromMinutes(30);

    /// <summary>
    /// Adds <see cref="HybridCache"/> over memory and, where it is configured, Redis, and what goes through it: search,
    /// <see cref="CachedAnalytics"/> and <see cref="DailyWarming"/>.
    /// </summary>
    public static void AddAnswerCache(this IServiceCollection services)
    {
        services.AddSingleton<CacheCounters>();
        services.AddSingleton<IMemoryCache, MemoryLevel>();

        // Settings are not known yet; HybridCache does without a second level where there is none in the end.
        services.AddSingleton<IDistributedCache>(provider => provider.GetRequiredService<RedisLink>().IsConfigured
            ? ActivatorUtilities.CreateInstance<RedisLevel>(provider)
            : null!);
        services
            .AddHybridCache(options =>
            {
                options.DefaultEntryOptions = new HybridCacheEntryOptions { LocalCacheExpiration = s_inMemory, Expiration = s_inRedis };
                options.MaximumPayloadBytes = 8 * 1024 * 1024;
            })
            .AddSerializer(new JsonCacheSerializer<FoundEntities>(CacheJson.Default.FoundEntities))
            .AddSerializer(new JsonCacheSerializer<ComputedAnalytics>(CacheJson.Default.ComputedAnalytics))
            .AddSerializer(new JsonCacheSerializer<Prediction>(CacheJson.Default.Prediction));
        services.AddSingleton<ISearch, CachedSearch>();
        services.AddSingleton<CachedAnalytics>();
        services.AddSingleton<IUserEraser, CacheEraser>();
        services.AddSingleton<DailyWarming>();
        services.AddHostedService(provider => provider.GetRequiredService<DailyWarming>());
    }
}
