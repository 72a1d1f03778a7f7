using System.Text.Json;
using System.Text.Json.Nodes;

namespace TradingAi.Tests.EndToEnd;

/// <summary>The sample journal's independently computed truth, through the analytics route: money exact, ratios to nine digits.</summary>
public abstract class SampleMetricsTests(AppFixture app)
{
    private static readonly JsonNode s_expected =
        JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Samples", "expected-metrics.json")))!;

    [Fact]
    public async Task Every_figure_group_and_day_of_every_range_is_the_expected_one()
    {
        using var client = await app.CreateClientAsync();
        await client.ImportAsync(Api.Sample());

        foreach (var (name, range) in s_expected["ranges"]!.AsObject())
        {
            var answer = await client.GetDataAsync($"analytics?{Query(range!["range"]!)}&group_by=all&as_of={s_expected["as_of"]}");

            Assert.Equal(Instant(range["start"]), Instant(answer["range"]!["from"]));
            Assert.Equal(Instant(range["end"]), Instant(answer["range"]!["to"]));
            AssertMetrics(name, range["metrics"]!.AsObject(), answer);
        }
    }

    private static string Query(JsonNode range) => range["from"] is { } from
        ? $"time_range=custom&from={from}&to={range["to"]}"
        : $"time_range={range["name"]}";

    private static void AssertMetrics(string range, JsonObject expected, JsonNode answer)
    {
        foreach (var (figure, value) in expected.Where(m => m.Key is not ("daily_pnl" or "groups")))
        {
            AssertSame($"{range} {figure}", value, answer["figures"]![figure]);
        }

        var days = expected["daily_pnl"]!.AsArray();
        Assert.Equal(days.Select(d => (string?)d!["date"]), answer["daily_pnl"]!.AsArray().Select(d => (string?)d!["date"]));
        Assert.All(days.Zip(answer["daily_pnl"]!.AsArray()), pair => AssertSame($"{range} {pair.First!["date"]}", pair.First["pnl"], pair.Second!["pnl"]));
        AssertSame($"{range} equity", expected["final_equity"], answer["equity_curve"]!.AsArray()[^1]!["equity"]);

        foreach (var (dimension, groups) in expected["groups"]!.AsObject())
        {
            var given = answer["groups"]![dimension]!.AsArray().ToDictionary(g => (string)g!["key"]!);
            Assert.Equal(groups!.AsObject().Select(g => g.Key).Order(), given.Keys.Order());
            foreach (var (key, figures) in groups.AsObject())
            {
                Assert.All(figures!.AsObject(), f => AssertSame($"{range} {dimension} {key} {f.Key}", f.Value, given[key]![f.Key]));
            }
        }
    }

    // Sums of money stand as strings in the truth, and must be equal; everything else is a double.
    private static void AssertSame(string what, JsonNode? expected, JsonNode? given)
    {
        if (expected is null || given is null)
        {
            Assert.True(expected is null && given is null, $"{what}: {expected} ≠ {given}");
        }
        else if (expected.GetValueKind() == JsonValueKind.String)
        {
            Assert.True(decimal.Parse((string)expected!) == (decimal)given, $"{what}: {expected} ≠ {given}");
        }
        else
        {
            var (a, b) = ((double)expected, (double)given);
            Assert.True(Math.Abs(a - b) <= 1e-9 * Math.Max(1, Math.Abs(a)), $"{what}: {expected} ≠ {given}");
        }
    }

    private static DateTimeOffset? Instant(JsonNode? node) => node is null ? null : DateTimeOffset.Parse((string)node!);
}
