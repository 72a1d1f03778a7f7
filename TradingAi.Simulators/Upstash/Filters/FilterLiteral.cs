using System.Text.Json;

namespace TradingAi.Simulators.Upstash.Filters;

/// <summary>A string, or a number; a boolean is the number 1 or 0, as the language has it.</summary>
internal sealed record FilterLiteral(string? Text, double? Number)
{
    /// <summary>Whether a value of the metadata equals it; values of other types never do.</summary>
    public bool Equals(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => Text is not null && value.ValueEquals(Text),
        JsonValueKind.Number => Number == value.GetDouble(),
        JsonValueKind.True => Number == 1,
        JsonValueKind.False => Number == 0,
        _ => false,
    };
}
