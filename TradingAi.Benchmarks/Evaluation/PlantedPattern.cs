using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace TradingAi.Benchmarks.Evaluation;

/// <summary>
/// Which findings an entry of <c>planted.json</c> speaks of: their dimensions, and their key where it names one. What the entry
/// is about stands in its fields (<c>symbol</c>, <c>playbook</c>, …), else in its id and the first half of its definition.
/// </summary>
internal sealed partial class PlantedPattern
{
    private static readonly string[] s_weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

    private static readonly string[] s_daytimes = ["morning", "afternoon", "evening"];

    // Fields whose value is the key of a finding, and its dimension.
    private static readonly (string Field, string Dimension)[] s_fields =
    [
        ("symbol", "symbol"), ("playbook", "playbook"), ("tag", "tag"), ("strategy_type", "strategy_type"), ("strategy", "strategy_type"),
        ("hour", "hour"), ("weekday", "weekday"), ("hold", "hold"), ("asset", "asset"), ("mistake", "mistake"), ("side", "direction"),
    ];

    // How ids begin, and the dimensions they mean.
    private static readonly (string Start, string[] Dimensions)[] s_ids =
    [
        ("losers_held", ["hold_time"]), ("disposition", ["hold_time"]), ("winners_cut", ["hold_time", "cut_winners"]), ("cut_winner", ["cut_winners"]),
        ("revenge", ["revenge"]), ("overtrad", ["trades_a_day", "overtrading"]), ("busy", ["trades_a_day", "overtrading"]),
        ("oversize", ["size"]), ("size", ["size"]), ("streak", ["streak"]), ("averaging", ["averaging_down"]), ("no_stop", ["stop"]),
        ("stop", ["stop", "stop_overrun"]), ("session", ["session"]), ("first_half", ["session"]), ("last_half", ["session"]),
        ("commission", ["commissions"]), ("rule", ["rule_compliance"]), ("concentration", ["concentration"]), ("direction", ["direction"]), ("long", ["direction"]), ("short", ["direction"]), ("asset", ["asset"]),
        ("stocks", ["asset"]), ("options", ["asset"]), ("call", ["option_type", "call_put"]), ("put", ["option_type", "call_put"]),
        ("order", ["order_type"]), ("rating", ["rating", "trade_ratings"]), ("broker", ["broker", "brokerage", "brokerage_name"]),
        ("symbol", ["symbol"]), ("playbook", ["playbook"]), ("tag", ["tag"]), ("strategy", ["strategy_type"]), ("hour", ["hour"]),
        ("weekday", ["weekday"]), ("hold", ["hold"]), ("mistake", ["mistake"]), ("review", ["reviewed"]),
    ];

    // Dimensions with keys of their own, where an entry means one key unless it names none.
    private static readonly string[] s_keyed = ["symbol", "playbook", "tag", "strategy_type", "hour", "weekday", "hold", "mistake"];

    private readonly HashSet<string> _dimensions;
    private readonly string? _key;
    private readonly string _text;
    private readonly bool _isWhole;

    private PlantedPattern(IEnumerable<string> dimensions, string? key, string text, bool isWhole) =>
        (_dimensions, _key, _text, _isWhole) = (dimensions.ToHashSet(), key, text, isWhole);

    /// <summary>Reads an entry of <c>planted</c> or <c>nulls</c>.</summary>
    public static PlantedPattern Of(JsonObject entry)
    {
        var id = JournalTruth.Text(entry, "id");
        var definition = (string?)entry["definition"] ?? "";
        var text = $"{id.Replace('_', ' ')} {definition.Split(" versus ", 2)[0]}";
        foreach (var (field, dimension) in s_fields)
        {
            if (entry[field] is JsonValue value && dimension != "weekday")
            {
                return new PlantedPattern([dimension], value.ToString(), text, false);
            }
        }

        var words = $"{id}_{entry["weekday"]}_{entry["daytime"]}".ToLowerInvariant().Split('_');
        var (weekday, daytime) = (Array.Find(s_weekdays, words.Contains), Array.Find(s_daytimes, words.Contains));
        if (weekday is not null || daytime is not null)
        {
            return weekday is null ? new PlantedPattern(["daytime"], daytime, text, false)
                : daytime is null ? new PlantedPattern(["weekday"], weekday, text, false)
                : new PlantedPattern(["weekday+daytime"], $"{weekday} {daytime}", text, false);
        }

        var dimensions = Array.Find(s_ids, known => id.StartsWith(known.Start, StringComparison.Ordinal)).Dimensions ?? [id];
        return new PlantedPattern(dimensions, null, text, !s_keyed.Contains(dimensions[0]) || id.TrimEnd('s') == dimensions[0]);
    }

    /// <summary>Whether a finding is the one that the entry describes.</summary>
    public bool Matches(JsonNode finding) =>
        _dimensions.Contains((string?)finding["dimension"] ?? "") && IsKey((string?)finding["key"] ?? "");

    /// <summary>Whether a finding is the one that the entry describes, or about a part of it: a weekday's morning is of that weekday.</summary>
    public bool Covers(JsonNode finding) => Matches(finding)
        || (_dimensions.Contains("weekday") && (string?)finding["dimension"] == "weekday+daytime" && IsKey(((string?)finding["key"] ?? "").Split(' ')[0]));

    private bool IsKey(string key) => _key is not null
        ? string.Equals(key, _key, StringComparison.OrdinalIgnoreCase)
        : _isWhole || Words().Replace($" {_text} ", " ").Contains($" {Words().Replace(key, " ").Trim()} ", StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"[^\p{L}\p{N}]+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Words();
}
