using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TradingAi.Simulators.Gemini.Wire;

/// <summary>Where a request's JSON does not follow the API's definition.</summary>
/// <param name="Field">The path to the message, in snake_case; empty at the top.</param>
/// <param name="Description">The sentence that Google sends.</param>
internal sealed record FieldViolation(string Field, string Description);

/// <summary>
/// Reads protobuf's JSON: names in camelCase or snake_case, a single value where a list is due, numbers as strings, null for
/// what is not set. What comes out has camelCase names, lists and numbers throughout.
/// </summary>
internal sealed class ProtoJson
{
    private readonly List<FieldViolation> _violations = [];

    /// <summary>Everything found wrong.</summary>
    public IReadOnlyList<FieldViolation> Violations => _violations;

    /// <summary>Reads a message.</summary>
    public JsonObject Read(JsonObject source, ProtoMessage message, string path = "")
    {
        var result = new JsonObject();
        foreach (var (name, value) in source)
        {
            if (message.Find(name) is not { } field)
            {
                Report(path, $"Unknown name \"{name}\"{At(path)}: Cannot find field.");
            }
            else if (value is not null && ReadField(field, value, name, path) is { } read)
            {
                result[field.Name] = read;
            }
        }

        return result;
    }

    private JsonNode? ReadField(ProtoField field, JsonNode value, string name, string path)
    {
        var at = path.Length == 0 ? field.SnakeName : $"{path}.{field.SnakeName}";
        if (field.Keyed)
        {
            return value is JsonObject entries ? ReadEntries(field, entries, at) : Wrong(at, "Map", value);
        }

        if (!field.Repeated)
        {
            if (value is JsonArray && field.Kind is not ProtoKind.Any)
            {
                Report(path, $"Unknown name \"{name}\"{At(path)}: Proto field is not repeating, cannot start list.");
                return null;
            }

            return ReadValue(field, value, at);
        }

        var items = value is JsonArray list ? list : [value.DeepClone()];
        return new JsonArray([.. items.Select((item, i) => item is null ? null : ReadValue(field, item, $"{at}[{i}]")).Where(item => item is not null)]);
    }

    private JsonObject ReadEntries(ProtoField field, JsonObject entries, string at)
    {
        var result = new JsonObject();
        foreach (var ((key, value), i) in entries.Select((entry, i) => (entry, i)))
        {
            result[key] = value is null ? null : ReadValue(field, value, $"{at}[{i}].value");
        }

        return result;
    }

    private JsonNode? ReadValue(ProtoField field, JsonNode value, string at) => field.Kind switch
    {
        ProtoKind.Message => value is JsonObject inner ? Read(inner, field.Message!(), at) : Wrong(at, "Message", value),
        ProtoKind.Struct => value is JsonObject ? value.DeepClone() : Wrong(at, "Struct", value),
        ProtoKind.Text => value.GetValueKind() == JsonValueKind.String ? value.DeepClone() : Wrong(at, "TYPE_STRING", value),
        ProtoKind.Boolean => value.GetValueKind() is JsonValueKind.True or JsonValueKind.False ? value.DeepClone() : Wrong(at, "TYPE_BOOL", value),
        ProtoKind.Integer => NumberOf(value) is { } number && number == Math.Truncate(number) ? (long)number : Wrong(at, "TYPE_INT32", value),
        ProtoKind.Number => NumberOf(value) is { } number ? number : Wrong(at, "TYPE_DOUBLE", value),
        ProtoKind.Enumeration => NameOf(field, value) is { } name ? name : Wrong(at, $"type.googleapis.com/google.ai.generativelanguage.v1beta.{field.Name}", value),
        _ => value.DeepClone(),
    };

    private static double? NumberOf(JsonNode value) => value.GetValueKind() switch
    {
        JsonValueKind.Number => double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture),
        JsonValueKind.String when double.TryParse(value.GetValue<string>(), CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) => number,
        _ => null,
    };

    private static string? NameOf(ProtoField field, JsonNode value) => value.GetValueKind() switch
    {
        JsonValueKind.String => field.Names!.FirstOrDefault(name => name.Equals(value.GetValue<string>(), StringComparison.OrdinalIgnoreCase)),
        JsonValueKind.Number => NumberOf(value) is { } number and >= 0 && number < field.Names!.Count ? field.Names[(int)number] : null,
        _ => null,
    };

    private JsonNode? Wrong(string at, string type, JsonNode value)
    {
        _violations.Add(new FieldViolation(at, $"Invalid value at '{at}' ({type}), {value.ToJsonString()}"));
        return null;
    }

    private void Report(string path, string problem) => _violations.Add(new FieldViolation(path, "Invalid JSON payload received. " + problem));

    private static string At(string path) => path.Length == 0 ? "" : $" at '{path}'";
}
