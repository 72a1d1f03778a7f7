using System.Text.Json;
using TradingAi.Core.Operations;

namespace TradingAi.Functions.Http;

/// <summary>The caller's word on the market: a text or an object, kept with what is made of the request.</summary>
internal static class MarketConditions
{
    private const int MaxLength = 2_000;

    /// <summary>Its text; null where none was sent.</summary>
    /// <exception cref="RequestRefusedException">It is something else, or too long.</exception>
    public static string? Read(JsonElement? value)
    {
        var text = value switch
        {
            null or { ValueKind: JsonValueKind.Null or JsonValueKind.Undefined } => null,
            { ValueKind: JsonValueKind.String } s => s.GetString(),
            { ValueKind: JsonValueKind.Object } o => o.GetRawText(),
            _ => throw Refused(),
        };
        return text is null || text.EnumerateRunes().Count() <= MaxLength ? text : throw Refused();
    }

    private static RequestRefusedException Refused() =>
        RequestRefusedException.Invalid("market_conditions", $"market_conditions is a text or an object of at most {MaxLength} characters.");
}
