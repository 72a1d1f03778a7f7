namespace TradingAi.Tests.EndToEnd;

/// <summary>
/// The real app over real HTTP, in this process with a data directory of its own; started by the first test that asks for it.
/// Every test makes users of its own.
/// </summary>
public abstract class AppFixture : IAsyncLifetime
{
    private protected const string OwnSecret = "whsec_c2VjcmV0IG9mIHRoZSBlbmQtdG8tZW5kIHRlc3Rz";

    private protected static readonly string? s_remote = Environment.GetEnvironmentVariable("TRADINGAI_BASE_URL");

    private readonly Lazy<Task<RunningPart>> _app;

    protected AppFixture() => _app = new(StartAsync);

    private protected static bool IsRemote => s_remote is not null;

    /// <summary>The secret that the app under test accepts; null where it is not known.</summary>
    public static string? WebhookSecret => s_remote is null ? OwnSecret : Environment.GetEnvironmentVariable("TRADINGAI_WEBHOOK_SECRET");

    /// <summary>The model that words chat answers and insights here.</summary>
    public abstract string LanguageModel { get; }

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
        GC.SuppressFinalize(this);
        if (_app.IsValueCreated && _app.Value.IsCompletedSuccessfully)
        {
            foreach (var part in (await _app.Value).Parts)
            {
                await part.DisposeAsync();
            }
        }
    }

    /// <summary>Starts the app and what it needs.</summary>
    private protected abstract Task<RunningPart> StartAsync();

    /// <summary>Where the app answers, and what to end afterwards, in order.</summary>
    private protected sealed record RunningPart(string Address, params IReadOnlyList<IAsyncDisposable> Parts);
}
