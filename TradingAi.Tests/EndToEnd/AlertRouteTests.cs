using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;

namespace TradingAi.Tests.EndToEnd;

public abstract class AlertRouteTests(AppFixture app)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task A_trade_changes_the_live_figures_at_once_and_raises_an_alert_once_that_can_be_acknowledged()
    {
        var (secret, user) = (AppFixture.RequireSecret(), AppFixture.NewUser());
        using var client = await app.CreateClientAsync(user);
        var now = DateTimeOffset.UtcNow;
        await client.ImportAsync(Api.Journal([.. Enumerable.Range(1, 40).Select(n => Trade(n, n % 2 == 0 ? 100 : -100, now.AddDays(-200 + (4 * n))))]));
        var before = await client.GetDataAsync("analytics/live");
        Assert.Equal((0m, 0, "wins", 1), ((decimal)before["current_pnl"]!, (int)before["last_24h"]!["trade_count"]!, (string)before["streak"]!["kind"]!, (int)before["streak"]!["length"]!));
        Assert.Null(before["win_rate_24h"]);
        Assert.InRange((int)before["risk_score"]!, 0, 100);
        Assert.Equal(
            ["drawdown_magnitude", "leverage_usage", "position_concentration", "volatility_exposure"],
            before["risk_factors"]!.AsObject().Select(f => f.Key).Order());
        Assert.All(before["risk_factors"]!.AsObject(), f => Assert.NotEmpty((string)before["risk_explanations"]![f.Key]!));

        // Told twice, and once more as an update; the second trade's alert comes after everything the first could raise.
        using (var created = Api.Event(secret, user, "stock.created", Trade(41, -5_000, now.AddHours(-1)), 1, "msg_41"))
        {
            Assert.Equal(HttpStatusCode.Accepted, (await client.SendAsync(created)).StatusCode);
        }

        var live = await client.GetDataAsync("analytics/live");
        Assert.Equal((-5_000m, 0d, "losses"), ((decimal)live["last_24h"]!["net_pnl"]!, (double)live["win_rate_24h"]!, (string)live["streak"]!["kind"]!));
        Assert.Equal(5_000m, (decimal)live["drawdown"]!["current"]!);
        Assert.Equal((decimal)before["last_24h"]!["net_pnl"]!, (decimal)(await client.GetDataAsync($"analytics/live?as_of={Text(now.AddHours(-1))}"))["last_24h"]!["net_pnl"]!);
        await SendAsync(client, Api.Event(secret, user, "stock.created", Trade(41, -5_000, now.AddHours(-1)), 1, "msg_41"));
        await SendAsync(client, Api.Event(secret, user, "stock.updated", Trade(41, -5_001, now.AddHours(-1)), 2));
        await AlertAsync(client, "stock:41");
        await SendAsync(client, Api.Event(secret, user, "stock.created", Trade(42, -20_000, now.AddMinutes(-50)), 1));
        await AlertAsync(client, "stock:42");

        var losses = await client.GetDataAsync("alerts?alert_type=large_loss&severity=critical&acknowledged=false");
        Assert.Equal(2, (int)losses["total_count"]!);
        Assert.Equal(["stock:42", "stock:41"], losses["alerts"]!.AsArray().Select(a => (string)a!["evidence"]![0]!));
        var page = await client.GetDataAsync("alerts?alert_type=large_loss&limit=1");
        Assert.Equal("stock:42", (string?)page["alerts"]![0]!["evidence"]![0]);
        page = await client.GetDataAsync($"alerts?alert_type=large_loss&limit=1&cursor={page["next_cursor"]}");
        Assert.Equal(("stock:41", null), ((string?)page["alerts"]![0]!["evidence"]![0], (string?)page["next_cursor"]));

        var id = (string)page["alerts"]![0]!["id"]!;
        var acknowledged = await (await client.PostAsync($"alerts/{id}/acknowledge", null)).DataAsync();
        Assert.NotNull((string?)acknowledged["acknowledged_at"]);
        var again = await (await client.PostAsync($"alerts/{id}/acknowledge", null)).DataAsync();
        Assert.Equal((string?)acknowledged["acknowledged_at"], (string?)again["acknowledged_at"]);
        var open = (await client.GetDataAsync("analytics/live"))["alerts"]!.AsArray().Select(a => (string)a!["id"]!).ToList();
        Assert.DoesNotContain(id, open);
        Assert.Contains((string)losses["alerts"]![0]!["id"]!, open);

        using var other = await app.CreateClientAsync();
        await (await other.PostAsync($"alerts/{id}/acknowledge", null)).ProblemAsync(404);
        await (await client.PostAsync("alerts/unknown/acknowledge", null)).ProblemAsync(404);
        Assert.Equal(0, (int)(await other.GetDataAsync("alerts"))["total_count"]!);
    }

    [Fact]
    public async Task A_user_without_a_journal_has_zeros()
    {
        using var client = await app.CreateClientAsync();
        var live = await client.GetDataAsync("analytics/live");

        Assert.Equal((0m, 0, 0d), ((decimal)live["current_pnl"]!, (int)live["risk_score"]!, (double)live["momentum_score"]!));
        Assert.Empty(live["alerts"]!.AsArray());
    }

    private static async Task SendAsync(HttpClient client, HttpRequestMessage message)
    {
        using (message)
        {
            Assert.Equal(HttpStatusCode.Accepted, (await client.SendAsync(message)).StatusCode);
        }
    }

    private static async Task AlertAsync(HttpClient client, string evidence)
    {
        using var bound = new CancellationTokenSource(s_patience);
        while (!(await client.GetDataAsync("alerts?alert_type=large_loss"))["alerts"]!.AsArray().Any(a => (string)a!["evidence"]![0]! == evidence))
        {
            await Task.Delay(50, bound.Token);
        }
    }

    // Ten shares of 3,000, held for half an hour.
    internal static JsonObject Trade(int id, decimal pnl, DateTimeOffset entry)
    {
        var trade = Api.Stock(id);
        (trade["entryPrice"], trade["exitPrice"]) = (3_000m, 3_000m + (pnl / 10));
        (trade["entryDate"], trade["exitDate"], trade["updatedAt"]) = (Text(entry), Text(entry.AddMinutes(30)), Text(entry.AddMinutes(30)));
        return trade;
    }

    private static string Text(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
