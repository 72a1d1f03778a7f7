using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace TradingAi.Tests.EndToEnd;

/// <summary>What-if over HTTP: the shape, the body's places, the present.</summary>
public abstract class WhatIfRouteTests(AppFixture app)
{
    [Fact]
    public async Task The_real_figures_stand_beside_those_that_would_have_been()
    {
        using var client = await app.CreateClientAsync();
        var loss = Api.Stock(2, "TSLA");
        loss["exitPrice"] = 70m;
        loss["stopLoss"] = 90m;
        await client.ImportAsync(Api.Journal(Api.Stock(1), loss));

        var cut = await PostAsync(client, new { rule = new { kind = "stop_at_r", value = 1 } });
        Assert.Equal((-200m, 0m, 200m), (Net(cut, "actual"), Net(cut, "hypothetical"), Net(cut, "difference")));
        Assert.Equal(["stock:2"], cut["trades_affected"]!.AsArray().Select(r => (string)r!));
        Assert.NotEmpty(cut["assumptions"]!.AsArray());
        Assert.Equal(cut["actual"]!.ToJsonString(), (await client.GetDataAsync("analytics"))["figures"]!.ToJsonString());

        var only = await PostAsync(client, new { only = new { symbol = "aapl", hour = new object[] { 15, "16" } } });
        Assert.Equal(100m, Net(only, "hypothetical"));
        var both = await PostAsync(client, new { exclude = new { symbol = new[] { "AAPL", "MSFT" } }, rule = new[] { new { kind = "max_loss_a_trade", value = 50 } } });
        Assert.Equal(-50m, Net(both, "hypothetical"));
        Assert.Contains("MSFT", both["assumptions"]!.ToJsonString(), StringComparison.Ordinal);

        var before = await (await client.PostAsJsonAsync("what-if?as_of=2026-01-06T00:00:00Z", new { only = new { symbol = "AAPL" } })).DataAsync();
        Assert.Equal(0, (int)before["actual"]!["trade_count"]!);
        var ranged = await PostAsync(client, new { from = "2026-01-07", only = new { symbol = "AAPL" } });
        Assert.Equal((0, "custom"), ((int)ranged["actual"]!["trade_count"]!, (string)ranged["range"]!["time_range"]!));
    }

    [Fact]
    public async Task A_size_that_rounds_to_nothing_is_no_error()
    {
        using var client = await app.CreateClientAsync();
        var stopped = Api.Stock(1);
        stopped["stopLoss"] = 90m;
        await client.ImportAsync(Api.Journal(stopped));
        var answer = await PostAsync(client, new { rule = new { kind = "max_position_notional", value = 1e-28m } });

        Assert.Equal(0m, Math.Round((decimal)answer["hypothetical"]!["net_pnl"]!, 6));
    }

    public static TheoryData<string, string> TooMany =>
        new() { { "{\"only\":{\"symbol\":[" + string.Join(',', Enumerable.Range(0, 101).Select(n => $"\"S{n}\"")) + "]}}", "only.symbol" } };

    [Theory]
    [MemberData(nameof(TooMany))]
    [InlineData("{}", "rule")]
    [InlineData("""{"rules":[]}""", "rules")]
    [InlineData("""{"rule":[]}""", "rule")]
    [InlineData("""{"rule":"stop_at_r"}""", "rule")]
    [InlineData("""{"rule":{"value":1}}""", "rule.kind")]
    [InlineData("""{"rule":{"kind":"wish","value":1}}""", "rule.kind")]
    [InlineData("""{"rule":{"kind":"stop_at_r"}}""", "rule.value")]
    [InlineData("""{"rule":{"kind":"stop_at_r","value":0}}""", "rule.value")]
    [InlineData("""{"rule":{"kind":"stop_at_r","value":"1"}}""", "rule.value")]
    [InlineData("""{"rule":{"kind":"stop_at_r","value":1e99}}""", "rule.value")]
    [InlineData("""{"rule":[{"kind":"stop_at_r","value":1},{"kind":"max_trades_a_day","value":1.5}]}""", "rule[1].value")]
    [InlineData("""{"rule":{"kind":"stop_at_r","value":1,"unit":"R"}}""", "rule.unit")]
    [InlineData("""{"exclude":{}}""", "exclude")]
    [InlineData("""{"exclude":["Friday"]}""", "exclude")]
    [InlineData("""{"exclude":{"weekday":"Fridays"}}""", "exclude.weekday")]
    [InlineData("""{"exclude":{"weekday":[]}}""", "exclude.weekday")]
    [InlineData("""{"only":{"ticker":"AAPL"}}""", "only.ticker")]
    [InlineData("""{"only":{"symbol":7}}""", "only.symbol")]
    [InlineData("""{"only":{"symbol":"\ud800"}}""", "body")]
    [InlineData("""{"only":{"symbol":"AAPL"},"time_range":"moon"}""", "time_range")]
    [InlineData("""{"only":{"symbol":"AAPL"},"user_id":"someone"}""", "user_id")]
    public async Task What_is_wrong_is_refused_by_its_place(string body, string field)
    {
        using var client = await app.CreateClientAsync();
        var problem = await (await client.PostAsync("what-if", new StringContent(body, Encoding.UTF8, "application/json"))).ProblemAsync(400);
        Assert.Equal("validation_failed", (string?)problem["error"]);
        Assert.NotNull(problem["errors"]![field]);
    }

    [Fact]
    public async Task A_parameter_that_would_be_passed_over_is_refused()
    {
        using var client = await app.CreateClientAsync();
        var problem = await (await client.PostAsJsonAsync("what-if?symbol=AAPL", new { exclude = new { weekday = "Friday" } })).ProblemAsync(400);
        Assert.NotNull(problem["errors"]!["symbol"]);
    }

    private static async Task<JsonNode> PostAsync(HttpClient client, object body) => await (await client.PostAsJsonAsync("what-if", body)).DataAsync();

    private static decimal Net(JsonNode answer, string side) => (decimal)answer[side]!["net_pnl"]!;
}
