using System.Text.Json.Nodes;

namespace TradingAi.Tests.EndToEnd;

public abstract class PredictionRouteTests(AppFixture app)
{
    private const string AsOf = "as_of=2026-10-31T04:59:59Z";

    [Fact]
    public async Task A_prediction_has_every_part()
    {
        using var client = await app.CreateClientAsync();
        await client.ImportAsync(Api.Sample());
        var prediction = await client.GetDataAsync($"predictions?horizon=7d&{AsOf}");

        Assert.Equal(("predicted", "7d"), ((string?)prediction["outcome"], (string?)prediction["horizon"]));
        var performance = prediction["performance"]!;
        Assert.All(["interval_80", "interval_95"], name => AssertHolds(performance[name]!, (double)performance["expected_pnl"]!));
        Assert.All(["win_rate_interval_80", "win_rate_interval_95"], name => AssertHolds(performance[name]!, (double)performance["expected_win_rate"]!));
        Assert.All(["trades_interval_80", "trades_interval_95"], name => AssertHolds(performance[name]!, (double)performance["expected_trades"]!));
        Assert.All(["confidence_score", "probability_of_profit"], name => Assert.InRange((double)performance[name]!, 0, 1));
        Assert.All(["risk_factors", "opportunities", "recommendations"], name => Assert.NotEmpty(performance[name]!.AsArray()));

        var trend = prediction["trend"]!;
        Assert.Contains((string?)trend["trend_direction"], new[] { "up", "flat", "down" });
        Assert.InRange((double)trend["strength"]!, 0, 1);
        Assert.True((int)trend["duration_estimate_days"]! > 0);
        Assert.All(trend["key_indicators"]!.AsArray(), i => Assert.NotNull(i!["name"]!.ToString() + (double)i["value"]!));

        Assert.All(prediction["patterns"]!.AsArray(), pattern =>
        {
            AssertHolds(pattern!["interval_80"]!, (double)pattern["success_probability"]!);
            Assert.Contains((string?)pattern["risk_level"], new[] { "low", "medium", "high" });
            Assert.True((int)pattern["n"]! >= 10);
            Assert.NotNull(pattern["expected_return"]);
        });
        Assert.Contains("playbook VWAP Reclaim", prediction["patterns"]!.AsArray().Select(p => (string?)p!["pattern"]));

        var backtest = prediction["backtest"]!;
        Assert.True((int)backtest["weeks"]! >= 40);
        Assert.InRange((double)backtest["coverage_80"]!, 0, (double)backtest["coverage_95"]!);
        Assert.All(["mean_absolute_error", "baseline_error"], name => Assert.True((decimal)backtest[name]! > 0));
        Assert.All(["method", "disclaimer"], name => Assert.NotEqual("", (string?)prediction[name]));
        Assert.True(JsonNode.DeepEquals(prediction, await client.GetDataAsync($"predictions?{AsOf}")));
    }

    [Fact]
    public async Task A_short_history_is_an_answer_of_its_own()
    {
        using var client = await app.CreateClientAsync();
        await client.ImportAsync(Api.Journal([.. Enumerable.Range(1, 5).Select(n => Api.Stock(n))]));
        var prediction = await client.GetDataAsync("predictions?as_of=2026-01-10T00:00:00Z");

        Assert.Equal("insufficient_history", (string?)prediction["outcome"]);
        Assert.Contains("5 closed trades", (string?)prediction["message"]);
        Assert.All(["performance", "trend", "patterns", "backtest", "method"], name =>
        {
            Assert.True(prediction.AsObject().ContainsKey(name));
            Assert.Null(prediction[name]);
        });
    }

    [Theory]
    [InlineData("horizon=5d", "horizon")]
    [InlineData("horizon=", "horizon")]
    [InlineData("horizn=7d", "horizn")]
    [InlineData("as_of=soon", "as_of")]
    [InlineData("user_id=someone", "user_id")]
    public async Task A_bad_wish_is_refused_by_name(string query, string field)
    {
        using var client = await app.CreateClientAsync();
        Assert.NotNull((await (await client.GetAsync($"predictions?{query}")).ProblemAsync(400))["errors"]![field]);
    }

    private static void AssertHolds(JsonNode interval, double value)
    {
        var ends = interval.AsArray();
        Assert.Equal(2, ends.Count);
        Assert.InRange(value, (double)ends[0]!, (double)ends[1]!);
    }
}
