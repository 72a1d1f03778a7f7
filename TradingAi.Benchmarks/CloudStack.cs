using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TradingAi.Functions;
using TradingAi.LocalHost;
using TradingAi.Simulators;

namespace TradingAi.Benchmarks;

/// <summary>The app in cloud mode and the simulated vendors, in this process, over real HTTP on loopback.</summary>
internal sealed class CloudStack : IAsyncDisposable
{
    private readonly WebApplication _simulators;
    private readonly IHost _app;
    private readonly string _directory;

    private CloudStack(WebApplication simulators, string simulatorsAddress, IHost app, string directory)
    {
        (_simulators, _app, _directory) = (simulators, app, directory);
        Client = new HttpClient
        {
            BaseAddress = new Uri(new Uri(app.Services.GetRequiredService<IConfiguration>()["FunctionsHost:Address"]!), "/api/ai/"),
            Timeout = TimeSpan.FromMinutes(10),
        };
        Client.DefaultRequestHeaders.Add("X-User-Id", "trader");
        Control = new HttpClient { BaseAddress = new Uri(simulatorsAddress + "/control/") };
    }

    /// <summary>A client of one user of the app.</summary>
    public HttpClient Client { get; }

    /// <summary>A client of the simulators' control routes.</summary>
    public HttpClient Control { get; }

    /// <summary>Starts everything on free ports and an empty data directory.</summary>
    /// <param name="switches">Switches of the simulators.</param>
    /// <param name="settings">Settings over those of <c>cloud.settings.json</c>.</param>
    /// <param name="times">Notes when each vendor works; null for none.</param>
    public static async Task<CloudStack> StartAsync(string[] switches, Dictionary<string, string?> settings, VendorTimes? times = null)
    {
        var simulators = SimulatorsApp.Create(["--port", "0", .. switches], builder =>
        {
            builder.Logging.ClearProviders();
            if (times is not null)
            {
                builder.Services.AddSingleton<IStartupFilter>(times);
            }
        });
        await simulators.StartAsync();
        var address = simulators.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

        var directory = Directory.CreateTempSubdirectory("tradingai-benchmark-").FullName;
        var builder = FunctionsApplication.CreateBuilder(["--port", "0", "--data-directory", directory]);
        builder.Configuration.AddInMemoryCollection(SettingsFor(address)).AddInMemoryCollection(settings);
        builder.Environment.EnvironmentName = Environments.Development;
        builder.UseFunctions(typeof(TradingAiApp).Assembly).AddTradingAi();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        await app.StartAsync();
        return new CloudStack(simulators, address, app, directory);
    }

    /// <summary>Waits until everything is indexed.</summary>
    public async Task WaitUntilIndexedAsync(CancellationToken cancellationToken)
    {
        while ((await DataAsync("journal/status", cancellationToken))["pending"]!.GetValue<int>() > 0)
        {
            await Task.Delay(250, cancellationToken);
        }
    }

    /// <summary>The data of an answer.</summary>
    public async Task<JsonNode> DataAsync(string path, CancellationToken cancellationToken) =>
        JsonNode.Parse(await Client.GetStringAsync(path, cancellationToken))!["data"]!;

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        Control.Dispose();
        await _app.StopAsync();
        await ((IAsyncDisposable)_app).DisposeAsync();
        await _simulators.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    private static Dictionary<string, string?> SettingsFor(string simulators)
    {
        var file = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "cloud.settings.json")))!;
        var settings = file["Values"]!.AsObject().ToDictionary(
            setting => setting.Key, setting => (string?)setting.Value!.GetValue<string>().Replace("http://localhost:7080", simulators));

        // No Redis: the figures are the same with or without, and nothing needs to be installed.
        settings["REDIS_CONNECTION"] = "";
        settings["AI_INSIGHTS_SCHEDULE_ENABLED"] = "false";
        settings.Remove("DATA_DIRECTORY");
        return settings;
    }
}
