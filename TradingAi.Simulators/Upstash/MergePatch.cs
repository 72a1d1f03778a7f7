using System.Text.Json;
using System.Text.Json.Nodes;

namespace TradingAi.Simulators.Upstash;

/// <summary>JSON Merge Patch (RFC 7396): members of the patch are set, a null removes, objects are merged.</summary>
internal static class MergePatch
{
    /// <summary>The document with the patch applied.</summary>
    public static JsonElement Apply(JsonElement? document, JsonElement patch)
    {
        var target = document is { } existing ? JsonObject.Create(existing) : null;
        return JsonSerializer.SerializeToElement(Merge(target, JsonObject.Create(patch)!), UpstashJson.Default.JsonNode);
    }

    private static JsonNode? Merge(JsonNode? target, JsonNode? patch)
    {
        if (patch is not JsonObject changes)
        {
            return patch?.DeepClone();
        }

        var merged = target as JsonObject ?? [];
        foreach (var (name, change) in changes)
        {
            if (change is null)
            {
                merged.Remove(name);
            }
            else
            {
                var before = merged[name];
                merged.Remove(name);
                merged[name] = Merge(before, change);
            }
        }

        return merged;
    }
}
