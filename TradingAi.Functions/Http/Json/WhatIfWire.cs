using System.Text.Json;
using System.Text.Json.Serialization;
using TradingAi.Core.Analytics;
using TradingAi.Core.Analytics.WhatIf;
using TradingAi.Core.Analytics.WhatIf.Rules;
using TradingAi.Core.Operations;

namespace TradingAi.Functions.Http.Json;

/// <summary>What-if on the wire.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    Converters = [typeof(UtcInstantConverter), typeof(EntityRefConverter)])]
[JsonSerializable(typeof(WhatIfBody))]
[JsonSerializable(typeof(WhatIfResult))]
internal sealed partial class WhatIfWire : JsonSerializerContext;

/// <summary>
/// What a request holds: filters as objects of the nine names, each with a text or a list of texts, and a rule
/// <c>{kind, value}</c> or a list of them. What is wrong is named by its place, such as <c>rule.kind</c>.
/// </summary>
internal sealed record WhatIfBody(
    string? TimeRange = null, string? From = null, string? To = null, JsonElement? Exclude = null, JsonElement? Only = null, JsonElement? Rule = null)
{
    private const int MostRules = 20;
    private const int MostKeys = 100;

    /// <summary>The request.</summary>
    /// <exception cref="RequestRefusedException">A part is unknown, malformed or missing.</exception>
    public WhatIfRequest ToRequest(TimeRange range)
    {
        WhatIfRequest request;
        try
        {
            request = new WhatIfRequest(range)
            {
                Exclude = ReadFilter("exclude", Exclude), Only = ReadFilter("only", Only), Rules = ReadRules(Rule),
            };
        }
        catch (InvalidOperationException)
        {
            throw RequestRefusedException.Invalid("body", "A text of the body is not valid Unicode.");
        }

        Require(
            request.Exclude is not null || request.Only is not null || request.Rules.Count > 0, "rule",
            "Say what would have been otherwise: at least one of exclude, only and rule is needed.");
        return request;
    }

    private static TradeFilter? ReadFilter(string path, JsonElement? value)
    {
        if (IsAbsent(value))
        {
            return null;
        }

        Require(value!.Value.ValueKind == JsonValueKind.Object, path, $"{path} must be an object of filters.");
        var filter = TradeFilter.None;
        foreach (var property in value.Value.EnumerateObject())
        {
            var field = $"{path}.{property.Name}";
            Require(
                GroupDimensions.TryParse(property.Name, out var dimension), field,
                $"There is no filter {property.Name}; there are {string.Join(", ", GroupDimensions.Names)}.");
            var keys = Keys(field, property.Value, isNumbered: dimension == GroupDimension.Hour);
            var known = GroupDimensions.FixedKeys(dimension);
            Require(
                known is null || keys.All(k => known.Contains(k, StringComparer.OrdinalIgnoreCase)), field,
                $"{field} must be one of {string.Join(", ", known ?? [])}.");
            filter = filter.With(dimension, keys);
        }

        Require(!filter.IsEmpty, path, $"{path} is empty; it needs at least one of {string.Join(", ", GroupDimensions.Names)}.");
        return filter;
    }

    private static IReadOnlyList<string> Keys(string field, JsonElement value, bool isNumbered)
    {
        IReadOnlyList<JsonElement> items = value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : [value];
        var keys = items.Select(item => item.ValueKind switch
        {
            JsonValueKind.String => item.GetString()!.Trim(),
            JsonValueKind.Number when isNumbered => item.GetRawText(),
            _ => throw RequestRefusedException.Invalid(field, $"{field} must be a text or a list of texts."),
        }).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        Require(keys.Count > 0 && !keys.Exists(string.IsNullOrEmpty), field, $"{field} is empty.");
        Require(keys.Count <= MostKeys, field, $"{field} names more than {MostKeys}.");
        return keys;
    }

    private static IReadOnlyList<WhatIfRule> ReadRules(JsonElement? value)
    {
        if (IsAbsent(value))
        {
            return [];
        }

        if (value!.Value.ValueKind != JsonValueKind.Array)
        {
            return [ReadRule("rule", value.Value)];
        }

        Require(value.Value.GetArrayLength() is > 0 and <= MostRules, "rule", $"rule must hold 1 to {MostRules} rules.");
        return [.. value.Value.EnumerateArray().Select((rule, n) => ReadRule($"rule[{n}]", rule))];
    }

    private static WhatIfRule ReadRule(string path, JsonElement rule)
    {
        Require(rule.ValueKind == JsonValueKind.Object, path, $"{path} must be an object {{kind, value}}.");
        foreach (var property in rule.EnumerateObject())
        {
            Require(property.Name is "kind" or "value", $"{path}.{property.Name}", $"There is no field {property.Name}; a rule has kind and value.");
        }

        var kind = rule.TryGetProperty("kind", out var name) && name.ValueKind == JsonValueKind.String ? RuleKind.Find(name.GetString()!) : null;
        Require(kind is not null, $"{path}.kind", $"{path}.kind must be one of {string.Join(", ", RuleKind.Names)}.");
        var isNumber = rule.TryGetProperty("value", out var number) && number.ValueKind == JsonValueKind.Number;
        Require(
            isNumber && number.TryGetDecimal(out var given) && kind!.Accepts(given), $"{path}.value",
            $"{path}.value must be {kind!.Accepted}: {kind.Meaning}.");
        return new WhatIfRule(kind, number.GetDecimal());
    }

    private static bool IsAbsent(JsonElement? value) => value is null or { ValueKind: JsonValueKind.Null or JsonValueKind.Undefined };

    private static void Require([System.Diagnostics.CodeAnalysis.DoesNotReturnIf(false)] bool isMet, string field, string message)
    {
        if (!isMet)
        {
            throw RequestRefusedException.Invalid(field, message);
        }
    }
}
