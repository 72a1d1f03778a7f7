using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TradingAi.Simulators;

namespace TradingAi.Tests.Knowledge.Support;

/// <summary>The simulated vendors on a free port, and the settings that lead to them.</summary>
internal sealed class SimulatedVendors : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HttpClient _control;

    private SimulatedVendors(WebApplication app)
    {
        _app = app;
        _control = new HttpClient { BaseAddress = new Uri(Address + "/control/") };
    }

    public string Address => _app.Urls.First().TrimEnd('/');

    /// <summary>Settings for embeddings in the cloud.</summary>
    public Dictionary<string, string?> Voyage => new() { ["VOYAGER_API_KEY"] = "local", ["VOYAGER_API_URL"] = Address + "/voyage/v1" };

    /// <summary>Settings for vectors in the cloud.</summary>
    public Dictionary<string, string?> Upstash => new() { ["UPSTASH_VECTOR_URL"] = Address + "/vector", ["UPSTASH_VECTOR_TOKEN"] = "local" };

    /// <summary>Both.</summary>
    public Dictionary<string, string?> Both => new(Voyage.Concat(Upstash));

    public static async Task<SimulatedVendors> StartAsync(TimeProvider? time = null, params string[] switches)
    {
        var app = SimulatorsApp.Create(["--port", "0", .. switches], builder =>
        {
            builder.Logging.ClearProviders();
            if (time is not null)
            {
                builder.Services.AddSingleton(time);
            }
        });
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new SimulatedVendors(app);
    }

    /// <summary>Has a vendor, <c>voyage</c> or <c>vector</c>, go wrong from now on.</summary>
    public async Task BreakAsync(string vendor, JsonObject fault) =>
        (await _control.PutAsJsonAsync($"{vendor}/faults", fault)).EnsureSuccessStatusCode();

    /// <summary>Lets a vendor serve again.</summary>
    public async Task MendAsync(string vendor) => (await _control.DeleteAsync($"{vendor}/faults")).EnsureSuccessStatusCode();

    /// <summary>What the simulator counted of a vendor.</summary>
    public async Task<JsonNode> CountersAsync(string vendor) =>
        (await _control.GetFromJsonAsync<JsonNode>(""))![vendor]!["counters"]!;

    public async ValueTask DisposeAsync()
    {
        _control.Dispose();
        await _app.DisposeAsync();
    }
}
