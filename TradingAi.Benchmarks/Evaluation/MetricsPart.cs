using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TradingAi.Benchmarks.Evaluation;

/// <summary>Every figure, group, day and final equity of every range: money exact, ratios to nine digits.</summary>
internal sealed class MetricsPart(JournalTruth truth, ApiClient api)
{
    private readonly Dictionary<string, (int Checked, int Right)> _counts = [];
    private readonly List<string> _misses = [];

    /// <summary>Compares them all.</summary>
    public async Task<PartResult> RunAsync()
    {
        foreach (var (name, range) in truth.Ranges)
        {
            var wanted = range!["range"]!;
            var answer = await api.AnalyticsAsync(wanted["from"] is { } from
                ? $"time_range=custom&from={from}&to={wanted["to"]}"
                : $"time_range={wanted["name"]}");
            Compare(name, range["metrics"]!.AsObject(), answer);
        }

        return new PartResult([.. _counts.Select(c => Score.Share($"metrics: {c.Key}", c.Value.Checked, c.Value.Right, 1))], _misses);
    }

    private void Compare(string range, JsonObject expected, JsonNode answer)
    {
        foreach (var (figure, value) in expected.Where(m => m.Key is not ("daily_pnl" or "groups" or "final_equity")))
        {
            Check("figures", $"{range} {figure}", value, answer["figures"]?[figure]);
        }

        foreach (var (dimension, groups) in expected["groups"]?.AsObject() ?? [])
        {
            var given = ByKey(answer["groups"]?[dimension], "key");
            CheckKeys("groups", $"{range} {dimension}", groups!.AsObject().Select(g => g.Key), given.Keys);
            foreach (var (key, figures) in groups.AsObject())
            {
                foreach (var (figure, value) in figures!.AsObject())
                {
                    Check("groups", $"{range} {dimension} {key} {figure}", value, given.GetValueOrDefault(key)?[figure]);
                }
            }
        }

        var days = ByKey(answer["daily_pnl"], "date");
        var expectedDays = expected["daily_pnl"]?.AsArray() ?? [];
        CheckKeys("days", range, expectedDays.Select(d => (string)d!["date"]!), days.Keys);
        foreach (var day in expectedDays)
        {
            var date = (string)day!["date"]!;
            Check("days", $"{range} {date}", day["pnl"], days.GetValueOrDefault(date)?["pnl"]);
        }

        var curve = answer["equity_curve"]?.AsArray() ?? [];
        Check("final equity", $"{range} final equity", expected["final_equity"], curve.Count == 0 ? JsonValue.Create(0m) : curve[^1]!["equity"]);
    }

    private static Dictionary<string, JsonNode> ByKey(JsonNode? rows, string key) =>
        (rows as JsonArray)?.ToDictionary(row => (string)row![key]!, row => row!) ?? [];

    // A key too many is as wrong as one too few.
    private void CheckKeys(string part, string what, IEnumerable<string> expected, IEnumerable<string> given) => Count(
        part, expected.ToHashSet().SetEquals(given), $"{what}: other keys than expected");

    private void Check(string part, string what, JsonNode? expected, JsonNode? given) =>
        Count(part, IsSame(expected, given), $"{what}: {given?.ToJsonString() ?? "null"} instead of {expected?.ToJsonString() ?? "null"}");

    private void Count(string part, bool isRight, string miss)
    {
        var (count, right) = _counts.GetValueOrDefault(part);
        _counts[part] = (count + 1, right + (isRight ? 1 : 0));
        if (!isRight)
        {
            _misses.Add(miss);
        }
    }

    // Sums of money stand as strings in the truth and must be equal; everything else is a double.
    private static bool IsSame(JsonNode? expected, JsonNode? given)
    {
        if (expected is null || given is null)
        {
            return expected is null && given is null;
        }

        if (given.GetValueKind() != JsonValueKind.Number)
        {
            return false;
        }

        if (expected.GetValueKind() == JsonValueKind.String)
        {
            return decimal.Parse((string)expected!, CultureInfo.InvariantCulture) == (decimal)given;
        }

        var (a, b) = ((double)expected, (double)given);
        return Math.Abs(a - b) <= 1e-9 * Math.Max(1, Math.Abs(a));
    }
}
