using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TradingAi.Functions;
using TradingAi.LocalHost;
using TradingAi.Tests.EndToEnd;
using TradingAi.Tests.Support;

[assembly: AssemblyFixture(typeof(AppFixture))]

namespace TradingAi.Tests.EndToEnd;

/// <summary>
/// The real app over real HTTP: one in this process with a data directory of its own, or the one at
/// <c>TRADINGAI_BASE_URL</c>, which must accept <c>X-User-Id</c>. Every test makes users of its own.
/// </summary>
public sealed class AppFixture : IAsyncLifetime
{
    private const string OwnSecret = "whsec_c2VjcmV0IG9mIHRoZSBlbmQtdG8tZW5kIHRlc3Rz";

    private static readonly string? s_remote = Environment.GetEnvironmentVariable("TRADINGAI_BASE_URL");

    private readonly Lazy<Task<RealApp?>> _app = new(async () =>
        s_remote is null ? await RealApp.StartAsync(new() { ["WEBHOOK_SECRETS"] = OwnSecret }) : null);

    /// <summary>The secret that the app under test accepts; null where it is not known.</summary>
    public static string? WebhookSecret => s_remote is null ? OwnSecret : Environment.GetEnvironmentVariable("TRADINGAI_WEBHOOK_SECRET");

    /// <summary>A client of one user.</summary>
    public async Task<HttpClient> CreateClientAsync(string userId)
    {
        var client = new HttpClient { BaseAddress = new Uri(new Uri((await _app.Value)?.Address ?? s_remote!), "/api/ai/"), Timeout = TimeSpan.FromMinutes(2) };
        client.DefaultRequestHeaders.Add("X-User-Id", userId);
        return client;
    }

    /// <summary>A client of a user nobody else has.</summary>
    public Task<HttpClient> CreateClientAsync() => CreateClientAsync(NewUser());

    /// <summary>A user id nobody else has.</summary>
    public static string NewUser() => $"u{Guid.NewGuid():N}";

    /// <summary>Skips a test that needs to sign webhooks where the secret is not known.</summary>
    public static string RequireSecret()
    {
        Assert.SkipWhen(WebhookSecret is null, "TRADINGAI_WEBHOOK_SECRET is not set.");
        return WebhookSecret!;
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_app.IsValueCreated && await _app.Value is { } app)
        {
            await app.DisposeAsync();
        }
    }
}

/// <summary>The whole app in this process on a free port.</summary>
internal sealed class RealApp : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly TemporaryDirectory _directory;

    private RealApp(IHost host, TemporaryDirectory directory) => (_host, _directory) = (host, directory);

    public string Address => _host.Services.GetRequiredService<IConfiguration>()["FunctionsHost:Address"]!;

    public static async Task<RealApp> StartAsync(Dictionary<string, string?> settings, string environment = "Development")
    {
        var directory = new TemporaryDirectory();
        var builder = FunctionsApplication.CreateBuilder(["--port", "0", "--data-directory", directory.Path]);
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Environment.EnvironmentName = environment;
        builder.UseFunctions(typeof(TradingAiApp).Assembly).AddTradingAi();
        builder.Logging.ClearProviders();
        var host = builder.Build();
        try
        {
            await host.StartAsync(CancellationToken.None);
            return new RealApp(host, directory);
        }
        catch
        {
            host.Dispose();
            directory.Dispose();
            throw;
        }
    }

    public HttpClient CreateClient() => new() { BaseAddress = new Uri(new Uri(Address), "/api/ai/") };

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync(CancellationToken.None);
        await ((IAsyncDisposable)_host).DisposeAsync();
        _directory.Dispose();
    }
}
