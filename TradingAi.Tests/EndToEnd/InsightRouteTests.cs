using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace TradingAi.Tests.EndToEnd;

public abstract class InsightRouteTests(AppFixture app)
{
    private const string AsOf = "as_of=2026-01-10T00:00:00Z";

    [Fact]
    public async Task An_insight_is_made_read_listed_and_deleted()
    {
        using var client = await TraderAsync();
        var response = await client.PostAsJsonAsync($"insights/generate?{AsOf}", new { time_range = "30d", insight_type = "risk" });
        var made = await response.DataAsync(201);
        var id = (string)made["id"]!;

        Assert.Equal($"/api/ai/insights/{id}", response.Headers.Location?.ToString());
        Assert.Equal(("30d", "risk", app.LanguageModel), ((string?)made["time_range"], (string?)made["insight_type"], (string?)made["model"]));
        Assert.NotEqual("", (string?)made["content"]);
        Assert.True(JsonNode.DeepEquals(made, await client.GetDataAsync($"insights/{id}")));
        Assert.Equal(id, (string?)Assert.Single((await client.GetDataAsync("insights"))["insights"]!.AsArray())!["id"]);

        await (await client.DeleteAsync($"insights/{id}")).DataAsync();
        await (await client.GetAsync($"insights/{id}")).ProblemAsync(404);
        await (await client.DeleteAsync($"insights/{id}")).ProblemAsync(404);
        Assert.Equal(0, (int)(await client.GetDataAsync("insights"))["total_count"]!);
    }

    [Fact]
    public async Task A_finding_says_what_was_found_how_sure_it_is_and_what_it_was_worth()
    {
        // Twenty trades in BAD lose 50 each; of the other sixty every second makes 100 and the rest lose 30.
        using var client = await app.CreateClientAsync();
        await client.ImportAsync(Api.Journal([.. Enumerable.Range(1, 80).Select(n =>
        {
            var stock = Api.Stock(n, n <= 20 ? "BAD" : "AAPL");
            stock["exitPrice"] = n <= 20 ? 95m : n % 2 == 0 ? 110m : 97m;
            return stock;
        })]));
        var insight = await (await client.PostAsync($"insights?{AsOf}&time_range=all&insight_type=patterns", null)).DataAsync(201);
        var finding = Assert.Single(insight["key_findings"]!.AsArray())!;

        Assert.Equal(("symbol", "BAD", "negative"), ((string?)finding["dimension"], (string?)finding["key"], (string?)finding["direction"]));
        Assert.Equal((20, 60, -85.0), ((int)finding["n"]!, (int)finding["n_rest"]!, (double)finding["effect"]!));
        Assert.InRange((double)finding["q_value"]!, (double)finding["p_value"]!, 0.05);
        Assert.Equal(20, finding["refs"]!.AsArray().Count);
        var worth = finding["worth"]!;
        Assert.Equal((-1_000m, 1_000m), ((decimal)worth["net_pnl"]!, (decimal)worth["difference"]!));
        Assert.Equal((1_100m, 2_100m), ((decimal)worth["actual"]!["net_pnl"]!, (decimal)worth["without"]!["net_pnl"]!));
        Assert.Equal((60, 0.5), ((int)worth["without"]!["trade_count"]!, (double)worth["without"]!["win_rate"]!));
    }

    [Fact]
    public async Task A_list_is_filtered_and_goes_page_by_page_from_the_newest()
    {
        using var client = await TraderAsync();
        var made = new List<string>();
        foreach (var (range, type) in new[] { ("7d", "risk"), ("30d", "risk"), ("7d", "patterns") })
        {
            var insight = await (await client.PostAsync($"insights?{AsOf}&time_range={range}&insight_type={type}", null)).DataAsync(201);
            made.Insert(0, (string)insight["id"]!);
        }

        var first = await client.GetDataAsync("insights?limit=2");
        var second = await client.GetDataAsync($"insights?limit=2&cursor={Uri.EscapeDataString((string)first["next_cursor"]!)}");

        Assert.Equal(3, (int)first["total_count"]!);
        Assert.Equal(made, Ids(first).Concat(Ids(second)));
        Assert.Null(second["next_cursor"]);
        Assert.Equal([made[1], made[2]], Ids(await client.GetDataAsync("insights?insight_type=risk")));
        Assert.Equal([made[2]], Ids(await client.GetDataAsync("insights?insight_type=risk&time_range=7d")));
        Assert.Empty(Ids(await client.GetDataAsync("insights?time_range=all")));
    }

