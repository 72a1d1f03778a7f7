using System.Text.Json.Nodes;

namespace TradingAi.Simulators.Gemini.Requests;

/// <summary>What Gemini refuses in a schema of its own kind.</summary>
internal static class SchemaChecks
{
    /// <summary>Checks a schema and those within it.</summary>
    /// <param name="schema">The schema, its fields in camelCase; null passes.</param>
    /// <param name="path">Where it stands in the request.</param>
    /// <exception cref="InvalidRequestException">Gemini refuses it.</exception>
    public static void Check(JsonObject? schema, string path)
    {
        if (schema is null)
        {
            return;
        }

        var type = (string?)schema["type"];
        var properties = schema["properties"]?.AsObject();
        Require(type is not null || schema["anyOf"] is not null, $"* {path}.type: must be specified\n");
        Require(type != "ARRAY" || schema["items"] is not null, $"* {path}.items: missing field.\n");
        Require(schema["enum"] is not JsonArray { Count: > 0 } || type == "STRING", $"* {path}.enum: only allowed for STRING type\n");
        Require(
            type != "STRING" || (string?)schema["format"] is null or "" or "enum" or "date-time",
            $"* {path}.format: only 'enum' and 'date-time' are supported for STRING type\n");
        Require(type != "OBJECT" || properties is { Count: > 0 }, $"* {path}.properties: should be non-empty for OBJECT type\n");
        CheckNames(schema, properties, path);
        foreach (var (name, property) in properties ?? [])
        {
            Check(property as JsonObject, $"{path}.properties[{name}]");
        }

        Check(schema["items"] as JsonObject, $"{path}.items");
        foreach (var (choice, i) in (schema["anyOf"]?.AsArray() ?? []).Select((choice, i) => (choice, i)))
        {
            Check(choice as JsonObject, $"{path}.any_of[{i}]");
        }
    }

    private static void CheckNames(JsonObject schema, JsonObject? properties, string path)
    {
        foreach (var (name, i) in (schema["required"]?.AsArray() ?? []).Select((name, i) => ((string)name!, i)))
        {
            Require(properties?.ContainsKey(name) == true, $"* {path}.required[{i}]: property is not defined\n");
        }

        foreach (var (value, i) in (schema["enum"]?.AsArray() ?? []).Select((value, i) => ((string)value!, i)))
        {
            Require(value.Length > 0, $"* {path}.enum[{i}]: cannot be empty\n");
        }
    }

    private static void Require(bool holds, string message)
    {
        if (!holds)
        {
            throw new InvalidRequestException(message);
        }
    }
}
