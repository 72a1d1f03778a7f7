using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace TradingAi.Tests.EndToEnd;

public abstract class BadInputTests(AppFixture app)
{
    [Theory]
    [InlineData("analytics?time_range=5d", "time_range")]
    [InlineData("analytics?time_range=custom", "from")]
    [InlineData("analytics?from=2026-02-30", "from")]
    [InlineData("analytics?from=2026-02-02&to=2026-02-01", "to")]
    [InlineData("analytics?weekday=Someday", "weekday")]
    [InlineData("analytics?hour=24", "hour")]
    [InlineData("analytics?group_by=moon", "group_by")]
    [InlineData("analytics?symbl=AAPL", "symbl")]
    [InlineData("analytics?as_of=yesterday", "as_of")]
    [InlineData("analytics?as_of=0001-01-01T00:00:00Z", "as_of")]
    [InlineData("analytics?as_of=9999-12-31T23:59:59Z", "as_of")]
    [InlineData("analytics?user_id=someone", "user_id")]
    [InlineData("analytics/live?as_of=yesterday", "as_of")]
    [InlineData("analytics/live?symbol=AAPL", "symbol")]
    [InlineData("alerts?acknowledged=maybe", "acknowledged")]
    [InlineData("alerts?alert_type=moon", "alert_type")]
    [InlineData("alerts?severity=high", "severity")]
    [InlineData("alerts?limit=0", "limit")]
    [InlineData("search", "q")]
    [InlineData("search?q=x&top_k=0", "top_k")]
    [InlineData("search?q=x&type=moon", "type")]
    [InlineData("chat/sessions?limit=-1", "limit")]
    [InlineData("chat/sessions?limit=101", "limit")]
    [InlineData("chat/sessions?cursor=made-up", "cursor")]
    public async Task A_bad_parameter_is_refused_by_name(string path, string field)
    {
        using var client = await app.CreateClientAsync();
        var problem = await (await client.GetAsync(path)).ProblemAsync(400);
        Assert.Equal("validation_failed", (string?)problem["error"]);
        Assert.NotNull(problem["errors"]![field]);
    }

    [Theory]
    [InlineData("{\"message\":", "invalid_json")]
    [InlineData("[]", "invalid_json")]
    [InlineData("", "invalid_json")]
    [InlineData("{\"message\":7}", "validation_failed")]
    [InlineData("{\"message\":\"\"}", "validation_failed")]
    [InlineData("{\"message\":\"hello\",\"mesage\":1}", "validation_failed")]
    [InlineData("{\"message\":\"hello\",\"user_id\":\"someone\"}", "validation_failed")]
    public async Task A_bad_body_is_refused(string body, string code)
    {
        using var client = await app.CreateClientAsync();
        var problem = await (await client.PostAsync("chat", new StringContent(body, Encoding.UTF8, "application/json"))).ProblemAsync(400);
        Assert.Equal(code, (string?)problem["error"]);
        Assert.NotEmpty(problem["errors"]!.AsObject());
    }

    [Fact]
    public async Task An_instant_beyond_the_years_that_are_computed_is_told_so()
    {
        using var client = await app.CreateClientAsync();
        foreach (var year in new[] { "1899", "2200", "9999" })
        {
            var problem = await (await client.GetAsync($"predictions?as_of={year}-12-31T23:59:59Z")).ProblemAsync(400);
            Assert.Contains("1900 to 2199", (string)problem["errors"]!["as_of"]![0]!);
        }
    }

    [Theory]
    [InlineData("journal/retry")]
    [InlineData("alerts/unknown/acknowledge")]
    public async Task A_body_where_none_is_asked_for_is_read_all_the_same(string path)
    {
        using var client = await app.CreateClientAsync();
        Assert.Equal("invalid_json", (string?)(await (await PostAsync("{")).ProblemAsync(400))["error"]);
        Assert.NotNull((await (await PostAsync("{\"all\":true}")).ProblemAsync(400))["errors"]!["all"]);
        foreach (var nothing in new[] { "", "{}" })
        {
            Assert.Contains((await PostAsync(nothing)).StatusCode, new[] { HttpStatusCode.OK, HttpStatusCode.NotFound });
        }

        Task<HttpResponseMessage> PostAsync(string body) => client.PostAsync(path, new StringContent(body, Encoding.UTF8, "application/json"));
    }

    [Fact]
    public async Task A_message_of_4001_characters_and_a_body_beyond_the_limit_are_refused()
    {
        using var client = await app.CreateClientAsync();
        await (await client.PostAsJsonAsync("chat", new { message = new string('x', 4001) })).ProblemAsync(400);
        var large = await (await client.PostAsJsonAsync("chat", new { message = new string('x', 100_000) })).ProblemAsync(413);
        Assert.Contains("65536", (string)large["errors"]!["body"]![0]!);
        await (await client.PostAsync("chat", new StringContent("{}", Encoding.UTF8, "text/plain"))).ProblemAsync(415);
    }

