using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using TradingAi.Core.Language;
using TradingAi.Core.Storage;

namespace TradingAi.Core.Chat;

/// <summary>A message between its record and its row of <c>chat_messages</c>.</summary>
internal static class ChatMessageRow
{
    /// <summary>Reads a row.</summary>
    public static ChatSessionMessage Read(SqlRow row)
    {
        return new ChatSessionMessage
        {
            Id = row.GetString("id"),
            Role = SpeakerOf(row),
            Content = row.GetString("content"),
            CreatedAt = Instant.FromTicks(row.GetInt64("created_at")),
            Sources = Json("sources", ChatJson.Default.IReadOnlyListSource) ?? [],
            ContextVectors = Json("context_vectors", ChatJson.Default.IReadOnlyListString) ?? [],
            Facts = Json("facts", ChatJson.Default.IReadOnlyListFact) ?? [],
            Outcome = row.IsNull("outcome") ? null : OutcomeOf(row.GetString("outcome")),
            Usage = Json("usage", ChatJson.Default.ChatUsage),
            Groundedness = Json("groundedness", ChatJson.Default.Groundedness),
            Degraded = Json("degraded", ChatJson.Default.IReadOnlyListString) ?? [],
            AsOf = row.GetInt64OrNull("as_of") is { } asOf ? Instant.FromTicks(asOf) : null,
            MarketConditions = row.GetStringOrNull("market_conditions"),
        };

        T? Json<T>(string column, JsonTypeInfo<T> type)
            where T : class =>
            row.GetStringOrNull(column) is { } text ? JsonSerializer.Deserialize(text, type) : null;
    }

    /// <summary>Who wrote the message of a row.</summary>
    public static ChatSpeaker SpeakerOf(SqlRow row) => row.GetString("role") == "user" ? ChatSpeaker.User : ChatSpeaker.Assistant;

    /// <summary>
    /// Adds a message behind the session's last one. It changes no row where the session is gone, so that an answer never
    /// brings a deleted session back.
    /// </summary>
    public static SqlStatement InsertOf(string sessionId, ChatSessionMessage message) => SqlStatement.Of($"""
        INSERT INTO chat_messages
          (id, session_id, position, role, content, created_at, as_of, market_conditions,
           context_vectors, sources, facts, outcome, usage, groundedness, degraded)
        SELECT {message.Id}, s.id, (SELECT COALESCE(MAX(position), 0) + 1 FROM chat_messages WHERE session_id = s.id),
          {(message.Role == ChatSpeaker.User ? "user" : "assistant")}, {message.Content}, {Instant.ToTicks(message.CreatedAt)},
          {(message.AsOf is { } asOf ? Instant.ToTicks(asOf) : (long?)null)}, {message.MarketConditions},
          {Text(message.ContextVectors, ChatJson.Default.IReadOnlyListString)}, {Text(message.Sources, ChatJson.Default.IReadOnlyListSource)},
          {Text(message.Facts, ChatJson.Default.IReadOnlyListFact)}, {(message.Outcome is { } outcome ? NameOf(outcome) : null)},
          {Text(message.Usage, ChatJson.Default.ChatUsage)}, {Text(message.Groundedness, ChatJson.Default.Groundedness)},
          {Text(message.Degraded, ChatJson.Default.IReadOnlyListString)}
        FROM chat_sessions s WHERE s.id = {sessionId}
        """);

    private static string? Text<T>(T? value, JsonTypeInfo<T> type)
        where T : class =>
        value is null ? null : JsonSerializer.Serialize(value, type);

    private static string NameOf(ChatOutcome outcome) => JsonNamingPolicy.SnakeCaseLower.ConvertName(outcome.ToString());

    private static ChatOutcome OutcomeOf(string name) => Enum.GetValues<ChatOutcome>().First(o => NameOf(o) == name);
}
