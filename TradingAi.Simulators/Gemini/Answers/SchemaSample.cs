using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TradingAi.Simulators.Gemini.Answers;

/// <summary>
/// JSON that fits a schema, Google's kind or JSON Schema: every property, as few items as allowed (one where the schema is
/// silent), the first of each enumeration, and sentences without digits. The same schema always gives the same JSON.
/// </summary>
internal sealed class SchemaSample
{
    // Beyond it only what is required: a schema may contain itself.
    private const int ComfortableDepth = 6;
    private const int GreatestDepth = 32;

    private static readonly string[] s_ordinals = ["First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth", "Tenth"];

    private readonly JsonObject _root;

    private SchemaSample(JsonObject root) => _root = root;

    /// <summary>The JSON; null where the schema takes nothing else.</summary>
    public static JsonNode? Of(JsonObject schema) => new SchemaSample(schema).Value(schema, "answer", 0, 0);

    private JsonNode? Value(JsonNode? node, string name, int ordinal, int depth)
    {
        // In JSON Schema, true stands for anything.
        if (node is not JsonObject schema || depth > GreatestDepth)
        {
            return null;
        }

        if (schema["$ref"] is { } reference)
        {
            return Value(Resolve((string)reference!), name, ordinal, depth + 1);
        }

        if (schema.TryGetPropertyValue("const", out var constant))
        {
            return constant?.DeepClone();
        }

        if (schema["enum"] is JsonArray { Count: > 0 } choices)
        {
            return choices[ordinal % choices.Count]?.DeepClone();
        }

        if ((schema["anyOf"] ?? schema["oneOf"]) is JsonArray alternatives)
        {
            return Value(alternatives.FirstOrDefault(choice => TypeOf(choice) != "null"), name, ordinal, depth + 1);
        }

        return TypeOf(schema["allOf"] is JsonArray parts ? schema = Merged(schema, parts) : schema) switch
        {
            "object" => ObjectOf(schema, depth),
            "array" => ArrayOf(schema, name, depth),
            "string" => TextOf(schema, name, ordinal),
            "integer" => (long)NumberOf(schema, isWhole: true),
            "number" => NumberOf(schema, isWhole: false),
            "boolean" => true,
            _ => null,
        };
    }

    private JsonObject ObjectOf(JsonObject schema, int depth)
    {
        var properties = schema["properties"] as JsonObject ?? [];
        var required = Names(schema["required"]);
        var result = new JsonObject();
        foreach (var name in Names(schema["propertyOrdering"]).Where(properties.ContainsKey).Union(properties.Select(property => property.Key)))
        {
            if (depth < ComfortableDepth || required.Contains(name))
            {
                result[name] = Value(properties[name], name, 0, depth + 1);
            }
        }

        return result;
    }

    private JsonArray ArrayOf(JsonObject schema, string name, int depth)
    {
        var least = Bound(schema, "minItems") ?? (depth < ComfortableDepth ? 1 : 0);
        var count = Math.Min(least, Bound(schema, "maxItems") ?? least);
        return new JsonArray([.. Enumerable.Range(0, (int)count).Select(i => Value(schema["items"], name, i, depth + 1))]);
    }

    private static string TextOf(JsonObject schema, string name, int ordinal)
    {
        var text = (string?)schema["format"] switch
        {
            "date-time" => "2026-01-01T00:00:00Z",
            "date" => "2026-01-01",
            "time" => "00:00:00Z",
            "uuid" => "00000000-0000-4000-8000-000000000000",
            "email" => "trader@example.com",
            "uri" => "https://example.com/",
            _ => $"{s_ordinals[ordinal % s_ordinals.Length]} point on {Wording.Of(name)}.",
        };
        while (text.Length < Bound(schema, "minLength"))
        {
            text += " " + text;
        }

        return Bound(schema, "maxLength") is { } most && text.Length > most ? text[..(int)most] : text;
    }

    private static double NumberOf(JsonObject schema, bool isWhole)
    {
        var least = Bound(schema, "minimum") ?? (Bound(schema, "exclusiveMinimum") + 1);
        var most = Bound(schema, "maximum") ?? (Bound(schema, "exclusiveMaximum") - 1);
        var value = Math.Min(Math.Max(0, least ?? 0), most ?? double.MaxValue);
        return isWhole ? Math.Ceiling(value) : value;
    }

    private string? TypeOf(JsonNode? node)
    {
        if (node is not JsonObject schema)
        {
            return null;
        }

        var type = schema["type"] is JsonArray several ? several.Select(one => (string?)one).FirstOrDefault(one => one != "null") : (string?)schema["type"];
        return type?.ToLowerInvariant()
            ?? (schema["$ref"] is { } reference ? TypeOf(Resolve((string)reference!))
            : schema["properties"] is not null ? "object"
            : schema["items"] is not null ? "array"
            : "string");
    }

    private JsonNode? Resolve(string reference)
    {
        JsonNode? at = _root;
        foreach (var step in reference.TrimStart('#').Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            at = (at as JsonObject)?[step.Replace("~1", "/").Replace("~0", "~")];
        }

        return at;
    }

    // Later parts win, but for properties and requirements, which add up.
    private JsonObject Merged(JsonObject schema, JsonArray parts)
    {
        var merged = new JsonObject();
        var properties = new JsonObject();
        var required = new HashSet<string>(StringComparer.Ordinal);
        foreach (var part in parts.Append(schema).Select(part => part?["$ref"] is { } reference ? Resolve((string)reference!) : part).OfType<JsonObject>())
        {
            required.UnionWith(Names(part["required"]));
            foreach (var (name, value) in part.Where(member => member.Key != "allOf"))
            {
                merged[name] = value?.DeepClone();
            }

            foreach (var (name, value) in part["properties"] as JsonObject ?? [])
            {
                properties[name] = value?.DeepClone();
            }
        }

        merged["properties"] = properties;
        merged["required"] = new JsonArray([.. required.Select(name => (JsonNode)name)]);
        return merged;
    }

    private static double? Bound(JsonObject schema, string name) =>
        schema[name] is { } bound && bound.GetValueKind() == JsonValueKind.Number ? double.Parse(bound.ToJsonString(), CultureInfo.InvariantCulture) : null;

    private static IReadOnlyList<string> Names(JsonNode? names) => names is JsonArray list ? [.. list.Select(name => (string)name!)] : [];
}