    [Theory]
    [InlineData("stock:1")]
    [InlineData("nonsense")]
    [InlineData("stock:..%2F..%2Fetc%2Fpasswd")]
    [InlineData("stock:%2500")]
    [InlineData("..%2F..%2Fdemo")]
    public async Task An_unknown_entity_and_path_tricks_answer_404(string reference)
    {
        using var client = await app.CreateClientAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync($"journal/entities/{reference}")).StatusCode);
    }

    [Theory]
    [InlineData("openapi.json")]
    [InlineData("me/export")]
    public async Task A_route_of_a_later_issue_does_not_exist(string path)
    {
        using var client = await app.CreateClientAsync();
        await (await client.GetAsync(path)).ProblemAsync(404);
    }

    [Fact]
    public async Task A_wrong_row_is_rejected_by_its_place_and_the_others_stay()
    {
        using var client = await app.CreateClientAsync();
        var wrong = Api.Stock(2);
        wrong["numberShares"] = -5;
        var huge = Api.Stock(3);
        huge["entryPrice"] = "1e400";
        var nan = Api.Stock(4);
        nan["entryPrice"] = "NaN";
        var impossible = Api.Stock(5);
        impossible["exitDate"] = "2026-02-30T10:00:00Z";
        var result = await client.ImportAsync(Api.Journal(Api.Stock(1), wrong, huge, nan, impossible, Api.Stock(6)));
        Assert.Equal(2, (int)result["imported"]!);
        Assert.Equal(
            ["stocks[1].numberShares", "stocks[2].entryPrice", "stocks[3].entryPrice", "stocks[4].exitDate"],
            result["rejected"]!.AsArray().Select(r => (string)r!["path"]!));
        Assert.Equal(2, (int)(await client.GetDataAsync("analytics"))["figures"]!["trade_count"]!);
    }

    [Theory]
    [InlineData("{\"foo\":[]}", "foo")]
    [InlineData("{\"foo\":{\"stocks\":[]}}", "foo")]
    [InlineData("{}", "body")]
    [InlineData("[]", "body")]
    [InlineData("{\"stocks\":5}", "stocks")]
    [InlineData("{\"stocks\":{\"id\":1}}", "stocks")]
    public async Task A_document_that_is_no_journal_is_refused_by_the_part_at_fault_and_keeps_nothing(string document, string field)
    {
        using var client = await app.CreateClientAsync();
        var content = new StringContent(document, Encoding.UTF8, "application/json");
        var problem = await (await client.PostAsync("journal/import", content)).ProblemAsync(400);
        Assert.Equal([field], problem["errors"]!.AsObject().Select(e => e.Key));
        Assert.Equal(0, (int)(await client.GetDataAsync("journal/status"))["entities"]!);
    }

    [Theory]
    [InlineData("trade_notes", "\"none\"")]
    [InlineData("playbooks", "{}")]
    [InlineData("user_profile", "[]")]
    [InlineData("user_profile", "5")]
    public async Task A_part_that_cannot_be_read_is_rejected_and_the_others_stay(string part, string value)
    {
        using var client = await app.CreateClientAsync();
        var journal = Api.Journal(Api.Stock(1));
        journal[part] = JsonNode.Parse(value);
        var result = await client.ImportAsync(journal);
        Assert.Equal((1, 1), ((int)result["imported"]!, (int)result["rejected_count"]!));
        Assert.Equal(part, (string)result["rejected"]![0]!["path"]!);
    }

    [Fact]
    public async Task A_part_that_is_not_kept_and_one_that_is_empty_are_no_obstacle()
    {
        using var client = await app.CreateClientAsync();
        var journal = Api.Journal(Api.Stock(1));
        journal["calendar"] = 5;
        journal["playbooks"] = null;
        journal["user_profile"] = null;
        var result = await client.ImportAsync(journal);
        Assert.Equal((1, 0), ((int)result["imported"]!, (int)result["rejected_count"]!));
    }

    [Fact]
    public async Task A_truncated_import_keeps_nothing()
    {
        using var client = await app.CreateClientAsync();
        var text = Api.Journal(Api.Stock(1), Api.Stock(2)).ToJsonString();
        await (await client.PostAsync("journal/import", new StringContent(text[..^20], Encoding.UTF8, "application/json"))).ProblemAsync(400);
        Assert.Equal(0, (int)(await client.GetDataAsync("journal/status"))["entities"]!);
    }

    [Fact]
    public async Task Webhooks_that_prove_nothing_answer_401_and_store_nothing()
    {
        var (secret, user) = (AppFixture.RequireSecret(), AppFixture.NewUser());
        using var client = await app.CreateClientAsync(user);
        using var stale = Api.Event(secret, user, "stock.created", Api.Stock(1), timestamp: DateTimeOffset.UtcNow.AddMinutes(-6).ToUnixTimeSeconds());
        using var wrong = Api.Event("whsec_" + Convert.ToBase64String("another secret"u8), user, "stock.created", Api.Stock(1));
        using var unsigned = new HttpRequestMessage(HttpMethod.Post, "webhooks/journal") { Content = JsonContent.Create(new { type = "stock.created" }) };
        foreach (var request in new[] { stale, wrong, unsigned })
        {
            Assert.Equal("unauthorized", (string?)(await (await client.SendAsync(request)).ProblemAsync(401))["error"]);
        }

        using var malformed = Api.Signed(secret, "{\"type\":");
        await (await client.SendAsync(malformed)).ProblemAsync(400);
        using var unknown = Api.Signed(secret, "{\"type\":\"moon.landed\",\"user_id\":\"x\",\"occurred_at\":\"2026-01-01T00:00:00Z\",\"data\":{}}");
        await (await client.SendAsync(unknown)).DataAsync(202);
        Assert.Equal(0, (int)(await client.GetDataAsync("journal/status"))["entities"]!);
    }

    [Fact]
    public async Task A_malformed_user_is_refused_and_case_makes_another_user()
    {
        using var malformed = await app.CreateClientAsync("../x");
        await (await malformed.GetAsync("analytics")).ProblemAsync(400);
        var user = AppFixture.NewUser();
        using var lower = await app.CreateClientAsync(user);
        using var upper = await app.CreateClientAsync(user.ToUpperInvariant());
        await lower.ImportAsync(Api.Journal(Api.Stock(1)));
        Assert.Equal(0, (int)(await upper.GetDataAsync("analytics"))["figures"]!["trade_count"]!);
    }
}
