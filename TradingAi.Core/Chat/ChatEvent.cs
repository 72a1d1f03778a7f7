using TradingAi.Core.Language;

namespace TradingAi.Core.Chat;

/// <summary>
/// One step of an answer. They come in this order: <see cref="SessionOpened"/>, <see cref="SourcesFound"/>, any number of
/// <see cref="AnswerDelta"/>, and <see cref="AnswerCompleted"/> once the answer is stored.
/// </summary>
public abstract record ChatEvent;

/// <summary>The session exists and can be continued, whatever becomes of this answer.</summary>
/// <param name="SessionId">Its id.</param>
public sealed record SessionOpened(string SessionId) : ChatEvent;

/// <summary>The passages that the answer may cite.</summary>
/// <param name="Sources">Best first; may be empty.</param>
public sealed record SourcesFound(IReadOnlyList<Source> Sources) : ChatEvent;

/// <summary>The next piece of the answer.</summary>
/// <param name="Text">Never empty; all pieces in order are the message.</param>
public sealed record AnswerDelta(string Text) : ChatEvent;

/// <summary>The answer is complete and stored.</summary>
/// <param name="Answer">All of it.</param>
public sealed record AnswerCompleted(ChatAnswer Answer) : ChatEvent;
