using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TradingAi.Simulators;
using TradingAi.Tests.Storage.Contract;
using TradingAi.Tests.Support;

namespace TradingAi.Tests.Storage.Turso;

/// <summary>Databases of the simulator.</summary>
internal sealed class TursoStorage : IStorageUnderTest
{
    private readonly TemporaryDirectory _directory = new();
    private readonly WebApplication _simulator;

    private TursoStorage(string[] switches) =>
        _simulator = SimulatorsApp.Create(["--port", "0", .. switches], builder => builder.Logging.ClearProviders());

    /// <summary>Where the simulator listens.</summary>
    public string Url => _simulator.Urls.First().TrimEnd('/');

    /// <summary>Settings for creating databases.</summary>
    public (string Key, string Value)[] Platform =>
        [("TURSO_PLATFORM_TOKEN", "local"), ("TURSO_ORGANIZATION", "acme"), ("TURSO_PLATFORM_URL", Url + "/turso-platform")];

    /// <summary>Starts the simulator with switches of its own.</summary>
    public static async Task<TursoStorage> StartAsync(params string[] switches)
    {
        var storage = new TursoStorage(switches);
        await storage._simulator.StartAsync(TestContext.Current.CancellationToken);
        return storage;
    }

    public ServiceProvider NewInstance() => NewInstance([]);

    /// <summary>An instance with other settings besides, or instead.</summary>
    public ServiceProvider NewInstance(params (string Key, string Value)[] settings) => StorageFixture.Build(
        _directory.Path,
        [
            .. new[]
            {
                ("TURSO_SYSTEM_URL", $"{Url}/turso/tradingai-system"),
                ("TURSO_URL_TEMPLATE", Url + "/turso/tradingai-{user}"),
                ("TURSO_AUTH_TOKEN", "local"),
            }.Where(usual => settings.All(setting => setting.Key != usual.Item1)),
            .. settings,
        ]);

    /// <summary>Has calls go wrong, as the simulator's control route describes it.</summary>
    public async Task FailAsync(object rule)
    {
        using var http = new HttpClient();
        using var response = await http.PutAsJsonAsync($"{Url}/control/turso/faults", rule, TestContext.Current.CancellationToken);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>Has calls go well again.</summary>
    public async Task RecoverAsync()
    {
        using var http = new HttpClient();
        using var response = await http.DeleteAsync($"{Url}/control/turso/faults", TestContext.Current.CancellationToken);
        response.EnsureSuccessStatusCode();
    }

    public async ValueTask DisposeAsync()
    {
        await _simulator.DisposeAsync();
        _directory.Dispose();
    }
}
