using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace TradingAi.Tests.EndToEnd;

public abstract class AnalysisRouteTests(AppFixture app)
{
    private const string AsOf = "as_of=2026-10-31T04:59:59Z";

    [Fact]
    public async Task Answer_insights_and_predictions_come_together_and_the_answer_is_stored()
    {
        using var client = await app.CreateClientAsync();
        await client.ImportAsync(Api.Sample());
        var analysis = await AskAsync(client, new { query = "What is my net P&L?" });

        Assert.Equal("net_pnl", (string)analysis["answer"]!["facts"]![0]!["figure"]!);
        Assert.Equal(["patterns", "behavior"], analysis["insights"]!.AsArray().Select(i => (string)i!["insight_type"]!));
        Assert.All(analysis["insights"]!.AsArray(), i => Assert.Equal("30d", (string)i!["time_range"]!));
        Assert.Equal("predicted", (string)analysis["predictions"]!["outcome"]!);
        Assert.Empty(analysis["partial"]!.AsArray());

        var session = (string)analysis["answer"]!["session_id"]!;
        Assert.Equal(2, (int)(await client.GetDataAsync($"chat/sessions/{session}"))["message_count"]!);

        // The insights of the same data are answered again, and the session goes on.
        var again = await AskAsync(client, new { query = "And on NVDA?", session_id = session, include_predictions = false, market_conditions = "calm" });
        Assert.Equal(Ids(analysis), Ids(again));
        Assert.Equal("NVDA", (string)again["answer"]!["facts"]![0]!["filters"]!["symbol"]!);
        Assert.Null(again["predictions"]);
        Assert.Empty(again["partial"]!.AsArray());
        Assert.Equal(4, (int)(await client.GetDataAsync($"chat/sessions/{session}"))["message_count"]!);
    }

    [Fact]
    public async Task A_key_that_was_used_answers_the_same_analysis()
    {
        using var client = await app.CreateClientAsync();
        client.DefaultRequestHeaders.Add("Idempotency-Key", "analysis-1");
        var first = await AskAsync(client, new { query = "What is my net P&L?" });
        Assert.True(JsonNode.DeepEquals(first, await AskAsync(client, new { query = "What is my net P&L?" })));
        using var other = await client.PostAsJsonAsync($"analysis?{AsOf}", new { query = "What is my win rate?" });
        await other.ProblemAsync(422);
    }

    [Fact]
    public async Task A_journal_without_trades_is_answered_too()
    {
        using var client = await app.CreateClientAsync();
        var analysis = await AskAsync(client, new { query = "What is my net P&L?" });
        Assert.Equal("declined", (string)analysis["answer"]!["outcome"]!);
        Assert.Equal("insufficient_history", (string)analysis["predictions"]!["outcome"]!);
        Assert.Empty(analysis["partial"]!.AsArray());
    }

    [Fact]
    public async Task What_is_wrong_with_a_request_is_named()
    {
        using var client = await app.CreateClientAsync();
        await RefusedAsync(new { query = " " }, 400, "query");
        await RefusedAsync(new { }, 400, "query");
        await RefusedAsync(new { query = new string('x', 4_001) }, 400, "query");
        await RefusedAsync(new { query = "hello", market_conditions = 3 }, 400, "market_conditions");
        await RefusedAsync(new { query = "hello", message = "hello" }, 400, "message");
        await RefusedAsync(new { query = "hello", user_id = "somebody-else" }, 400, "user_id");
        await RefusedAsync(new { query = "hello", session_id = "nobody's" }, 404, "session_id");
        using var late = await client.PostAsJsonAsync("analysis?as_of=soon", new { query = "hello" });
        await late.ProblemAsync(400);

        async Task RefusedAsync(object body, int status, string field)
        {
            using var response = await client.PostAsJsonAsync($"analysis?{AsOf}", body);
            var problem = await response.ProblemAsync(status);
            Assert.Contains(field, problem["errors"]!.AsObject().Select(e => e.Key));
        }
    }

    private static async Task<JsonNode> AskAsync(HttpClient client, object body)
    {
        using var response = await client.PostAsJsonAsync($"analysis?{AsOf}", body);
        return await response.DataAsync();
    }

    private static IEnumerable<string> Ids(JsonNode analysis) => analysis["insights"]!.AsArray().Select(i => (string)i!["id"]!);
}
