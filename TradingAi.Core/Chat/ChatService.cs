using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TradingAi.Core.Journal;
using TradingAi.Core.Language;
using TradingAi.Core.Language.Tools;
using TradingAi.Core.Language.Trader;
using TradingAi.Core.Operations;
using TradingAi.Core.Operations.Vendors;
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
    JournalTools tools,
    TraderContexts contexts,
    Regenerations regenerations,
    IOptions<ChatSettings> settings,
    TimeProvider time,
    ILogger<ChatService> logger)
{
    private readonly ChatTurns _turns = new(databases, time);

    // None behind the narrator: it needs no prompt, no passages beside the facts and no functions.
    private readonly ILanguageModel? _model = client.GetService<ILanguageModel>();

    /// <summary>Answers a question step by step.</summary>
    /// <param name="user">Who asks.</param>
    /// <param name="request">The question.</param>
    /// <param name="asOf">The present for the answer.</param>
    /// <param name="cancellationToken">Stops the language model; nothing of the answer is stored then.</param>
    /// <returns>The steps, as <see cref="ChatEvent"/> orders them; the last one says that the answer is stored.</returns>
    /// <exception cref="RequestRefusedException">At the first step: a field is out of its range, or the user has no such
    /// session. At the last: the session was deleted meanwhile.</exception>
    /// <exception cref="StorageUnavailableException">The user's database cannot serve.</exception>
    public IAsyncEnumerable<ChatEvent> AskAsync(UserId user, ChatRequest request, DateTimeOffset asOf, CancellationToken cancellationToken) =>
        AskAsync(user, request, asOf, isWatched: true, cancellationToken);

    /// <summary>
    /// Answers a question whole. Nothing is sent before it is complete, so the narrative stands in for a model that fails at any
    /// point.
    /// </summary>
    /// <inheritdoc cref="AskAsync(UserId, ChatRequest, DateTimeOffset, CancellationToken)"/>
    public async Task<ChatAnswer> AnswerAsync(UserId user, ChatRequest request, DateTimeOffset asOf, CancellationToken cancellationToken)
    {
        ChatAnswer? answer = null;
        await foreach (var step in AskAsync(user, request, asOf, isWatched: false, cancellationToken))
        {
            answer = (step as AnswerCompleted)?.Answer ?? answer;
        }

        return answer ?? throw new InvalidOperationException("An answer ended without its last step.");
    }

    private async IAsyncEnumerable<ChatEvent> AskAsync(
        UserId user, ChatRequest request, DateTimeOffset asOf, bool isWatched, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var question = request.Check(settings.Value.MaxContextVectors);
        var thread = question.SessionId is { } continued
            ? await _turns.ReadAsync(user, continued, cancellationToken)
            : new ChatThread(null, []);
        var asked = new Question(user, question.Message, asOf, thread.Context, question.MaxContextVectors) { WantsPassages = _model is not null };
        var context = _model is null ? Task.FromResult(TraderContext.None) : contexts.ReadAsync(user, asOf, cancellationToken);
        var grounding = await analyst.AnalyzeAsync(asked, cancellationToken);
        grounding = (await context).AddedTo(grounding);
        var evidence = new ToolEvidence(grounding);
        var options = new ChatOptions
        {
            AdditionalProperties = new() { [Grounding.OptionsKey] = grounding, [LanguageProperties.User] = user },
            Tools = _model is null ? null : tools.For(asked, evidence),
        };
        var prompt = _model is null
            ? new FittedPrompt(ChatPrompt.Of(question, grounding, thread.History), grounding, options)
            : await PromptBudget.FitAsync(_model, question, grounding, thread.History, options, null, cancellationToken);
        grounding = prompt.Grounding;
        var sessionId = question.SessionId ?? await _turns.BeginAsync(user, question.Message, cancellationToken);
        yield return new SessionOpened(sessionId);
        yield return new SourcesFound(grounding.Sources);

        var reply = new ModelReply(
            new ReplyRequest(client, grounding, evidence, question.Asked, _model is null
                ? null
                : (known, correction, stop) => PromptBudget.FitAsync(_model, question, known, thread.History, options, correction, stop)),
            isWatched,
            logger);
        await foreach (var piece in reply.ReadAsync(prompt, cancellationToken))
        {
            yield return new AnswerDelta(piece);
        }

        grounding = evidence.AddedTo(grounding);
        grounding = grounding with { Facts = [.. grounding.Facts, .. grounding.Background.Where(f => reply.Cites(f.Id))] };
        var answer = AnswerOf(sessionId, question, grounding, reply);
        if (reply.IsRegenerated)
        {
            regenerations.Add(answer.Groundedness.Unsupported.Count == 0);
        }

        await StoreAsync(user, question, asOf, grounding, answer, cancellationToken);
        Log.Answered(logger, sessionId, answer.Outcome, answer.Facts.Count, answer.Sources.Count, answer.Usage.Model);
        yield return new AnswerCompleted(answer);
    }

    private ChatAnswer AnswerOf(string sessionId, CheckedChatRequest question, Grounding grounding, ModelReply reply) => new()
    {
        SessionId = sessionId,
        MessageId = Guid.CreateVersion7(time.GetUtcNow()).ToString(),
        Outcome = reply.Outcome,
        Message = reply.Text,
        Facts = grounding.Facts,
        Sources = grounding.Sources,
        Usage = reply.Usage,
        Groundedness = GroundednessCheck.Of(reply.Text, grounding, question.Asked),
        Degraded = reply.IsDegraded ? [.. grounding.Degraded, DegradedPart.Language] : grounding.Degraded,
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
