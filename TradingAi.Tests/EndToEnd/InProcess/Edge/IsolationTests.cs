using System.Net.Http.Json;
using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using TradingAi.Functions;

namespace TradingAi.Tests.EndToEnd.InProcess.Edge;

public sealed class IsolationTests(EmbeddedApp app)
{
    /// <summary>Taken from the app itself, so that a route that is added is asked too.</summary>
    [Fact]
    public async Task An_id_of_another_user_answers_404_on_every_route_that_takes_one()
    {
        using var owner = await app.CreateClientAsync();
        using var other = await app.CreateClientAsync();
        await other.ImportAsync(Api.Journal(Api.Stock(1)));
        var ids = await MakeOneOfEachAsync(owner);

        var routes = RoutesWithAnId().ToArray();
        Assert.NotEmpty(routes);
        foreach (var (method, route) in routes)
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), Fill(route, ids));
            if (method == "put")
            {
                request.Content = JsonContent.Create(new { title = "mine now" });
            }

            var problem = await (await other.SendAsync(request)).ProblemAsync(404);
            Assert.DoesNotContain("NVDA", problem.ToJsonString(), StringComparison.Ordinal);
        }

        await (await other.PostAsJsonAsync("chat", new { message = "And the worst?", session_id = ids["chat/sessions"] })).ProblemAsync(404);

        // Nothing was changed or deleted.
        foreach (var (_, route) in routes.Where(route => route.Method == "get"))
        {
            await owner.GetDataAsync(Fill(route, ids));
        }

        Assert.NotEqual("mine now", (string?)(await owner.GetDataAsync($"chat/sessions/{ids["chat/sessions"]}"))["title"]);
    }

    [Theory]
    [InlineData("alerts")]
    [InlineData("chat/sessions")]
    [InlineData("insights")]
    [InlineData("reports")]
    public async Task Lists_hold_nothing_of_another_user(string route)
    {
        using var owner = await app.CreateClientAsync();
        using var other = await app.CreateClientAsync();
        await MakeOneOfEachAsync(owner);
        Assert.NotEqual(0, (int)(await owner.GetDataAsync(route))["total_count"]!);
        Assert.Equal(0, (int)(await other.GetDataAsync(route))["total_count"]!);
    }

    private static async Task<Dictionary<string, string>> MakeOneOfEachAsync(HttpClient owner)
    {
        // A loss far beyond the usual ones, so that there is an alert.
        var now = DateTimeOffset.UtcNow;
        await owner.ImportAsync(Api.Journal(
        [
            Api.Stock(77, "NVDA"), AlertRouteTests.Trade(41, -5_000, now.AddHours(-1)),
            .. Enumerable.Range(1, 40).Select(n => AlertRouteTests.Trade(n, n % 2 == 0 ? 100 : -100, now.AddDays(-200 + (4 * n)))),
        ]));
        var answer = await (await owner.PostAsJsonAsync("chat", new { message = "What is my net P&L on NVDA?" })).DataAsync();
        var insight = await (await owner.PostAsJsonAsync("insights/generate", new { insight_type = "performance", time_range = "all" })).DataAsync(201);
        using var wish = new HttpRequestMessage(HttpMethod.Post, "reports/generate") { Content = JsonContent.Create(new { report_type = "performance", time_range = "all" }) };
        wish.Headers.Add("Prefer", "wait=60");
        var report = await (await owner.SendAsync(wish)).DataAsync(201);
        return new Dictionary<string, string>
        {
            ["chat/sessions"] = (string)answer["session_id"]!,
            ["insights"] = (string)insight["id"]!,
            ["reports"] = (string)report["id"]!,
            ["alerts"] = await AlertAsync(owner),
            ["journal/entities"] = "stock:77",
        };
    }

    private static async Task<string> AlertAsync(HttpClient owner)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (true)
        {
            if ((await owner.GetDataAsync("alerts"))["alerts"]!.AsArray() is { Count: > 0 } alerts)
            {
                return (string)alerts[0]!["id"]!;
            }

            await Task.Delay(50, patience.Token);
        }
    }

    private static IEnumerable<(string Method, string Route)> RoutesWithAnId() =>
        from type in typeof(TradingAiApp).Assembly.GetTypes()
        from method in type.GetMethods()
        from parameter in method.GetParameters()
        let trigger = parameter.GetCustomAttribute<HttpTriggerAttribute>()
        let route = trigger?.Route ?? ""
        where route.Contains('{', StringComparison.Ordinal)
        from verb in trigger!.Methods!
        select (verb, route["ai/".Length..]);

    private static string Fill(string route, Dictionary<string, string> ids)
    {
        var kind = route[..(route.IndexOf('{', StringComparison.Ordinal) - 1)];
        return $"{kind}/{ids[kind]}{route[(route.IndexOf('}', StringComparison.Ordinal) + 1)..]}";
    }
}
