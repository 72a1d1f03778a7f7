using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TradingAi.Simulators;

namespace TradingAi.Tests.Simulators;

/// <summary>The simulators on a free port, and a client that has every vendor's key.</summary>
internal sealed class Simulation : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Simulation(WebApplication app)
    {
        _app = app;
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        Http = new HttpClient { BaseAddress = new Uri(address + "/"), Timeout = Timeout.InfiniteTimeSpan };
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "local");
        Http.DefaultRequestHeaders.Add("x-goog-api-key", "local");
    }

    /// <summary>The client; paths are relative.</summary>
    public HttpClient Http { get; }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>Starts the simulators, on a clock of the test's own if it gives one.</summary>
    public static async Task<Simulation> StartAsync(TimeProvider? clock = null, params string[] args)
    {
        var app = SimulatorsApp.Create(["--port", "0", .. args], builder =>
        {
            builder.Logging.ClearProviders();
            if (clock is not null)
            {
                builder.Services.AddSingleton(clock);
            }
        });
        await app.StartAsync(Cancelled);
        return new Simulation(app);
    }

    /// <summary>Posts JSON, given as text, and reads JSON.</summary>
    public async Task<(HttpStatusCode Status, JsonNode Body)> PostAsync(string path, string json)
    {
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        using var response = await Http.PostAsync(path, content, Cancelled);
        return (response.StatusCode, (await response.Content.ReadFromJsonAsync<JsonNode>(Cancelled))!);
    }

    /// <summary>Posts JSON that is answered with 200.</summary>
    public async Task<JsonNode> OkAsync(string path, string json)
    {
        var (status, body) = await PostAsync(path, json);
        Assert.True(status == HttpStatusCode.OK, $"{status}: {body}");
        return body;
    }

    /// <summary>Sets faults, scripts or whatever else a control route takes.</summary>
    public async Task ControlAsync(string path, string json)
    {
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        using var response = await Http.PutAsync("control/" + path, content, Cancelled);
        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
    }

    /// <summary>What the control route says of one vendor.</summary>
    public async Task<JsonNode> CountersAsync(string vendor) =>
        (await Http.GetFromJsonAsync<JsonNode>("control", Cancelled))![vendor]!["counters"]!;

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
    }
}
