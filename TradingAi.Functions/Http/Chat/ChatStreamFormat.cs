using System.Text.Json.Serialization.Metadata;
using TradingAi.Core.Chat;
using TradingAi.Functions.Http.Json;

namespace TradingAi.Functions.Http.Chat;

/// <summary>How the steps of an answer look on the wire. JSON holds no line break, so each piece of it stands on one line.</summary>
internal abstract class ChatStreamFormat
{
    /// <summary>The content type.</summary>
    public abstract string ContentType { get; }

    /// <summary>What is sent where nothing else was for a while, so that no proxy takes the connection for dead.</summary>
    public abstract ReadOnlyMemory<byte> Heartbeat { get; }

    /// <summary>One step; empty where the format leaves it out.</summary>
    public abstract ReadOnlyMemory<byte> Step(ChatEvent step);

    /// <summary>An error that ends a stream already begun.</summary>
    /// <param name="problem">The problem object that would have been the answer's body.</param>
    public abstract ReadOnlyMemory<byte> Error(ReadOnlyMemory<byte> problem);
}

/// <summary>
/// Server-sent events: <c>session</c>, <c>sources</c>, <c>delta</c>…, then <c>done</c> with the chat object or <c>error</c>
/// with the problem object; a comment as heartbeat.
/// </summary>
internal sealed class ServerSentEvents : ChatStreamFormat
{
    public override string ContentType => "text/event-stream";

    public override ReadOnlyMemory<byte> Heartbeat { get; } = ": still working\n\n"u8.ToArray();

    public override ReadOnlyMemory<byte> Step(ChatEvent step) => step switch
    {
        SessionOpened opened => Event("session"u8, new StreamedSession(opened.SessionId), ChatWire.Default.StreamedSession),
        SourcesFound found => Event("sources"u8, new StreamedSources(found.Sources), ChatWire.Default.StreamedSources),
        AnswerDelta delta => Event("delta"u8, new StreamedDelta(delta.Text), ChatWire.Default.StreamedDelta),
        AnswerCompleted completed => Event("done"u8, completed.Answer, ChatWire.Default.ChatAnswer),
        _ => default,
    };

    public override ReadOnlyMemory<byte> Error(ReadOnlyMemory<byte> problem) => Event("error"u8, problem);

    private static ReadOnlyMemory<byte> Event<T>(ReadOnlySpan<byte> name, T data, JsonTypeInfo<T> shape) =>
        Event(name, ApiResults.Bytes(data, shape));

    private static ReadOnlyMemory<byte> Event(ReadOnlySpan<byte> name, ReadOnlyMemory<byte> data) =>
        (byte[])[.. "event: "u8, .. name, .. "\ndata: "u8, .. data.Span, .. "\n\n"u8];
}

/// <summary>
/// One JSON object a line: <c>{"chunk":…}</c>…, and last the chat object with <c>"done":true</c>, or the problem object,
/// whose <c>error</c> is the code. <c>{"heartbeat":true}</c> as heartbeat: every line stays an object.
/// </summary>
internal sealed class NdJson : ChatStreamFormat
{
    public override string ContentType => "application/x-ndjson";

    public override ReadOnlyMemory<byte> Heartbeat { get; } = "{\"heartbeat\":true}\n"u8.ToArray();

    public override ReadOnlyMemory<byte> Step(ChatEvent step) => step switch
    {
        AnswerDelta delta => Line(ApiResults.Bytes(new StreamedChunk(delta.Text), ChatWire.Default.StreamedChunk)),
        AnswerCompleted completed => Done(completed.Answer),
        _ => default,
    };

    public override ReadOnlyMemory<byte> Error(ReadOnlyMemory<byte> problem) => Line(problem);

    private static ReadOnlyMemory<byte> Done(ChatAnswer answer)
    {
        var line = ApiResults.Bytes(answer, ChatWire.Default.ChatAnswer);
        return (byte[])[.. line.Span[..^1], .. ",\"done\":true}\n"u8];
    }

    private static ReadOnlyMemory<byte> Line(ReadOnlyMemory<byte> json) => (byte[])[.. json.Span, (byte)'\n'];
}
