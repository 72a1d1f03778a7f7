using System.Net.Http.Json;

namespace TradingAi.Tests.EndToEnd.InProcess.Edge;

public sealed class UserLimitTests
{
    [Fact]
    public async Task Whoever_asks_too_often_is_told_when_to_ask_again_and_others_are_not()
    {
        await using var app = await RealApp.StartAsync(new() { ["LIMIT_CHAT_PER_MINUTE"] = "2" });
        using var ann = app.CreateClient("ann");
        using var ben = app.CreateClient("ben");
        await (await AskAsync(ann)).DataAsync();
        await (await AskAsync(ann, "chat/stream")).Content.ReadAsStringAsync();

        using var refused = await AskAsync(ann);

        Assert.Equal("rate_limited", (string?)(await refused.ProblemAsync(429))["error"]);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        await (await AskAsync(ben)).DataAsync();
        Assert.Equal(2, (await ann.GetDataAsync("chat/sessions"))["sessions"]!.AsArray().Count);
    }

    [Theory]
    [InlineData("LIMIT_INSIGHTS_PER_HOUR", "POST", "insights/generate?insight_type=risk", 201)]
    [InlineData("LIMIT_REPORTS_PER_HOUR", "POST", "reports?report_type=performance", 202)]
    [InlineData("LIMIT_SEARCH_PER_MINUTE", "GET", "search?q=gap", 200)]
    [InlineData("LIMIT_IMPORTS_PER_HOUR", "POST", "journal/import", 200)]
    public async Task Every_limited_route_has_its_own_limit(string setting, string method, string route, int status)
    {
        await using var app = await RealApp.StartAsync(new() { [setting] = "1" });
        using var client = app.CreateClient("ann");
        await (await SendAsync(client, method, route)).DataAsync(status);

        using var refused = await SendAsync(client, method, route);

        Assert.Equal("rate_limited", (string?)(await refused.ProblemAsync(429))["error"]);
        Assert.NotNull(refused.Headers.RetryAfter);
        await (await AskAsync(client)).DataAsync();
    }

    [Fact]
    public async Task An_answer_that_is_only_repeated_does_not_count_and_a_refusal_frees_its_key()
    {
        await using var app = await RealApp.StartAsync(new() { ["LIMIT_CHAT_PER_MINUTE"] = "1" });
        using var client = app.CreateClient("ann");
        var first = await (await AskAsync(client, key: "a")).DataAsync();

        var again = await (await AskAsync(client, key: "a")).DataAsync();

        Assert.Equal((string?)first["message_id"], (string?)again["message_id"]);
        await (await AskAsync(client, key: "b")).ProblemAsync(429);
        await (await AskAsync(client, key: "b")).ProblemAsync(429);
    }

    private static Task<HttpResponseMessage> AskAsync(HttpClient client, string route = "chat", string? key = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, route) { Content = JsonContent.Create(new { message = "What is my win rate?" }) };
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        return client.SendAsync(request);
    }

    private static Task<HttpResponseMessage> SendAsync(HttpClient client, string method, string route) =>
        method == "GET" ? client.GetAsync(route) : client.PostAsJsonAsync(route, route.EndsWith("import", StringComparison.Ordinal) ? Api.Journal() : []);
}
