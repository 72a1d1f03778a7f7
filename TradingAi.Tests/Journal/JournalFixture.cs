using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using TradingAi.Core.Alerts;
using TradingAi.Core.Analytics.Live;
using TradingAi.Core.Journal;
using TradingAi.Core.Journal.Import;
using TradingAi.Core.Journal.Outbox;
using TradingAi.Core.Journal.Webhooks;
using TradingAi.Core.Storage;
using TradingAi.Tests.Support;

namespace TradingAi.Tests.Journal;

/// <summary>The journal services over real databases in a directory of their own, and a sender of signed events.</summary>
internal sealed class JournalFixture : IDisposable
{
    public const string Secret = "whsec_dGhpcyBpcyBhIHNlY3JldCBvZiB0aGUgdGVzdHM=";

    private readonly TemporaryDirectory _directory = new();
    private readonly ServiceProvider _services;
    private int _deliveries;

    public JournalFixture(params (string Key, string Value)[] settings)
    {
        var configuration = new Dictionary<string, string?> { ["DATA_DIRECTORY"] = _directory.Path, ["WEBHOOK_SECRETS"] = Secret };
        foreach (var (key, value) in settings)
        {
            configuration[key] = value;
        }

        _services = new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(configuration).Build())
            .AddSingleton<TimeProvider>(Clock)
            .AddLogging()
            .AddStorage()
            .AddJournal()
            .AddAlerts()
            .BuildServiceProvider();
    }

    public static UserId Ann { get; } = UserId.Parse("ann");

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 10, 1, 12, 0, 0, TimeSpan.Zero));

    public string Directory => _directory.Path;

    public IWebhookReceiver Webhooks => _services.GetRequiredService<IWebhookReceiver>();

    public IJournalImporter Importer => _services.GetRequiredService<IJournalImporter>();

    public IOutbox Outbox => _services.GetRequiredService<IOutbox>();

    public IUserDatabases Databases => _services.GetRequiredService<IUserDatabases>();

    public AlertWatch AlertWatch => _services.GetRequiredService<AlertWatch>();

    public AlertService Alerts => _services.GetRequiredService<AlertService>();

    public static string SamplePath => Path.Combine(AppContext.BaseDirectory, "samples", "journal.json");

    /// <summary>A valid stock row, bought at 100 and sold at 110, with fields replaced.</summary>
    public static JsonObject Stock(int id, params (string Field, JsonNode? Value)[] fields) => With(
        new JsonObject
        {
            ["id"] = id, ["symbol"] = "AAPL", ["tradeType"] = "BUY", ["entryPrice"] = 100, ["exitPrice"] = 110, ["numberShares"] = 10,
            ["entryDate"] = "2026-09-01T14:30:00Z", ["exitDate"] = "2026-09-02T15:00:00Z", ["updatedAt"] = "2026-09-02T16:00:00Z",
        },
        fields);

    /// <summary>A valid option row, bought at 2 and still open, with fields replaced.</summary>
    public static JsonObject Option(int id, params (string Field, JsonNode? Value)[] fields) => With(
        new JsonObject
        {
            ["id"] = id, ["symbol"] = "SPY", ["strategy_type"] = "Long Call", ["trade_direction"] = "Bullish", ["option_type"] = "Call",
            ["side"] = "long", ["number_of_contracts"] = 2, ["strike_price"] = 500, ["expiration_date"] = "2026-09-18T20:00:00Z",
            ["entry_price"] = 2, ["status"] = "open", ["entry_date"] = "2026-09-01 14:30:00", ["updated_at"] = "2026-09-01 15:00:00",
        },
        fields);

    public static JsonObject Note(string id, int? stock, string updatedAt = "2026-09-02T16:00:00Z") => new()
    {
        ["id"] = id, ["name"] = "A note", ["content"] = "Chased it.", ["stock_trade_id"] = stock, ["updated_at"] = updatedAt,
    };

    public ValueTask<JournalSnapshot> ReadAsync(UserId? user = null) =>
        _services.GetRequiredService<IJournalReader>().ReadAsync(user ?? Ann, default);

    public ValueTask<LiveJournal> ReadLedgerAsync() => _services.GetRequiredService<ILedgerReader>().ReadLedgerAsync(Ann, default);

    public Task<JournalStatus> StatusAsync() => _services.GetRequiredService<IJournalStatusReader>().ReadAsync(Ann, default);

    public Task<ImportResult> ImportAsync(string document) =>
        Importer.ImportAsync(Ann, new MemoryStream(Encoding.UTF8.GetBytes(document)), default);

    public Task<ImportResult> ImportAsync(JsonObject document) => ImportAsync(document.ToJsonString());

    /// <summary>Sends a signed event; its delivery has an id of its own unless one is given.</summary>
    public async Task<WebhookOutcome> SendAsync(
        string type, JsonObject? data, string occurredAt, long? version = null, string? deliveryId = null)
    {
        var body = new JsonObject
        {
            ["type"] = type, ["user_id"] = Ann.Value, ["occurred_at"] = occurredAt, ["version"] = version, ["data"] = data?.DeepClone(),
        };
        return (await SendAsync(body.ToJsonString(), deliveryId ?? $"msg_{Interlocked.Increment(ref _deliveries)}")).Outcome;
    }

    public Task<WebhookReceipt> SendAsync(string body, string deliveryId)
    {
        var timestamp = Clock.GetUtcNow().ToUnixTimeSeconds();
        var signature = HMACSHA256.HashData(
            Convert.FromBase64String(Secret["whsec_".Length..]), Encoding.UTF8.GetBytes($"{deliveryId}.{timestamp}.{body}"));
        return Webhooks.AcceptAsync(
            new WebhookHeaders(deliveryId, $"{timestamp}", $"v1,{Convert.ToBase64String(signature)}"), Encoding.UTF8.GetBytes(body), default);
    }

    public void Dispose()
    {
        _services.Dispose();
        _directory.Dispose();
    }

    private static JsonObject With(JsonObject row, (string Field, JsonNode? Value)[] fields)
    {
        foreach (var (field, value) in fields)
        {
            row[field] = value;
        }

        return row;
    }
}
