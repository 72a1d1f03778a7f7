using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace TradingAi.Simulators.Upstash.Filters;

/// <summary>Where in the metadata a value stands: <c>a.b</c>, <c>a[0]</c>, <c>a[#-1]</c>.</summary>
internal sealed partial class FieldPath
{
    private readonly IReadOnlyList<Step> _steps;

    private FieldPath(IReadOnlyList<Step> steps) => _steps = steps;

    /// <summary>Parses an identifier.</summary>
    /// <exception cref="UpstashException">Its brackets or dots make no sense.</exception>
    public static FieldPath Parse(FilterToken token)
    {
        if (PathPattern().Match(token.Text) is not { Success: true } match)
        {
            throw FilterParser.Invalid($"'{token.Text}' is no field", token.Position);
        }

        return new FieldPath([.. match.Groups["step"].Captures.Select(step => Step.Parse(step.Value))]);
    }

    /// <summary>The value in a vector's metadata, or null where there is none.</summary>
    public JsonElement? Find(JsonElement? metadata)
    {
        var value = metadata;
        foreach (var step in _steps)
        {
            value = value is { } parent ? step.Into(parent) : null;
        }

        return value;
    }

    [GeneratedRegex(@"\A(?<step>[A-Za-z_][A-Za-z0-9_#-]*)((\.(?<step>[A-Za-z0-9_#-]+))|(?<step>\[\d{1,9}\])|(?<step>\[\#-\d{1,9}\]))*\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PathPattern();

    // A key, an index from the front, or one from the back.
    private sealed record Step(string? Key, int Index, bool FromEnd)
    {
        public static Step Parse(string text) => text switch
        {
            ['[', '#', '-', .. var number, ']'] => new Step(null, int.Parse(number, CultureInfo.InvariantCulture), true),
            ['[', .. var number, ']'] => new Step(null, int.Parse(number, CultureInfo.InvariantCulture), false),
            _ => new Step(text, 0, false),
        };

        public JsonElement? Into(JsonElement parent)
        {
            if (Key is not null)
            {
                return parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(Key, out var member) ? member : null;
            }

            if (parent.ValueKind != JsonValueKind.Array)
            {
                return null;
            }

            var length = parent.GetArrayLength();
            var index = FromEnd ? length - Index : Index;
            return index >= 0 && index < length ? parent[index] : null;
        }
    }
}
