using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TradingAi.Core.Journal;
using TradingAi.Core.Language;
using TradingAi.Core.Operations;
using TradingAi.Core.Storage;

namespace TradingAi.Core.Chat;

/// <summary>
/// Answers questions from the user's own journal. A question and its answer are stored together once the answer is
/// complete, or not at all: an answer that failed, or whose reader went away, leaves no half behind, only the session.
/// </summary>
public sealed class ChatService(
    IUserDatabases databases,
    IQuestionAnalyst analyst,
    IChatClient client,
    IOptions<ChatSettings> settings,
    TimeProvider time,
    ILogger<ChatService> logger)
{
    private readonly ChatTurns _turns = new(databases, time);

    /// <summary>Answers a question step by step.</summary>
    /// <param name="user">Who asks.</param>
    /// <param name="request">The question.</param>
    /// <param name="asOf">The present for the answer.</param>
    /// <param name="cancellationToken">Stops the language model; nothing of the answer is stored then.</param>
    /// <returns>The steps, as <see cref="ChatEvent"/> orders them; the last one says that the answer is stored.</returns>
    /// <exception cref="RequestRefusedException">At the first step: a field is out of its range, or the user has no such
    /// session. At the last: the session was deleted meanwhile.</exception>
    /// <exception cref="StorageUnavailableException">The user's database cannot serve.</exception>
    public async IAsyncEnumerable<ChatEvent> AskAsync(
        UserId user, ChatRequest request, DateTimeOffset asOf, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var question = request.Check(settings.Value.MaxContextVectors);
        var thread = question.SessionId is { } continued
            ? await _turns.ReadAsync(user, continued, cancellationToken)
            : new ChatThread(null, []);
        var grounding = await analyst.AnalyzeAsync(
            new Question(user, question.Message, asOf, thread.Context, question.MaxContextVectors), cancellationToken);
        var sessionId = question.SessionId ?? await _turns.BeginAsync(user, question.Message, cancellationToken);
        yield return new SessionOpened(sessionId);
        yield return new SourcesFound(grounding.Sources);

        var reply = new ModelReply(client, grounding, logger);
        var options = new ChatOptions { AdditionalProperties = new() { [Grounding.OptionsKey] = grounding } };
        await foreach (var piece in reply.ReadAsync(ChatPrompt.Of(question, grounding, thread.History), options, cancellationToken))
        {
            yield return new AnswerDelta(piece);
        }

        var answer = AnswerOf(sessionId, grounding, reply);
        await StoreAsync(user, question, asOf, grounding, answer, cancellationToken);
        Log.Answered(logger, sessionId, answer.Outcome, answer.Facts.Count, answer.Sources.Count, answer.Usage.Model);
        yield return new AnswerCompleted(answer);
    }

    private ChatAnswer AnswerOf(string sessionId, Grounding grounding, ModelReply reply) => new()
    {
        SessionId = sessionId,
        MessageId = Guid.CreateVersion7(time.GetUtcNow()).ToString(),
        Outcome = reply.Outcome,
        Message = reply.Text,
        Facts = grounding.Facts,
        Sources = grounding.Sources,
        Usage = reply.Usage,
        Groundedness = GroundednessCheck.Of(reply.Text, grounding),
        Degraded = reply.StoodIn ? [.. grounding.Degraded, ModelReply.LanguagePart] : grounding.Degraded,
    };

    private Task StoreAsync(
        UserId user, CheckedChatRequest question, DateTimeOffset asOf, Grounding grounding, ChatAnswer answer, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var asked = new ChatSessionMessage
        {
            Id = Guid.CreateVersion7(now).ToString(),
            Role = ChatSpeaker.User,
            Content = question.Message,
            CreatedAt = now,
            AsOf = asOf,
            MarketConditions = question.MarketConditions,
        };
        var answered = new ChatSessionMessage
        {
            Id = answer.MessageId,
            Role = ChatSpeaker.Assistant,
            Content = answer.Message,
            CreatedAt = now,
            Sources = answer.Sources,
            ContextVectors = grounding.ContextVectors,
            Facts = answer.Facts,
            Outcome = answer.Outcome,
            Usage = answer.Usage,
            Groundedness = answer.Groundedness,
            Degraded = answer.Degraded,
        };
        return _turns.AppendAsync(user, answer.SessionId, asked, answered, grounding.Context, cancellationToken);
    }
}
