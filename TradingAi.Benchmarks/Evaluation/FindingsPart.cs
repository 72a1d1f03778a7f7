using System.Text.Json.Nodes;

namespace TradingAi.Benchmarks.Evaluation;

/// <summary>
/// Which planted effects the key findings of all four types of insight over everything name, with the right sign, and which
/// dimensions without an effect they name.
/// </summary>
internal sealed class FindingsPart(JournalTruth truth, ApiClient api)
{
    private static readonly string[] s_types = ["patterns", "performance", "risk", "behavior"];

    /// <summary>Makes the insights and compares.</summary>
    public async Task<PartResult> RunAsync()
    {
        var findings = new List<JsonNode>();
        foreach (var type in s_types)
        {
            findings.AddRange((await api.InsightAsync(type))["key_findings"]!.AsArray().Select(f => f!));
        }

        var missed = truth.Planted.Where(p => !findings.Exists(f => IsFound(p, f))).Select(p => $"planted: {p["id"]} was not found").ToList();
        var reported = truth.Nulls.Where(n => findings.Exists(PlantedPattern.Of(n).Covers)).Select(n => $"null: {n["id"]} was reported").ToList();
        return new PartResult(
            [
                Score.Share("planted patterns found", truth.Planted.Count, truth.Planted.Count - missed.Count, 1),
                Score.None("null dimensions reported", truth.Nulls.Count, reported.Count),
            ],
            [.. missed, .. reported]);
    }

    private static bool IsFound(JsonObject planted, JsonNode finding) =>
        PlantedPattern.Of(planted).Matches(finding) && ((string?)planted["kind"] is not { } kind || kind == (string?)finding["direction"]);
}
