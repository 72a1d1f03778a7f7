using System.Text.Json;
using System.Text.Json.Nodes;

namespace TradingAi.Simulators.Gemini.Answers;

/// <summary>
/// An answer that a prompt supports: it restates the first facts with their ids and cites the first passage. A prompt brings them as
/// <c>&lt;facts&gt;</c> with a JSON object <c>{"id","figure","value"}</c> a line, and as <c>&lt;passage id="S1"&gt;</c>; a function's
/// response as objects of that kind.
/// </summary>
internal static class GroundedText
{
    private const int MostFacts = 3;

    private const string Neutral = "Nothing was given to me that answers this, so there is nothing that I can say about it with certainty.";

    /// <summary>The answer to a prompt.</summary>
    public static string Of(string prompt)
    {
        var lines = Between(prompt, "<facts>", "</facts>")?.Split('\n') ?? [];
        var sentences = Restated(lines.Select(ObjectOf).OfType<JsonObject>());
        if (Between(prompt, "<passage id=\"", "\"") is { } passage)
        {
            sentences.Add($"Your own writing speaks of it [{passage}].");
        }

        return sentences.Count > 0 ? string.Join(' ', sentences) : Neutral;
    }

    /// <summary>The answer to what a function gave: its facts restated, or else the whole of it.</summary>
    public static string Of(string function, JsonObject? response)
    {
        var sentences = Restated(ObjectsIn(response));
        return sentences.Count > 0 ? string.Join(' ', sentences) : $"{function} answered {response?.ToJsonString() ?? "nothing"}.";
    }

    private static List<string> Restated(IEnumerable<JsonObject> facts) =>
        [.. facts.Select(SentenceOf).OfType<string>().Take(MostFacts)];

    private static string? SentenceOf(JsonObject fact) =>
        fact["id"] is JsonValue id && fact["figure"] is JsonValue figure && fact["value"] is JsonValue value
            ? $"{Wording.Beginning(figure.ToString())} is {value} [{id}]."
            : null;

    private static IEnumerable<JsonObject> ObjectsIn(JsonNode? node) => node switch
    {
        JsonObject found => found.Select(member => member.Value).SelectMany(ObjectsIn).Prepend(found),
        JsonArray list => list.SelectMany(ObjectsIn),
        _ => [],
    };

    private static JsonObject? ObjectOf(string line)
    {
        try
        {
            return JsonNode.Parse(line) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Between(string text, string opening, string closing)
    {
        var start = text.IndexOf(opening, StringComparison.Ordinal);
        var end = start < 0 ? -1 : text.IndexOf(closing, start + opening.Length, StringComparison.Ordinal);
        return end < 0 ? null : text[(start + opening.Length)..end];
    }
}
