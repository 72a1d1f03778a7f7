using System.Text.Json.Serialization;
using TradingAi.Core.Language;

namespace TradingAi.Core.Chat;

/// <summary>The chat's shapes as JSON, on the wire and in the database: snake_case names and enums.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    Converters = [typeof(OutcomeConverter), typeof(SpeakerConverter)])]
[JsonSerializable(typeof(ChatRequest))]
[JsonSerializable(typeof(ChatAnswer))]
[JsonSerializable(typeof(ChatSession))]
[JsonSerializable(typeof(ChatSessionPage))]
[JsonSerializable(typeof(IReadOnlyList<Source>))]
[JsonSerializable(typeof(IReadOnlyList<Fact>))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
public sealed partial class ChatJson : JsonSerializerContext
{
    private sealed class OutcomeConverter()
        : JsonStringEnumConverter<ChatOutcome>(System.Text.Json.JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false);

    private sealed class SpeakerConverter()
        : JsonStringEnumConverter<ChatSpeaker>(System.Text.Json.JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false);
}
