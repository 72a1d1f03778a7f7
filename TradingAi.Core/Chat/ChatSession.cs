using System.Text.Json.Serialization;
using TradingAi.Core.Language;

namespace TradingAi.Core.Chat;

/// <summary>A conversation.</summary>
public sealed record ChatSession
{
    /// <summary>What a session without a title and without a question is called.</summary>
    public const string Untitled = "New chat";

    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>The title its user gave it, else one made from the first question.</summary>
    public required string Title { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it last gained a message or a title.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Questions and answers together.</summary>
    public required int MessageCount { get; init; }

    /// <summary>All of them, oldest first; null (and not written) in a list of sessions.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ChatSessionMessage>? Messages { get; init; }
}

/// <summary>Who wrote a message.</summary>
public enum ChatSpeaker
{
    /// <summary>The user asked.</summary>
    User,

    /// <summary>The service answered.</summary>
    Assistant,
}

/// <summary>One stored message.</summary>
public sealed record ChatSessionMessage
{
    /// <summary>Its id; an answer's is the chat object's <c>message_id</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Who wrote it.</summary>
    public required ChatSpeaker Role { get; init; }

    /// <summary>The text.</summary>
    public required string Content { get; init; }

    /// <summary>When it was stored; a question and its answer are stored together.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The passages behind an answer; empty for a question.</summary>
    public IReadOnlyList<Source> Sources { get; init; } = [];

    /// <summary>Ids of the vectors behind <see cref="Sources"/>.</summary>
    public IReadOnlyList<string> ContextVectors { get; init; } = [];

    /// <summary>The computed figures of an answer; empty for a question.</summary>
    public IReadOnlyList<Fact> Facts { get; init; } = [];

    /// <summary>An answer's outcome; not written for a question.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ChatOutcome? Outcome { get; init; }

    /// <summary>What an answer used; not written for a question.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ChatUsage? Usage { get; init; }

    /// <summary>How an answer's numbers are supported; not written for a question.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Groundedness? Groundedness { get; init; }

    /// <summary>Parts that could not serve an answer.</summary>
    public IReadOnlyList<string> Degraded { get; init; } = [];

    /// <summary>The present that a question was asked for; not written for an answer.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? AsOf { get; init; }

    /// <summary>The caller's word on the market that came with a question; not written where there was none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? MarketConditions { get; init; }
}
