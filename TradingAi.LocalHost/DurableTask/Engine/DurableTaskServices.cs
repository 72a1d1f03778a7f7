using System.Text.Json;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using TradingAi.LocalHost.DurableTask.Engine.Scheduling;
using TradingAi.LocalHost.DurableTask.Engine.Store;

namespace TradingAi.LocalHost.DurableTask.Engine;

/// <summary>Registers the embedded engine.</summary>
internal static class DurableTaskServices
{
    /// <summary>Adds the engine and its client.</summary>
    /// <param name="services">The host's services, with its functions, their invoker, the settings and the clock.</param>
    /// <param name="hostFile">
    /// The section <c>extensions:durableTask</c> of host.json; settings named <c>AzureFunctionsJobHost__extensions__durableTask__…</c>
    /// go over it, as in the cloud.
    /// </param>
    public static IServiceCollection AddDurableTask(this IServiceCollection services, IConfiguration hostFile)
    {
        services.AddOptions<DurableTaskOptions>()
            .Bind(hostFile)
            .BindConfiguration("AzureFunctionsJobHost:extensions:durableTask")
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.Configure<JsonSerializerOptions>(json => json.PropertyNameCaseInsensitive = true);
        services.AddMetrics();
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<DurableTaskOptions>>().Value);
        services.AddSingleton<DataConverter, JsonPayloads>();
        services.AddSingleton<EngineMetrics>();
        services.AddSingleton<DurableFunctions>();
        services.AddSingleton<ReadyQueue>();
        services.AddSingleton<ActivityQueue>();
        services.AddSingleton<DueTimers>();
        services.AddSingleton<InstanceWaiters>();
        services.AddSingleton<WorkQueues>();
        services.AddSingleton<SessionCache>();
        services.AddSingleton<DurableStore>();
        services.AddSingleton<Recorder>();
        services.AddSingleton<OrchestrationRunner>();
        services.AddSingleton<ActivityRunner>();
        services.AddSingleton<DurableTaskClient, LocalDurableTaskClient>();
        services.AddHostedService<DurableEngine>();
        return services;
    }
}