    [Fact]
    public async Task Another_users_insight_does_not_exist()
    {
        using var owner = await TraderAsync();
        using var other = await app.CreateClientAsync();
        var id = (string)(await (await owner.PostAsync($"insights?{AsOf}&time_range=7d&insight_type=risk", null)).DataAsync(201))["id"]!;

        await (await other.GetAsync($"insights/{id}")).ProblemAsync(404);
        await (await other.DeleteAsync($"insights/{id}")).ProblemAsync(404);
        Assert.Empty(Ids(await other.GetDataAsync("insights")));
        Assert.Equal(HttpStatusCode.OK, (await owner.GetAsync($"insights/{id}")).StatusCode);
    }

    [Theory]
    [InlineData("{\"time_range\":\"5d\",\"insight_type\":\"risk\"}", "time_range")]
    [InlineData("{\"time_range\":\"7d\",\"insight_type\":\"moon\"}", "insight_type")]
    [InlineData("{\"time_range\":\"7d\"}", "insight_type")]
    [InlineData("{\"time_range\":\"custom\",\"insight_type\":\"risk\"}", "from")]
    [InlineData("{\"time_range\":\"7d\",\"insight_type\":\"risk\",\"user_id\":\"someone\"}", "user_id")]
    [InlineData("{\"time_range\":7,\"insight_type\":\"risk\"}", "time_range")]
    public async Task A_bad_wish_is_refused_by_name(string body, string field)
    {
        using var client = await app.CreateClientAsync();
        using var content = new StringContent(body, new System.Net.Http.Headers.MediaTypeHeaderValue("application/json"));
        Assert.NotNull((await (await client.PostAsync("insights/generate", content)).ProblemAsync(400))["errors"]![field]);
    }

    [Theory]
    [InlineData("limit=-1", "limit")]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=101", "limit")]
    [InlineData("cursor=made-up", "cursor")]
    [InlineData("time_range=5d", "time_range")]
    [InlineData("insight_type=moon", "insight_type")]
    public async Task A_bad_list_is_refused_by_name(string query, string field)
    {
        using var client = await app.CreateClientAsync();
        Assert.NotNull((await (await client.GetAsync($"insights?{query}")).ProblemAsync(400))["errors"]![field]);
    }

    [Fact]
    public async Task The_same_wish_under_one_key_makes_one_insight()
    {
        using var client = await TraderAsync();
        client.DefaultRequestHeaders.Add("Idempotency-Key", "once");
        var path = $"insights?{AsOf}&time_range=7d&insight_type=behavior";
        var first = await (await client.PostAsync(path, null)).DataAsync(201);
        var again = await client.PostAsync(path, null);

        Assert.Equal($"/api/ai/insights/{first["id"]}", again.Headers.Location?.ToString());
        Assert.True(JsonNode.DeepEquals(first, await again.DataAsync(201)));
        Assert.Equal(1, (int)(await client.GetDataAsync("insights"))["total_count"]!);
    }

    private async Task<HttpClient> TraderAsync()
    {
        var client = await app.CreateClientAsync();
        await client.ImportAsync(Api.Journal(Api.Stock(1), Api.Stock(2, "MSFT", 20)));
        return client;
    }

    private static IEnumerable<string> Ids(JsonNode list) => list["insights"]!.AsArray().Select(i => (string)i!["id"]!);
}
