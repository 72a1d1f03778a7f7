using TradingAi.Core.Knowledge.Vectors;

namespace TradingAi.Core.Knowledge.Upstash;

/// <summary>
/// Translates a filter to Upstash's language. The language says nothing about escapes, so a text that no pair of quotes can hold
/// is left out: what Upstash answers passes the filter or more, and is filtered again here.
/// </summary>
internal static class UpstashFilter
{
    /// <summary>The expression; null where nothing is restricted, or nothing that can be said.</summary>
    public static string? Translate(VectorFilter? filter)
    {
        if (filter is null)
        {
            return null;
        }

        var types = filter.DataTypes.Select(Quote).ToArray();
        string?[] conditions =
        [
            types.Length == 0 || types.Contains(null) ? null : $"data_type IN ({string.Join(", ", types)})",
            Quote(filter.Symbol) is { } symbol ? $"symbol = {symbol}" : null,
            Quote(filter.Tag) is { } tag ? $"tags CONTAINS {tag}" : null,
            filter.From is { } from ? $"timestamp >= {from}" : null,
            filter.Until is { } until ? $"timestamp < {until}" : null,
        ];
        var said = string.Join(" AND ", conditions.OfType<string>());
        return said.Length == 0 ? null : said;
    }

    private static string? Quote(string? text) =>
        text is null || text.Any(character => character == '\\' || char.IsControl(character)) || HasLoneSurrogate(text) ? null
        : !text.Contains('\'') ? $"'{text}'"
        : !text.Contains('"') ? $"\"{text}\""
        : null;

    private static bool HasLoneSurrogate(string text) => text.EnumerateRunes().Any(rune => rune.Value == 0xFFFD) && !text.Contains('\uFFFD');
}
