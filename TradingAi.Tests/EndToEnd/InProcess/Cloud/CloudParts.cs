using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TradingAi.Simulators;
using TradingAi.Tests.Operations.Redis;

namespace TradingAi.Tests.EndToEnd.InProcess.Cloud;

/// <summary>
/// The simulated vendors and a real Redis, with the settings of <c>cloud.settings.json</c> that point the app at them.
/// </summary>
internal sealed class CloudParts : IAsyncDisposable
{
    private readonly WebApplication _simulators;
    private readonly RedisServer _redis;

    private CloudParts(WebApplication simulators, RedisServer redis, string address)
    {
        (_simulators, _redis) = (simulators, redis);
        Control = new HttpClient { BaseAddress = new Uri(address + "/control/") };
        Settings = ReadSettings(address, redis.Connection);
    }

    /// <summary>The simulators' control routes.</summary>
    public HttpClient Control { get; }

    /// <summary>What the app is started with.</summary>
    public Dictionary<string, string?> Settings { get; }

    /// <summary>Starts them on free ports.</summary>
    /// <param name="switches">Switches of the simulators.</param>
    public static async Task<CloudParts> StartAsync(params string[] switches)
    {
        // First, because without one the test is skipped.
        var redis = await RedisServer.StartAsync();
        var simulators = SimulatorsApp.Create(["--port", "0", .. switches], builder => builder.Logging.ClearProviders());
        await simulators.StartAsync(CancellationToken.None);
        var address = simulators.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return new CloudParts(simulators, redis, address);
    }

    /// <summary>Makes a vendor fail from now on.</summary>
    public async Task BreakAsync(string vendor, JsonObject fault) =>
        (await Control.PutAsJsonAsync($"{vendor}/faults", fault)).EnsureSuccessStatusCode();

    /// <summary>Makes a vendor serve again.</summary>
    public async Task MendAsync(string vendor) => (await Control.DeleteAsync($"{vendor}/faults")).EnsureSuccessStatusCode();

    public async ValueTask DisposeAsync()
    {
        Control.Dispose();
        await _simulators.StopAsync(CancellationToken.None);
        await _simulators.DisposeAsync();
        await _redis.DisposeAsync();
    }

    private static Dictionary<string, string?> ReadSettings(string address, string redis)
    {
        var file = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "cloud.settings.json")))!;
        var settings = file["Values"]!.AsObject().ToDictionary(
            setting => setting.Key, setting => setting.Value!.GetValue<string>().Replace("http://localhost:7080", address));
        settings["REDIS_CONNECTION"] = redis;
        settings.Remove("DATA_DIRECTORY");
        return settings.ToDictionary(setting => setting.Key, setting => (string?)setting.Value);
    }
}
