using Microsoft.Extensions.DependencyInjection;
using TradingAi.Core.Alerts.Outgoing;
using TradingAi.Core.Journal;
using TradingAi.Core.Storage;
using TradingAi.Tests.EndToEnd.InProcess.Drain;

namespace TradingAi.Tests.EndToEnd.InProcess.Deliveries;

public sealed class OutgoingWebhookTests
{
    private const string First = "whsec_Zmlyc3Qgc2VjcmV0IG9mIHRoZSBvdXRnb2luZw==";
    private const string Second = "whsec_c2Vjb25kIHNlY3JldCBvZiB0aGUgb3V0Z29pbmc=";
    private const string Incoming = "whsec_c2VjcmV0IG9mIHRoZSBpbmNvbWluZyBldmVudHM=";
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);

    public static TheoryData<string, string> Refused { get; } = new()
    {
        { "OUTGOING_WEBHOOK_URL=https://receiver.example/events", "OUTGOING_WEBHOOK_SECRETS is needed because OUTGOING_WEBHOOK_URL is set" },
        { $"OUTGOING_WEBHOOK_SECRETS={First}", "OUTGOING_WEBHOOK_URL is needed because OUTGOING_WEBHOOK_SECRETS is set" },
        { $"OUTGOING_WEBHOOK_URL=http://receiver.example/events;OUTGOING_WEBHOOK_SECRETS={First}", "OUTGOING_WEBHOOK_URL must be https" },
        { $"OUTGOING_WEBHOOK_URL=receiver;OUTGOING_WEBHOOK_SECRETS={First}", "OUTGOING_WEBHOOK_URL must be an address" },
        { "OUTGOING_WEBHOOK_URL=https://receiver.example/events;OUTGOING_WEBHOOK_SECRETS=secret", "OUTGOING_WEBHOOK_SECRETS must be a comma-separated list" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task A_webhook_that_is_configured_by_half_stops_the_start_by_the_settings_name(string settings, string sentence)
    {
        var values = settings.Split(';').Select(setting => setting.Split('=', 2)).ToDictionary(s => s[0], s => (string?)s[1]);
        var refusal = await Assert.ThrowsAnyAsync<Exception>(() => RealApp.StartAsync(values));
        Assert.Contains(sentence, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_alert_is_delivered_signed_by_every_secret_and_tried_again_until_it_arrives()
    {
        await using var receiver = await Receiver.StartAsync(First, Second);
        receiver.Answer = attempt => attempt switch { 1 => 500, 2 => 302, _ => 204 };
        await using var app = await StartAsync(receiver, $"{First},{Second}");
        using var client = app.CreateClient("ann");
        await LoseAsync(app, client, "ann");

        var attempts = new[] { await receiver.NextAsync(), await receiver.NextAsync(), await receiver.NextAsync() };
        Assert.All(attempts, attempt => Assert.Equal((attempts[0].Id, 2), (attempt.Id, attempt.SignedBy)));
        var body = attempts[2].Body;
        Assert.Equal(("alert.created", "ann"), ((string?)body["type"], (string?)body["user_id"]));
        Assert.EndsWith("Z", (string?)body["occurred_at"], StringComparison.Ordinal);
        var alert = (await client.GetDataAsync("alerts"))["alerts"]![0]!;
        Assert.All(["id", "alert_type", "severity", "message"], field => Assert.Equal((string?)alert[field], (string?)body["data"]![field]));
        await NothingLeftAsync(app, "ann");
        Assert.Empty(receiver.Rest());
        Assert.Equal((1, 2, 0), await AttemptsAsync(client));
    }

    [Fact]
    public async Task A_receiver_that_is_gone_is_not_asked_again_and_keeps_nobody_waiting()
    {
        await using var receiver = await Receiver.StartAsync(First);
        receiver.Answer = attempt => attempt == 1 ? 410 : 204;
        await using var app = await StartAsync(receiver, First);
        using var ann = app.CreateClient("ann");
        using var bob = app.CreateClient("bob");
        await LoseAsync(app, ann, "ann");
        var refused = await receiver.NextAsync();
        await NothingLeftAsync(app, "ann");

        await LoseAsync(app, bob, "bob");
        var delivered = await receiver.NextAsync();
        Assert.Equal(("ann", "bob"), ((string?)refused.Body["user_id"], (string?)delivered.Body["user_id"]));
        await NothingLeftAsync(app, "bob");
        Assert.Empty(receiver.Rest());
        Assert.Equal((1, 0, 1), await AttemptsAsync(bob));
    }

    [Fact]
    public async Task A_receiver_that_hangs_keeps_neither_alerts_nor_indexing_nor_reports_waiting()
    {
        const int Losses = 6;
        var release = new TaskCompletionSource();
        await using var receiver = await Receiver.StartAsync(First);
        receiver.Hold = release.Task;

        // No attempt ends of itself, and there are more users than activities that run at once.
        await using var app = await StartAsync(
            receiver, First, services => services.AddHttpClient(OutgoingDelivery.ClientName, client => client.Timeout = Timeout.InfiniteTimeSpan));
        string[] users = [.. Enumerable.Range(1, 9).Select(n => $"user{n}")];
        var clients = users.ToDictionary(user => user, app.CreateClient);
        try
        {
            foreach (var (user, client) in clients)
            {
                await LoseAsync(app, client, user, Losses);
                await UntilAsync(async () => (int)(await client.GetDataAsync("alerts?alert_type=large_loss"))["total_count"]! == Losses);
                await client.WaitUntilIndexedAsync();
            }

            var ann = clients[users[0]];
            var report = await (await ann.PostAsync("reports/generate?time_range=all&report_type=performance", null)).DataAsync(202);
            await UntilAsync(async () => (string?)(await ann.GetDataAsync($"reports/{report["id"]}/status"))["status"] == "completed");
            Assert.InRange(receiver.Rest().Select(attempt => (string?)attempt.Body["user_id"]).Distinct().Count(), 1, 2);
            Assert.True(await PendingAsync(ann) >= 50);

            release.SetResult();
            foreach (var user in users)
            {
                await NothingLeftAsync(app, user);
            }

            await UntilAsync(async () => await PendingAsync(ann) == 0);
            var told = 0;
            foreach (var client in clients.Values)
            {
                told += (int)(await client.GetDataAsync("alerts"))["total_count"]! + (int)(await client.GetDataAsync("insights"))["total_count"]!;
            }

            Assert.Equal((told, 0, 0), await AttemptsAsync(ann));
        }
        finally
        {
            release.TrySetResult();
            foreach (var client in clients.Values)
            {
                client.Dispose();
            }
        }
    }

    [Fact]
    public async Task An_insight_is_told_by_the_sweep_and_a_deleted_users_events_are_gone()
    {
        await using var receiver = await Receiver.StartAsync(First);
        receiver.Answer = _ => 500;
        await using var app = await StartAsync(receiver, First);
        using var client = app.CreateClient("ann");
        await client.ImportAsync(Api.Journal(Api.Stock(1), Api.Stock(2, "MSFT", 20)));
        var insight = await (await client.PostAsync("insights/generate?time_range=all&insight_type=patterns", null)).DataAsync(201);
        var told = await receiver.NextAsync();
        Assert.Equal(("insight.created", (string?)insight["id"]), ((string?)told.Body["type"], (string?)told.Body["data"]!["id"]));

        var now = app.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        using var deleted = Api.Event(Incoming, "ann", "user.deleted", [], timestamp: now.ToUnixTimeSeconds(), at: now);
        Assert.True((await client.SendAsync(deleted)).IsSuccessStatusCode);
        var system = app.Services.GetRequiredService<ISystemDatabase>();
        Assert.Empty(await system.QueryAsync(SqlStatement.Of($"SELECT user_id FROM outgoing_users"), row => row.GetString("user_id"), default));
        Assert.Null(await app.Services.GetRequiredService<IUserDatabases>().FindAsync(UserId.Parse("ann"), default));
    }

    private static Task<RealApp> StartAsync(Receiver receiver, string secrets, Action<IServiceCollection>? configure = null) => RealApp.StartAsync(
        new()
        {
            ["WEBHOOK_SECRETS"] = Incoming, ["OUTGOING_WEBHOOK_URL"] = receiver.Url, ["OUTGOING_WEBHOOK_SECRETS"] = secrets, ["AI_INSIGHTS_SCHEDULE_ENABLED"] = "false",
        },
        configure: services =>
        {
            services.AddSingleton<TimeProvider>(new QuickTime(30));
            configure?.Invoke(services);
        });

    // Losses far beyond forty usual trades, by the app's own clock.
    private static async Task LoseAsync(RealApp app, HttpClient client, string user, int losses = 1)
    {
        var now = app.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        await client.ImportAsync(Api.Journal([.. Enumerable.Range(1, 40).Select(n => AlertRouteTests.Trade(n, n % 2 == 0 ? 100 : -100, now.AddDays(-200 + (4 * n))))]));
        for (var n = 1; n <= losses; n++)
        {
            now = app.Services.GetRequiredService<TimeProvider>().GetUtcNow();
            using var lost = Api.Event(
                Incoming, user, "stock.created", AlertRouteTests.Trade(40 + n, -5_000 * n, now.AddHours(-1)), timestamp: now.ToUnixTimeSeconds(), at: now);
            Assert.True((await client.SendAsync(lost)).IsSuccessStatusCode);
        }
    }

    // Of this process: delivered, failed, given up.
    private static async Task<(int Delivered, int Failed, int GivenUp)> AttemptsAsync(HttpClient client)
    {
        var outgoing = (await client.GetDataAsync("metrics"))["outgoing"]!;
        return ((int)outgoing["delivered"]!, (int)outgoing["failed"]!, (int)outgoing["given_up"]!);
    }

    private static async Task<int> PendingAsync(HttpClient client) => (int)(await client.GetDataAsync("metrics"))["outgoing"]!["pending"]!;

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        using var patience = new CancellationTokenSource(s_patience);
        while (!await holds())
        {
            await Task.Delay(20, patience.Token);
        }
    }

    private static async Task NothingLeftAsync(RealApp app, string user)
    {
        var database = (await app.Services.GetRequiredService<IUserDatabases>().FindAsync(UserId.Parse(user), default))!;
        await UntilAsync(async () => await database.QueryFirstAsync(SqlStatement.Of($"SELECT COUNT(*) AS n FROM outgoing_events"), row => row.GetInt64("n"), default) == 0);
    }
}
