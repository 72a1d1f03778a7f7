using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using TradingAi.Core.Operations.Cache;
using TradingAi.Core.Operations.Costs;
using TradingAi.Core.Operations.Health;
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
        services.AddShared();
        services.AddAnswerCache();
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
        services.TryAddSingleton<IQuotaStore>(provider => UsesRedis(provider)
            ? new RedisQuotaStore(provider.GetRequiredService<RedisLink>(), provider.GetRequiredService<TimeProvider>())
            : new MemoryQuotaStore(provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton<IDailySpend>(provider => UsesRedis(provider)
            ? new RedisDailySpend(provider.GetRequiredService<RedisLink>())
            : new MemoryDailySpend());
    }

    private static bool UsesRedis(IServiceProvider provider) => provider.GetRequiredService<IOptions<CacheOptions>>().Value.UsesRedis;
}
