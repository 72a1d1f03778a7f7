using System.Diagnostics.Metrics;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using TradingAi.Core.Knowledge;
using TradingAi.Core.Operations.Costs;

namespace TradingAi.Core.Operations.Metrics;

/// <summary>Registers the metrics.</summary>
internal static class MetricsServices
{
    /// <summary>
    /// Adds <see cref="ServiceMetrics"/> and what it reads, and puts measuring decorators around the indexer and the embedding
    /// model that are registered by then.
    /// </summary>
    public static void AddServiceMetrics(this IServiceCollection services)
    {
        services.AddActivatedSingleton<MeterTotals>();
        services.AddSingleton<RequestActivity>();
        services.AddSingleton<IndexingActivity>();
        services.AddSingleton<CostTotals>();
        services.AddSingleton<Degradations>();
        services.AddSingleton<ServiceMetrics>();
        services.Decorate<IEntityIndexer>((inner, provider) => new MeasuredIndexer(
            inner, provider.GetRequiredService<IMeterFactory>(), provider.GetRequiredService<TimeProvider>()));
        services.Decorate<IEmbeddingGenerator<string, Embedding<float>>>((inner, provider) => MeasuredEmbeddings.Over(
            inner, provider.GetRequiredService<IMeterFactory>(), provider.GetRequiredService<TimeProvider>()));
    }

    private static void Decorate<TService>(this IServiceCollection services, Func<TService, IServiceProvider, TService> wrap)
        where TService : class
    {
        if (services.LastOrDefault(service => service.ServiceType == typeof(TService) && !service.IsKeyedService) is not { } inner)
        {
            return;
        }

        // The inner one stays the container's, which disposes of it.
        var key = new object();
        services.Remove(inner);
        services.Add(inner switch
        {
            { ImplementationFactory: { } factory } => ServiceDescriptor.KeyedSingleton<TService>(key, (provider, _) => (TService)factory(provider)),
            { ImplementationInstance: TService instance } => ServiceDescriptor.KeyedSingleton(key, instance),
            _ => new ServiceDescriptor(typeof(TService), key, inner.ImplementationType!, ServiceLifetime.Singleton),
        });
        services.AddSingleton(provider => wrap(provider.GetRequiredKeyedService<TService>(key), provider));
    }
}
