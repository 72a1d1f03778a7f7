using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using TradingAi.Core.Operations.Costs;
using TradingAi.Core.Operations.Health;
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
        services.TryAddSingleton<IQuotaStore, MemoryQuotaStore>();
        services.TryAddSingleton<IDailySpend, MemoryDailySpend>();
        services.AddSingleton<ICostLedger, CostLedger>();
        services.AddSingleton<IdempotencyStore>();
        services.AddSingleton<HealthMonitor>();
        return services;
    }
}
