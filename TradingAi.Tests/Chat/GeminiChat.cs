using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using TradingAi.Simulators;

namespace TradingAi.Tests.Chat;

/// <summary>The chat with a simulated Gemini behind it. Questions script their answers: see the simulators' documentation.</summary>
public sealed class GeminiChat : IAsyncDisposable
{
    private readonly WebApplication _simulators;
    private readonly HttpClient _control;

    private GeminiChat(WebApplication simulators, ChatApp app)
    {
        (_simulators, App) = (simulators, app);
        _control = new HttpClient { BaseAddress = new Uri(simulators.Urls.Single()) };
    }

    public ChatApp App { get; }

    public static async Task<GeminiChat> StartAsync(Dictionary<string, string?>? settings = null)
    {
        var simulators = SimulatorsApp.Create(["--port", "0"], builder => builder.Logging.ClearProviders());
        await simulators.StartAsync(TestContext.Current.CancellationToken);
        var app = new ChatApp { Gemini = simulators.Urls.Single() + "/gemini", Settings = settings ?? [] };
        await app.InitializeAsync();
        return new GeminiChat(simulators, app);
    }

    public async Task FaultAsync(object rule)
    {
        using var response = await _control.PutAsJsonAsync("/control/gemini/faults", rule, TestContext.Current.CancellationToken);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>Scripts the next answers, one each.</summary>
    public async Task ScriptAsync(params object[] steps)
    {
        using var response = await _control.PutAsJsonAsync("/control/gemini/script", steps, TestContext.Current.CancellationToken);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>The control route's counters.</summary>
    public async Task<JsonNode> CountersAsync() =>
        (await _control.GetFromJsonAsync<JsonNode>("/control", TestContext.Current.CancellationToken))!["gemini"]!;

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        _control.Dispose();
        await _simulators.StopAsync(CancellationToken.None);
        await _simulators.DisposeAsync();
    }
}
