using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using TradingAi.Core.Operations;
using TradingAi.Core.Storage;

namespace TradingAi.Tests.Storage;

/// <summary>The storage services over a directory, as the app registers them.</summary>
internal static class StorageFixture
{
    public static ServiceProvider Build(string directory, params (string Key, string Value)[] settings)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Append(("DATA_DIRECTORY", directory)).ToDictionary(s => s.Item1, s => (string?)s.Item2))
            .Build());
        return services.AddLogging().AddStorage().AddOperations().BuildServiceProvider();
    }
}
