using System.Text.Json.Nodes;
using TradingAi.Tests.Operations.Redis;

namespace TradingAi.Tests.EndToEnd.InProcess.Edge;

/// <summary>Answers from the cache: the same ones, and never old ones.</summary>
public sealed class AnswerCacheTests
{
    private const string Secret = "whsec_c2VjcmV0IG9mIHRoZSBjYWNoZSB0ZXN0cyE=";

    private static readonly string[] s_serving = ["healthy", "degraded"];

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_search_is_answered_from_memory_until_something_changes()
    {
        await using var app = await RealApp.StartAsync([]);
        using var client = app.CreateClient("ann");
        await client.ImportAsync(Api.Journal(Api.Stock(1, "NVDA")));
        await client.WaitUntilIndexedAsync();
        var first = await client.GetDataAsync("search?q=NVDA");
        var before = await HitsAsync(client);

        var again = await client.GetDataAsync("search?q=NVDA");

        Assert.True(JsonNode.DeepEquals(first, again));
        Assert.Equal(before + 1, await HitsAsync(client));
        await client.ImportAsync(Api.Journal(Api.Stock(2, "NVDA")));
        Assert.Contains("stock:2", (await client.GetDataAsync("search?q=NVDA"))["results"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Empty((await client.GetDataAsync("search?q=NVDA&type=notebook"))["results"]!.AsArray());
    }

    [Fact]
    public async Task Figures_are_computed_once_for_the_trades_they_cover()
    {
        await using var app = await RealApp.StartAsync([]);
        using var client = app.CreateClient("ann");
        await client.ImportAsync(Api.Sample());
        const string route = "analytics?group_by=all&as_of=";
        var first = await client.GetDataAsync($"{route}2026-09-30T12:00:00Z");
        var before = await HitsAsync(client);

        var later = await client.GetDataAsync($"{route}2026-09-30T12:00:01Z");

        Assert.Equal(before + 1, await HitsAsync(client));
        Assert.Equal("2026-09-30T12:00:01Z", (string?)later["range"]!["to"]);
        Assert.All(["figures", "daily_pnl", "equity_curve", "groups"], part => Assert.True(JsonNode.DeepEquals(first[part], later[part]), part));
        Assert.False(JsonNode.DeepEquals(first["figures"], (await client.GetDataAsync($"{route}2026-06-30T12:00:00Z"))["figures"]));
        Assert.False(JsonNode.DeepEquals(first["figures"], (await client.GetDataAsync($"{route}2026-09-30T12:00:00Z&direction=short"))["figures"]));
    }

    [Fact]
    public async Task The_first_request_of_a_day_warms_the_cache_once_over_all_instances()
    {
        await using var server = await RedisServer.StartAsync();
        await using var app = await RealApp.StartAsync(new()
        {
            ["REDIS_CONNECTION"] = server.Connection, ["REDIS_TIMEOUT_MILLISECONDS"] = "20000", ["WEBHOOK_SECRETS"] = Secret,
        });
        using var client = app.CreateClient("Ann");
        using (var change = Api.Event(Secret, "Ann", "stock.created", Api.Stock(1)))
        {
            Assert.Equal(202, (int)(await client.SendAsync(change)).StatusCode);
        }

        Assert.DoesNotContain(await server.KeysAsync(), key => key.Contains("mark:warm", StringComparison.Ordinal));
        await client.GetDataAsync("journal/status");

        using var bound = new CancellationTokenSource(s_patience);
        IReadOnlyList<string> keys;
        while (!(keys = await server.KeysAsync()).Any(key => key.StartsWith("tradingai:cache:analytics:", StringComparison.Ordinal)))
        {
            await Task.Delay(50, bound.Token);
        }

        Assert.Single(keys, key => key.StartsWith("tradingai:mark:warm:", StringComparison.Ordinal));
        Assert.DoesNotContain(keys, key => key.Contains("Ann", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_answer_comes_while_redis_is_away()
    {
        await using var server = await RedisServer.StartAsync();
        await using var app = await RealApp.StartAsync(new()
        {
            ["REDIS_CONNECTION"] = server.Connection, ["REDIS_TIMEOUT_MILLISECONDS"] = "20000", ["LIMIT_SEARCH_PER_MINUTE"] = "2",
        });
        using var client = app.CreateClient("ann");
        await client.ImportAsync(Api.Journal(Api.Stock(1, "NVDA")));
        // On a busy machine a part may be slow, and say so.
        Assert.Contains((string?)(await client.GetDataAsync("health"))["cache"]!["status"], s_serving);
        await server.KillAsync();

        await client.GetDataAsync("analytics");
        await client.GetDataAsync("search?q=NVDA");
        await client.GetDataAsync("search?q=NVDA");
        await (await client.GetAsync("search?q=NVDA")).ProblemAsync(429);

        var body = JsonNode.Parse(await (await client.GetAsync("health")).Content.ReadAsStringAsync())!["data"]!;
        Assert.Equal("unhealthy", (string?)body["cache"]!["status"]);
        Assert.Contains((string?)body["database"]!["status"], s_serving);
        Assert.Equal("degraded", (string?)body["overall"]);
    }

    private static async Task<long> HitsAsync(HttpClient client) => (long)(await client.GetDataAsync("metrics"))["cache"]!["memory"]!["hits"]!;
}
