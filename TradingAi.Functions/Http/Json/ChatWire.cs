using System.Text.Json.Serialization;
using TradingAi.Core.Chat;
using TradingAi.Core.Language;

namespace TradingAi.Functions.Http.Json;

/// <summary>The chat's requests, answers and stream events on the wire.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    Converters = [typeof(SnakeCaseEnumConverter<ChatOutcome>), typeof(SnakeCaseEnumConverter<ChatSpeaker>), typeof(UtcInstantConverter)])]
[JsonSerializable(typeof(ChatRequest))]
[JsonSerializable(typeof(ChatAnswer))]
[JsonSerializable(typeof(ChatSession))]
[JsonSerializable(typeof(ChatSessionList))]
[JsonSerializable(typeof(ChatSessionTitle))]
[JsonSerializable(typeof(DeletedChatSession))]
[JsonSerializable(typeof(StreamedSession))]
[JsonSerializable(typeof(StreamedSources))]
[JsonSerializable(typeof(StreamedDelta))]
[JsonSerializable(typeof(StreamedChunk))]
internal sealed partial class ChatWire : JsonSerializerContext;

/// <summary>One page of sessions, the last changed first.</summary>
internal sealed record ChatSessionList(IReadOnlyList<ChatSession> Sessions, long TotalCount, string? NextCursor);

/// <summary>What a client may set of a session.</summary>
internal sealed record ChatSessionTitle(string? Title = null);

/// <summary>A session that is gone.</summary>
internal sealed record DeletedChatSession(string Id, bool Deleted);

/// <summary>Data of the event <c>session</c>.</summary>
internal sealed record StreamedSession(string SessionId);

/// <summary>Data of the event <c>sources</c>.</summary>
internal sealed record StreamedSources(IReadOnlyList<Source> Sources);

/// <summary>Data of the event <c>delta</c>.</summary>
internal sealed record StreamedDelta(string Text);

/// <summary>A line of an NDJSON stream that holds a piece of the answer.</summary>
internal sealed record StreamedChunk(string Chunk);
