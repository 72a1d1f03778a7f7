using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TradingAi.Core.Journal;
using TradingAi.Core.Journal.Import;
using TradingAi.Core.Knowledge;
using TradingAi.Core.Language;
using TradingAi.Functions;
using TradingAi.Functions.Http.Chat;
using TradingAi.LocalHost;
using TradingAi.Tests.Chat;
using TradingAi.Tests.Support;

namespace TradingAi.Tests.EndToEnd.Chat;

/// <summary>The chat as it ships, narrator and all, behind real HTTP, over the sample journal of several users.</summary>
public sealed class SampleJournalApp : IAsyncLifetime
{
    /// <summary>The users who hold the sample journal.</summary>
    public static readonly IReadOnlyList<string> Users = ["user-1", "user-2", "user-3", "user-4"];

    private readonly TemporaryDirectory _directory = new();
    private IHost? _host;

    public async ValueTask InitializeAsync()
    {
        var builder = FunctionsApplication.CreateBuilder(["--port", "0", "--data-directory", _directory.Path]);
        builder.UseFunctions(typeof(ChatFunctions), typeof(ChatSessionFunctions)).AddTradingAi();
        builder.Logging.ClearProviders();
        builder.Services.AddLanguage().TryAddSingleton<ISearch, NothingFound>();
        _host = builder.Build();
        await _host.StartAsync(TestContext.Current.CancellationToken);
        foreach (var user in Users)
        {
            await using var journal = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "samples", "journal.json"));
            var result = await _host.Services.GetRequiredService<IJournalImporter>()
                .ImportAsync(UserId.Parse(user), journal, TestContext.Current.CancellationToken);
            Assert.Equal(0, result.RejectedCount);
        }
    }

    public HttpClient CreateClient(string user)
    {
        var address = _host!.Services.GetRequiredService<IConfiguration>()["FunctionsHost:Address"]!;
        var client = new HttpClient { BaseAddress = new Uri(new Uri(address), "/api/ai/") };
        client.DefaultRequestHeaders.Add("X-User-Id", user);
        return client;
    }

    /// <summary>Asks with the sample's present, and gives the chat object.</summary>
    public static async Task<JsonNode> AskAsync(HttpClient client, string question, string? sessionId)
    {
        var body = new JsonObject { ["message"] = question, ["session_id"] = sessionId };
        using var response = await client.PostAsJsonAsync("chat?as_of=2026-10-31T04:59:59Z", body, TestContext.Current.CancellationToken);
        return await ChatApp.DataAsync(response, 200);
    }

    public async ValueTask DisposeAsync()
    {
        await _host!.StopAsync(CancellationToken.None);
        await ((IAsyncDisposable)_host).DisposeAsync();
        _directory.Dispose();
    }

    // Figures need no search; where the app brings its own, that one serves.
    private sealed class NothingFound : ISearch
    {
        public Task<SearchResults> SearchAsync(UserId user, string query, SearchFilter filter, int topK, CancellationToken cancellationToken) =>
            Task.FromResult(new SearchResults([], []));
    }
}
