using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TradingAi.Core.Journal;
using TradingAi.Core.Journal.Import;
using TradingAi.Core.Language;
using TradingAi.Core.Storage;
using TradingAi.Functions;
using TradingAi.Functions.Http.Chat;
using TradingAi.LocalHost;
using TradingAi.Tests.Support;

namespace TradingAi.Tests.Chat;

/// <summary>The chat's functions behind real HTTP and over real databases; analyst, model and clock are the test's.</summary>
public sealed class ChatApp : IAsyncLifetime
{
    private readonly TemporaryDirectory _directory = new();
    private IHost? _host;

    internal ScriptedAnalyst Analyst { get; } = new();

    internal ScriptedModel Model { get; } = new();

    /// <summary>It signals whoever waits for a heartbeat's time.</summary>
    internal SignallingClock Time { get; } = new(new DateTimeOffset(2026, 10, 31, 4, 59, 59, TimeSpan.Zero), TimeSpan.FromSeconds(15));

    internal Dictionary<string, string?> Settings { get; init; } = [];

    /// <summary>The functions that are served.</summary>
    internal Type[] Functions { get; init; } = [typeof(ChatFunctions), typeof(ChatSessionFunctions)];

    /// <summary>The address of a simulated Gemini that answers in the scripted model's place, at the real time.</summary>
    internal string? Gemini { get; init; }

    public HttpClient Client { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var builder = FunctionsApplication.CreateBuilder(["--port", "0", "--data-directory", _directory.Path]);
        builder.Configuration.AddInMemoryCollection(Settings);
        builder.UseFunctions(Functions).AddTradingAi();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<IQuestionAnalyst>(Analyst);
        if (Gemini is null)
        {
            builder.Services.AddSingleton<IChatClient>(Model).AddSingleton<TimeProvider>(Time);
        }
        else
        {
            builder.Configuration["GEMINI_API_KEY"] = "local";
            builder.Configuration["GEMINI_API_URL"] = Gemini;
        }

        _host = builder.Build();
        await _host.StartAsync(TestContext.Current.CancellationToken);
        Client = CreateClient("ann");
    }

    /// <summary>Imports a journal for the user of <see cref="Client"/>.</summary>
    internal async Task ImportAsync(string journal)
    {
        using var document = new MemoryStream(Encoding.UTF8.GetBytes(journal));
        var result = await _host!.Services.GetRequiredService<IJournalImporter>().ImportAsync(UserId.Parse("ann"), document, TestContext.Current.CancellationToken);
        Assert.Empty(result.Rejected);
    }

    internal IUserDatabases Databases => _host!.Services.GetRequiredService<IUserDatabases>();

    public HttpClient CreateClient(string user)
    {
        var address = _host!.Services.GetRequiredService<IConfiguration>()["FunctionsHost:Address"]!;
        var client = new HttpClient { BaseAddress = new Uri(new Uri(address), "/api/ai/") };
        client.DefaultRequestHeaders.Add("X-User-Id", user);
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _host!.StopAsync(CancellationToken.None);
        await ((IAsyncDisposable)_host).DisposeAsync();
        _directory.Dispose();
    }

    internal static HttpRequestMessage Ask(string message, string? accept = null, string? sessionId = null, string route = "chat")
    {
        var body = new JsonObject { ["message"] = message };
        if (sessionId is not null)
        {
            body["session_id"] = sessionId;
        }

        var request = new HttpRequestMessage(HttpMethod.Post, route) { Content = JsonContent.Create(body) };
        if (accept is not null)
        {
            request.Headers.Add("Accept", accept);
        }

        return request;
    }

    internal async Task<JsonNode> AnswerAsync(string message, string? sessionId = null) =>
        await DataAsync(await Client.SendAsync(Ask(message, sessionId: sessionId), TestContext.Current.CancellationToken), 200);

    /// <summary>The data of a success of this status.</summary>
    internal static async Task<JsonNode> DataAsync(HttpResponseMessage response, int status)
    {
        var body = JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
        Assert.True(status == (int)response.StatusCode, body.ToJsonString());
        Assert.True((bool)body["success"]!);
        return body["data"]!;
    }

    /// <summary>The problem of an answer of this status.</summary>
    internal static async Task<JsonNode> ProblemAsync(HttpResponseMessage response, int status)
    {
        var body = JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
        Assert.True(status == (int)response.StatusCode, body.ToJsonString());
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.False((bool)body["success"]!);
        return body;
    }
}
