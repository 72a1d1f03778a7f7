using System.Text.Json;
using System.Text.Json.Nodes;

namespace TradingAi.Core.Language.Gemini;

/// <summary>
/// Turns a function's JSON schema into the subset of OpenAPI that Gemini takes: keywords it does not know are left out, a type
/// that may be null becomes <c>nullable</c>, a constant becomes an enumeration of one.
/// </summary>
internal static class GeminiSchema
{
    private static readonly HashSet<string> s_known = new(StringComparer.Ordinal)
    {
        "title", "description", "nullable", "maxItems", "minItems", "required", "minimum", "maximum", "minLength", "maxLength", "pattern",
    };

    private static readonly string[] s_formats = ["date-time", "int32", "int64", "float", "double"];

    /// <summary>The schema of a function's parameters; null where it takes none, as Gemini wants it.</summary>
    public static JsonNode? ParametersOf(JsonElement schema) =>
        Converted(JsonNode.Parse(schema.GetRawText())) is JsonObject converted && converted["properties"] is JsonObject { Count: > 0 } ? converted : null;

    private static JsonNode? Converted(JsonNode? node)
    {
        if (node is not JsonObject schema)
        {
            return null;
        }

        var result = new JsonObject();
        foreach (var (keyword, value) in schema)
        {
            switch (keyword)
            {
                case "type":
                    AddType(result, value);
                    break;
                case "format" when value?.GetValueKind() == JsonValueKind.String && s_formats.Contains((string?)value):
                case { } when s_known.Contains(keyword):
                    result[keyword] = value?.DeepClone();
                    break;
                case "const":
                    result["enum"] = new JsonArray(value?.DeepClone());
                    break;
                case "enum" when value is JsonArray values:
                    // Enumerations are of strings there; a null is said by nullable.
                    result["enum"] = new JsonArray([.. values.Where(v => v is not null).Select(v => (JsonNode)v!.ToString())]);
                    break;
                case "properties" when value is JsonObject properties:
                    result["properties"] = new JsonObject(properties.Select(p => KeyValuePair.Create(p.Key, Converted(p.Value))));
                    break;
                case "items":
                    result["items"] = Converted(value);
                    break;
                case "anyOf" or "oneOf" when value is JsonArray choices:
                    result["anyOf"] = new JsonArray([.. choices.Select(Converted)]);
                    break;
            }
        }

        return result;
    }

    private static void AddType(JsonObject result, JsonNode? type)
    {
        if (type is not JsonArray types)
        {
            result["type"] = type?.DeepClone();
            return;
        }

        var named = types.Select(t => (string?)t).Where(t => t != "null").ToList();
        result["type"] = named.Count > 0 ? named[0] : "string";
        if (named.Count < types.Count)
        {
            result["nullable"] = true;
        }
    }
}
