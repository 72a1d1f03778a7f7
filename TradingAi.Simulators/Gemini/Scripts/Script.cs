using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using TradingAi.Simulators.Gemini.Wire;

namespace TradingAi.Simulators.Gemini.Scripts;

/// <summary>What one answer is to be, as far as a caller says so.</summary>
internal sealed partial record Script
{
    /// <summary>Its text.</summary>
    public string? Text { get; private init; }

    /// <summary>The calls it makes, together.</summary>
    public IReadOnlyList<FunctionCall> Calls { get; private init; } = [];

    /// <summary>Why the prompt is blocked, such as <c>SAFETY</c>.</summary>
    public string? Block { get; private init; }

    /// <summary>How it ends, such as <c>MAX_TOKENS</c>.</summary>
    public string? Finish { get; private init; }

    /// <summary>The chunks before it ends that way.</summary>
    public int? After { get; private init; }

    /// <summary>Between two chunks.</summary>
    public TimeSpan? Pace { get; private init; }

    /// <summary>The chunks after which nothing more comes until the caller leaves.</summary>
    public int? Stall { get; private init; }

    /// <summary>The same with one more direction.</summary>
    /// <param name="name"><c>text</c>, <c>json</c>, <c>call</c>, <c>block</c>, <c>finish</c>, <c>after</c>, <c>pace</c> or <c>stall</c>.</param>
    /// <param name="value">
    /// A text, a JSON value, <c>name {"argument":…}</c>, a reason, a number of chunks, or a time such as <c>20ms</c>.
    /// </param>
    /// <exception cref="FormatException">There is no such direction, or it does not take the value.</exception>
    public Script With(string name, string value) => name switch
    {
        "text" => this with { Text = value },
        "json" => this with { Text = JsonOf(value).ToJsonString() },
        "call" => this with { Calls = [.. Calls, CallOf(value)] },
        "block" => this with { Block = ReasonOf(name, value) },
        "finish" => this with { Finish = ReasonOf(name, value) },
        "after" => this with { After = CountOf(name, value) },
        "pace" => this with { Pace = TimeOf(value) },
        "stall" => this with { Stall = CountOf(name, value.StartsWith("after ", StringComparison.Ordinal) ? value[6..] : value) },
        _ => throw new FormatException($"'{name}' is none of text, json, call, block, finish, after, pace and stall."),
    };

    /// <summary>The same without its calls.</summary>
    public Script WithoutCalls() => this with { Calls = [] };

    private static FunctionCall CallOf(string value)
    {
        var match = Call().Match(value);
        return !match.Success ? throw new FormatException("'call' takes the name of a function, and its arguments as a JSON object.")
            : !match.Groups["args"].Success ? new FunctionCall(match.Groups["name"].Value)
            : JsonOf(match.Groups["args"].Value) is JsonObject args ? new FunctionCall(match.Groups["name"].Value, args)
            : throw new FormatException("'call' takes a JSON object after the name.");
    }

    private static JsonNode JsonOf(string value)
    {
        try
        {
            return JsonNode.Parse(value) ?? throw new FormatException("null is no answer.");
        }
        catch (JsonException exception)
        {
            throw new FormatException($"{value} is not JSON: {exception.Message}", exception);
        }
    }

    private static string ReasonOf(string name, string value) =>
        Reason().IsMatch(value) ? value : throw new FormatException($"'{name}' takes a reason such as SAFETY, not '{value}'.");

    private static int CountOf(string name, string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? count
            : throw new FormatException($"'{name}' takes a number of chunks, not '{value}'.");

    private static TimeSpan TimeOf(string value)
    {
        var match = Time().Match(value);
        return match.Success
            ? TimeSpan.FromMilliseconds(int.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture) * (match.Groups["unit"].Value == "s" ? 1000 : 1))
            : throw new FormatException($"'pace' takes a time such as 20ms or 1s, not '{value}'.");
    }

    [GeneratedRegex(@"^(?<name>[A-Za-z_][\w.:-]*)(?:\s*(?<args>\{.*\}))?$", RegexOptions.CultureInvariant | RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Call();

    [GeneratedRegex("^[A-Z][A-Z_]*$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Reason();

    [GeneratedRegex("^(?<number>[0-9]{1,6})(?<unit>ms|s)?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Time();
}
