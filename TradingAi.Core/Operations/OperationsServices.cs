using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using TradingAi.Core.Operations.Cache;
using TradingAi.Core.Operations.Costs;
using TradingAi.Core.Operations.Health;
using TradingAi.Core.Operations.Limits;
using TradingAi.Core.Operations.Metrics;
using TradingAi.Core.Operations.Redis;
using TradingAi.Core.Operations.Vendors;
using TradingAi.Core.Operations.Vendors.Quotas;

namespace TradingAi.Core.Operations;

/// <summary>Registers what keeps the service in order.</summary>
public static class OperationsServices
{
    /// <summary>Adds <see cref="ICostLedger"/>, <see cref="IdempotencyStore"/>, <see cref="HealthMonitor"/> and <see cref="BatchOptions"/>.</summary>
    public static IServiceCollection AddOperations(this IServiceCollection services)
    {
        services.AddOptions<BatchOptions>().BindConfiguration("").ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<VendorOptions>().BindConfiguration("").ValidateDataAnnotations().ValidateOnStart();
        services.AddMetrics();
        services.TryAddSingleton(TimeProvider.System);
        services.AddOptions<PriceOptions>().BindConfiguration("").ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<BudgetOptions>().BindConfiguration("").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<VendorActivity>();
        services.AddOptions<UserLimitOptions>().BindConfiguration("").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<UserLimits>();
        services.AddShared();
        services.AddAnswerCache();
        services.AddServiceMetrics();
        services.AddSingleton<ICostLedger, CostLedger>();
        services.AddSingleton<IdempotencyStore>();
        services.AddSingleton<HealthMonitor>();
        return services;
    }

    /// <summary>What holds over all instances where Redis is configured, and in this process where it is not.</summary>
    private static void AddShared(this IServiceCollection services)
    {
        services.AddOptions<CacheOptions>().BindConfiguration("").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IValidateOptions<CacheOptions>, ValidateCacheOptions>();
        services.AddSingleton<RedisLink>();
        services.AddSingleton<DailyMarks>();
        services.AddSingleton(provider => RedisProbe(provider.GetRequiredService<RedisLink>()));
        services.TryAddSingleton<IQuotaStore>(provider => UsesRedis(provider)
            ? new RedisQuotaStore(provider.GetRequiredService<RedisLink>(), provider.GetRequiredService<TimeProvider>())
            : new MemoryQuotaStore(provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton<IDailySpend>(provider => UsesRedis(provider)
            ? new RedisDailySpend(provider.GetRequiredService<RedisLink>())
            : new MemoryDailySpend());
    }

    private static HealthProbe RedisProbe(RedisLink redis) => new()
    {
        Part = HealthPart.Cache,
        Implementation = "redis",
        IsInUse = redis.IsConfigured,
        Last = () => redis.Last,
        Ask = async _ => await redis.TryAsync(database => database.PingAsync()),
        SlowAfter = TimeSpan.FromMilliseconds(200),
    };

    private static bool UsesRedis(IServiceProvider provider) => provider.GetRequiredService<IOptions<CacheOptions>>().Value.UsesRedis;
}
