using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using TradingAi.Core.Operations;

namespace TradingAi.Tests.Operations;

/// <summary>The operations' services alone.</summary>
internal static class OperationsHarness
{
    public static ServiceProvider Create(TimeProvider time, params (string Name, string? Value)[] settings)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder()
            // A busy machine is no reason to do without Redis here.
            .AddInMemoryCollection(new Dictionary<string, string?> { ["REDIS_TIMEOUT_MILLISECONDS"] = "20000" })
            .AddInMemoryCollection(settings.ToDictionary(s => s.Name, s => s.Value)).Build());
        services.AddSingleton(time);
        services.AddLogging();
        services.AddOperations();
        return services.BuildServiceProvider();
    }
}
