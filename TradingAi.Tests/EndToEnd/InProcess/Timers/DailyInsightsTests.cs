using System.Net;

namespace TradingAi.Tests.EndToEnd.InProcess.Timers;

public sealed class DailyInsightsTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task The_daily_schedule_makes_each_insight_of_an_active_user_once()
    {
        await using var app = await RealApp.StartAsync([]);
        using var client = await TraderAsync(app, "first");
        await FireUntilMadeAsync(client);

        // Whoever comes later still gets theirs; the first one gets nothing twice.
        using var later = await TraderAsync(app, "later");
        await FireUntilMadeAsync(later);
        var list = await client.GetDataAsync("insights?limit=100");

        Assert.Equal(8, (int)list["total_count"]!);
        Assert.Equal(
            from range in new[] { "30d", "7d" } from type in new[] { "behavior", "patterns", "performance", "risk" } select (range, type),
            list["insights"]!.AsArray().Select(i => ((string)i!["time_range"]!, (string)i["insight_type"]!)).Order());
    }

    private static async Task FireUntilMadeAsync(HttpClient client)
    {
        using var bound = new CancellationTokenSource(s_patience);
        do
        {
            // A run under way may have missed the user, so each round asks for another.
            Assert.Equal(HttpStatusCode.Accepted, (await client.PostAsync("/admin/functions/DailyInsightsSchedule", null, bound.Token)).StatusCode);
            await Task.Delay(100, bound.Token);
        }
        while ((int)(await client.GetDataAsync("insights"))["total_count"]! < 8);
    }

    private static async Task<HttpClient> TraderAsync(RealApp app, string user)
    {
        var client = app.CreateClient(user);
        await client.ImportAsync(Api.Journal(Api.Stock(1), Api.Stock(2, "MSFT", 20)));
        return client;
    }
}
