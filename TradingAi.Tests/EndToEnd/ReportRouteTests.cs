using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace TradingAi.Tests.EndToEnd;

public abstract class ReportRouteTests(AppFixture app)
{
    private const string AsOf = "as_of=2026-01-10T00:00:00Z";

    [Fact]
    public async Task A_report_that_is_waited_for_is_answered_whole()
    {
        using var client = await TraderAsync();
        var response = await PostAsync(client, new { time_range = "30d", report_type = "comprehensive" }, "wait=30");
        var report = await response.DataAsync(201);
        var id = (string)report["id"]!;

        Assert.Equal($"/api/ai/reports/{id}", response.Headers.Location?.ToString());
        Assert.Equal(["wait=30"], response.Headers.GetValues("Preference-Applied"));
        Assert.Equal(("completed", 100), ((string?)report["status"], (int)report["progress"]!));
        Assert.NotEqual("", (string?)report["summary"]);
        Assert.Equal(300m, (decimal)report["analytics"]!["figures"]!["net_pnl"]!);
        Assert.Equal(4, report["insights"]!.AsArray().Count);
        Assert.Equal(2, report["trades"]!.AsArray().Count);
        Assert.True(JsonNode.DeepEquals(report, await client.GetDataAsync($"reports/{id}")));
        Assert.Equal(id, (string?)Assert.Single((await client.GetDataAsync("reports"))["reports"]!.AsArray())!["id"]);

        await (await client.DeleteAsync($"reports/{id}")).DataAsync();
        await (await client.GetAsync($"reports/{id}")).ProblemAsync(404);
        await (await client.GetAsync($"reports/{id}/status")).ProblemAsync(404);
        await (await client.DeleteAsync($"reports/{id}")).ProblemAsync(404);
    }

    [Fact]
    public async Task A_report_can_be_read_as_one_document()
    {
        using var client = await TraderAsync();
        var report = await (await PostAsync(client, new { time_range = "30d", report_type = "comprehensive" }, "wait=30")).DataAsync(201);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"reports/{report["id"]}");
        request.Headers.Accept.ParseAdd("text/markdown");
        var response = await client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();

