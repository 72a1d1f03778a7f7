using Microsoft.Extensions.DependencyInjection;
using TradingAi.Core.Operations.Health;

namespace TradingAi.Core.Operations;

/// <summary>Registers what keeps the service in order.</summary>
public static class OperationsServices
{
    /// <summary>Adds <see cref="IdempotencyStore"/>, <see cref="HealthMonitor"/> and <see cref="BatchOptions"/>.</summary>
    public static IServiceCollection AddOperations(this IServiceCollection services)
    {
        services.AddOptions<BatchOptions>().BindConfiguration("").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IdempotencyStore>();
        services.AddSingleton<HealthMonitor>();
        return services;
    }
}
