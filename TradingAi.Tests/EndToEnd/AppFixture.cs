using TradingAi.Tests.EndToEnd;

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

    private readonly Lazy<Task<(string Address, IAsyncDisposable? App)>> _app = new(StartAsync);

    /// <summary>The secret that the app under test accepts; null where it is not known.</summary>
    public static string? WebhookSecret => s_remote is null ? OwnSecret : Environment.GetEnvironmentVariable("TRADINGAI_WEBHOOK_SECRET");

    /// <summary>A client of one user.</summary>
    public async Task<HttpClient> CreateClientAsync(string userId)
    {
        var client = new HttpClient { BaseAddress = new Uri(new Uri((await _app.Value).Address), "/api/ai/"), Timeout = TimeSpan.FromMinutes(2) };
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
        if (_app.IsValueCreated && _app.Value.IsCompletedSuccessfully && (await _app.Value).App is { } app)
        {
            await app.DisposeAsync();
        }
    }

    private static async Task<(string Address, IAsyncDisposable? App)> StartAsync()
    {
        if (s_remote is not null)
        {
            return (s_remote, null);
        }

#if LOCAL_HOST
        var app = await RealApp.StartAsync(new() { ["WEBHOOK_SECRETS"] = OwnSecret, ["AI_INSIGHTS_SCHEDULE_ENABLED"] = "false" });
        return (app.Address, app);
#else
        await Task.CompletedTask;
        Assert.Skip("TRADINGAI_BASE_URL is not set, and the official worker packages bring no host of their own.");
        return default;
#endif
    }
}
