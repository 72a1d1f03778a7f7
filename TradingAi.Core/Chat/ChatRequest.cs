using System.Text.Json;
using TradingAi.Core.Operations;

namespace TradingAi.Core.Chat;

/// <summary>A question as it is sent.</summary>
public sealed record ChatRequest
{
    /// <summary>The longest question, in characters (Unicode code points).</summary>
    public const int MaxMessageLength = 4_000;

    /// <summary>The longest word on the market, in characters.</summary>
    public const int MaxMarketConditionsLength = 2_000;

    /// <summary>The question: 1–4,000 characters once trimmed; line breaks and tabs are the only control characters.</summary>
    public string? Message { get; init; }

    /// <summary>The session that it continues; null starts one.</summary>
    public string? SessionId { get; init; }

    /// <summary>The most passages to retrieve, 1–50; null takes the setting.</summary>
    public int? MaxContextVectors { get; init; }

    /// <summary>
    /// The caller's word on the market, a text or an object of at most 2,000 characters. It goes into the prompt as the
    /// caller's word and is stored with the question; nothing is invented where it is absent.
    /// </summary>
    public JsonElement? MarketConditions { get; init; }

    /// <summary>Checks every field and trims the texts.</summary>
    /// <param name="defaultContextVectors">What <see cref="MaxContextVectors"/> is where the request names none.</param>
    /// <exception cref="RequestRefusedException">At least one field is out of its range; all of them are named.</exception>
    internal CheckedChatRequest Check(int defaultContextVectors)
    {
        var errors = new Dictionary<string, string[]>();
        var message = (Message ?? "").Trim();
        if (message.Length == 0)
        {
            errors["message"] = ["The message is empty."];
        }
        else if (LengthOf(message) > MaxMessageLength)
        {
            errors["message"] = [$"The message is longer than {MaxMessageLength:N0} characters."];
        }
        else if (HoldsControlCharacters(message))
        {
            errors["message"] = ["The message holds control characters other than line breaks and tabs."];
        }

        var contextVectors = MaxContextVectors ?? defaultContextVectors;
        if (contextVectors is < 1 or > ChatSettings.MostContextVectors)
        {
            errors["max_context_vectors"] = [$"max_context_vectors must be from 1 to {ChatSettings.MostContextVectors}."];
        }

        var conditions = MarketConditionsText();
        if (conditions is not null && (LengthOf(conditions) > MaxMarketConditionsLength || HoldsControlCharacters(conditions)))
        {
            errors["market_conditions"] =
                [$"market_conditions is a text or an object of at most {MaxMarketConditionsLength:N0} characters without control characters."];
        }

        return errors.Count == 0
            ? new CheckedChatRequest(message, SessionId, contextVectors, conditions)
            : throw RequestRefusedException.Invalid(errors);
    }

    /// <summary>Length in code points, so that an emoji is one character.</summary>
    internal static int LengthOf(string text) => text.EnumerateRunes().Count();

    /// <summary>True where the text holds a control character other than a line break or a tab.</summary>
    internal static bool HoldsControlCharacters(string text) =>
        text.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t'));

    private string? MarketConditionsText()
    {
        var text = MarketConditions switch
        {
            null or { ValueKind: JsonValueKind.Null or JsonValueKind.Undefined } => null,
            { ValueKind: JsonValueKind.String } value => value.GetString(),
            { ValueKind: JsonValueKind.Object } value => value.GetRawText(),
            _ => throw RequestRefusedException.Invalid("market_conditions", "market_conditions is a text or an object."),
        };
        return string.IsNullOrWhiteSpace(text) ? null : text.Trim();
    }
}

/// <summary>A question whose fields are all within their ranges.</summary>
internal sealed record CheckedChatRequest(string Message, string? SessionId, int MaxContextVectors, string? MarketConditions)
{
    /// <summary>All that the user said with it.</summary>
    public string Asked => MarketConditions is null ? Message : $"{Message}\n{MarketConditions}";
}
