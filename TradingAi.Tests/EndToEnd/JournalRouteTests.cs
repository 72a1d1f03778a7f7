using System.Text.Json.Nodes;

namespace TradingAi.Tests.EndToEnd;

public abstract class JournalRouteTests(AppFixture app)
{
    [Fact]
    public async Task The_sample_journal_is_imported_indexed_and_answered_from()
    {
        using var client = await app.CreateClientAsync();
        var imported = await client.ImportAsync(Api.Sample());
        Assert.Empty(imported["rejected"]!.AsArray());

        // Figures at once, while indexing still runs.
        var analytics = await client.GetDataAsync("analytics?time_range=all&group_by=all&as_of=2026-10-31T04:59:59Z");
        var expected = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Samples", "expected-metrics.json")))!;
        Assert.Equal("America/Chicago", (string?)analytics["range"]!["timezone"]);
        Assert.Equal(9, analytics["groups"]!.AsObject().Count);
        Assert.Equal(decimal.Parse((string)expected["ranges"]!["all"]!["metrics"]!["net_pnl"]!), (decimal)analytics["figures"]!["net_pnl"]!);
        Assert.Equal((decimal)analytics["figures"]!["net_pnl"]!, analytics["daily_pnl"]!.AsArray().Sum(d => (decimal)d!["pnl"]!));

        var again = await client.ImportAsync(Api.Sample());
        Assert.Equal(0, (int)again["imported"]!);

        var status = await client.WaitUntilIndexedAsync();
        Assert.Equal((int)status["entities"]!, (int)status["indexed"]!);
        Assert.Equal(0, (int)status["failed"]!);

        var found = await client.GetDataAsync("search?q=moved%20my%20stop&type=trade_note,notebook,playbook&top_k=5");
        Assert.Equal(5, found["results"]!.AsArray().Count);
        foreach (var row in found["results"]!.AsArray())
        {
            var entity = await client.GetDataAsync($"journal/entities/{Uri.EscapeDataString((string)row!["ref"]!)}");
            Assert.Equal((string?)row["ref"], (string?)entity["ref"]);
        }
    }

    [Fact]
    public async Task A_signed_event_changes_the_figures_and_becomes_searchable()
    {
        var (secret, user) = (AppFixture.RequireSecret(), AppFixture.NewUser());
        using var client = await app.CreateClientAsync(user);
        using var delivery = Api.Event(secret, user, "stock.created", Api.Stock(7, "NVDA"), id: "msg_1");
        Assert.Equal("accepted", (string?)(await (await client.SendAsync(delivery)).DataAsync(202))["status"]);

        using var repeated = Api.Event(secret, user, "stock.created", Api.Stock(7, "NVDA"), id: "msg_1");
        Assert.Equal("duplicate", (string?)(await (await client.SendAsync(repeated)).DataAsync(202))["status"]);

        var figures = (await client.GetDataAsync("analytics?symbol=nvda"))["figures"]!;
        Assert.Equal(100m, (decimal)figures["net_pnl"]!);
        Assert.Equal(1, (int)figures["trade_count"]!);

        Assert.Equal(1, (int)(await client.WaitUntilIndexedAsync())["indexed"]!);
        var entity = await client.GetDataAsync("journal/entities/stock:7");
        Assert.Equal(100m, (decimal)entity["figures"]!["net_pnl"]!);
        Assert.Equal(24, (double)entity["figures"]!["hold_hours"]!);
    }

    [Fact]
    public async Task An_id_with_a_colon_or_a_slash_opens_by_its_ref()
    {
        using var client = await app.CreateClientAsync();
        await client.ImportAsync(Api.Journal(Api.Stock("a:b/c")));
        var entity = await client.GetDataAsync($"journal/entities/{Uri.EscapeDataString("stock:a%3Ab%2Fc")}");
        Assert.Equal("stock:a%3Ab%2Fc", (string?)entity["ref"]);
    }

    [Fact]
    public async Task Filters_are_combined_and_several_keys_mean_either()
    {
        using var client = await app.CreateClientAsync();
        await client.ImportAsync(Api.Journal(Api.Stock(1, "AAPL"), Api.Stock(2, "MSFT", 20), Api.Stock(3, "AMD", 40)));
        Assert.Equal(300m, (decimal)(await client.GetDataAsync("analytics?symbol=AAPL,MSFT&direction=long&weekday=monday"))["figures"]!["net_pnl"]!);
        Assert.Equal(0m, (decimal)(await client.GetDataAsync("analytics?symbol=AAPL&direction=short"))["figures"]!["net_pnl"]!);
    }

    [Fact]
    public async Task Retry_answers_how_many_there_were()
    {
        using var client = await app.CreateClientAsync();
        Assert.Equal(0, (int)(await (await client.PostAsync("journal/retry", null)).DataAsync())["retried"]!);
    }

    [Fact]
    public async Task Health_reports_every_part_and_asks_for_no_user()
    {
        using var client = await app.CreateClientAsync("not/a/user");
        var health = await client.GetDataAsync("health");
        Assert.All(["voyager", "upstash_vector", "gemini", "cache", "database"], part => Assert.Equal("healthy", (string?)health[part]!["status"]));
        Assert.Equal("healthy", (string?)health["overall"]);
        Assert.Equal("healthy", (string?)(await client.GetDataAsync("health/cached"))["overall"]);
        Assert.Equal("healthy", (string?)(await client.GetDataAsync("health/live"))["status"]);
    }

    [Fact]
    public async Task Nothing_of_one_user_is_seen_by_another()
    {
        using var owner = await app.CreateClientAsync();
        using var other = await app.CreateClientAsync();
        await owner.ImportAsync(Api.Journal(Api.Stock(5, "NVDA")));
        await (await other.GetAsync("journal/entities/stock:5")).ProblemAsync(404);
        Assert.Equal(0, (int)(await other.GetDataAsync("analytics"))["figures"]!["trade_count"]!);
        Assert.Equal(0, (int)(await other.GetDataAsync("journal/status"))["entities"]!);
        Assert.Empty((await other.GetDataAsync("search?q=NVDA"))["results"]!.AsArray());
    }
}