        Assert.Equal("text/markdown", response.Content.Headers.ContentType?.MediaType);
        Assert.StartsWith("# Comprehensive report, 30d", text, StringComparison.Ordinal);
        var (letter, disclaimer) = ((string)report["summary"]!, (string)report["disclaimer"]!);
        Assert.EndsWith($"\n\n{disclaimer}", letter, StringComparison.Ordinal);
        Assert.Contains(letter[..^disclaimer.Length], text, StringComparison.Ordinal);
        Assert.EndsWith($"\n{disclaimer}", text.TrimEnd(), StringComparison.Ordinal);
        Assert.Single(text.Split('\n'), line => line.Contains("not investment advice", StringComparison.Ordinal));
        Assert.Contains("| stock:2 | MSFT |", text, StringComparison.Ordinal);
        Assert.All(report["recommendations"]!.AsArray(), r => Assert.Contains((string)r!, text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_report_that_is_not_waited_for_tells_where_to_ask()
    {
        using var client = await TraderAsync();
        var ticket = await (await PostAsync(client, new { time_range = "all", report_type = "risk" }, prefer: null)).DataAsync(202);

        Assert.Equal($"/api/ai/reports/{ticket["id"]}/status", (string?)ticket["status_url"]);
        var status = await client.WaitForReportAsync((string)ticket["status_url"]!);
        Assert.Equal(("completed", 100), ((string?)status["status"], (int)status["progress"]!));
    }

    [Fact]
    public async Task Only_the_sections_asked_for_are_there()
    {
        using var client = await TraderAsync();
        var wish = new { time_range = "all", report_type = "trading", include_sections = new[] { "summary", "trades" } };
        var report = await (await PostAsync(client, wish, "respond-async, wait=60")).DataAsync(201);

        Assert.NotNull(report["summary"]);
        Assert.Equal(2, report["trades"]!.AsArray().Count);
        Assert.Null(report["analytics"]);
        Assert.All(["insights", "patterns", "recommendations"], section => Assert.Empty(report[section]!.AsArray()));
    }

    [Fact]
    public async Task A_report_deleted_at_once_stays_gone()
    {
        using var client = await TraderAsync();
        var (gone, kept) = (await TicketAsync(client), await TicketAsync(client));
        await (await client.DeleteAsync($"reports/{gone["id"]}")).DataAsync();
        await client.WaitForReportAsync((string)kept["status_url"]!);

        await (await client.GetAsync($"reports/{gone["id"]}")).ProblemAsync(404);
        Assert.Equal((string?)kept["id"], (string?)Assert.Single((await client.GetDataAsync("reports"))["reports"]!.AsArray())!["id"]);
    }

    [Fact]
    public async Task A_list_goes_page_by_page_from_the_newest()
    {
        using var client = await TraderAsync();
        var made = new List<string>();
        for (var n = 0; n < 3; n++)
        {
            made.Insert(0, (string)(await TicketAsync(client))["id"]!);
        }

        var first = await client.GetDataAsync("reports?limit=2");
        var second = await client.GetDataAsync($"reports?limit=2&cursor={Uri.EscapeDataString((string)first["next_cursor"]!)}");

        Assert.Equal(3, (int)first["total_count"]!);
        Assert.Equal(made, first["reports"]!.AsArray().Concat(second["reports"]!.AsArray()).Select(r => (string)r!["id"]!));
        Assert.Null(second["next_cursor"]);
    }

    [Fact]
    public async Task Another_users_report_does_not_exist()
    {
        using var owner = await TraderAsync();
        using var other = await app.CreateClientAsync();
        var id = (string)(await TicketAsync(owner))["id"]!;

        await (await other.GetAsync($"reports/{id}")).ProblemAsync(404);
        await (await other.GetAsync($"reports/{id}/status")).ProblemAsync(404);
        await (await other.DeleteAsync($"reports/{id}")).ProblemAsync(404);
        Assert.Empty((await other.GetDataAsync("reports"))["reports"]!.AsArray());
        Assert.Equal(HttpStatusCode.OK, (await owner.GetAsync($"reports/{id}")).StatusCode);
    }

    [Theory]
    [InlineData("time_range=5d&report_type=risk", "time_range")]
    [InlineData("time_range=7d&report_type=moon", "report_type")]
    [InlineData("time_range=7d", "report_type")]
    [InlineData("time_range=7d&report_type=risk&include_sections=summary,moon", "include_sections")]
    [InlineData("time_range=7d&report_type=risk&as_of=yesterday", "as_of")]
    public async Task A_bad_wish_is_refused_by_name(string query, string field)
    {
        using var client = await app.CreateClientAsync();
        Assert.NotNull((await (await client.PostAsync($"reports?{query}", null)).ProblemAsync(400))["errors"]![field]);
        Assert.Equal(0, (int)(await client.GetDataAsync("reports"))["total_count"]!);
    }

    [Theory]
    [InlineData("limit=-1", "limit")]
    [InlineData("limit=101", "limit")]
    [InlineData("cursor=made-up", "cursor")]
    public async Task A_bad_list_is_refused_by_name(string query, string field)
    {
        using var client = await app.CreateClientAsync();
        Assert.NotNull((await (await client.GetAsync($"reports?{query}")).ProblemAsync(400))["errors"]![field]);
    }

    [Theory]
    [InlineData("wait=abc")]
    [InlineData("wait=-1")]
    [InlineData("wait")]
    public async Task A_preference_that_is_none_is_passed_over(string prefer)
    {
        using var client = await TraderAsync();
        var response = await PostAsync(client, new { time_range = "7d", report_type = "risk" }, prefer);
        await response.DataAsync(202);
        Assert.False(response.Headers.Contains("Preference-Applied"));
    }

    [Fact]
    public async Task The_same_wish_under_one_key_makes_one_report()
    {
        using var client = await TraderAsync();
        client.DefaultRequestHeaders.Add("Idempotency-Key", "once");
        var first = await TicketAsync(client);
        client.DefaultRequestHeaders.Add("Prefer", "wait=30");
        var again = await TicketAsync(client);

        Assert.True(JsonNode.DeepEquals(first, again));
        Assert.Equal(1, (int)(await client.GetDataAsync("reports"))["total_count"]!);
    }

    private static async Task<JsonNode> TicketAsync(HttpClient client) =>
        await (await client.PostAsync($"reports?{AsOf}&time_range=all&report_type=performance", null)).DataAsync(202);

    private static async Task<HttpResponseMessage> PostAsync(HttpClient client, object wish, string? prefer)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"reports/generate?{AsOf}") { Content = JsonContent.Create(wish) };
        if (prefer is not null)
        {
            request.Headers.Add("Prefer", prefer);
        }

        return await client.SendAsync(request);
    }

    private async Task<HttpClient> TraderAsync()
    {
        var client = await app.CreateClientAsync();
        await client.ImportAsync(Api.Journal(Api.Stock(1), Api.Stock(2, "MSFT", 20)));
        return client;
    }
}
