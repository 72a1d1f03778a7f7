using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using TradingAi.Core.Chat;
using TradingAi.Core.Journal;
using TradingAi.Core.Operations.Metrics;
using TradingAi.Core.Operations.Vendors;
using TradingAi.Functions.Http.Json;

namespace TradingAi.Functions.Http.Chat;

/// <summary>The routes that answer questions.</summary>
public sealed class ChatFunctions(ChatService chat, Degradations degradations, TimeProvider time, ILogger<ChatFunctions> logger)
{
    /// <summary>
    /// <c>POST /chat</c>: the chat object once it is complete, or a stream where <c>Accept</c> asks for
    /// <c>text/event-stream</c> or <c>application/x-ndjson</c>.
    /// </summary>
    [Function("Chat")]
    public async Task<IResult> AskAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "ai/chat")] HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ReadStreamFormat() is { } format)
        {
            return await StreamAsync(request, format, cancellationToken);
        }

        var (user, asOf, question) = await ReadAsync(request, cancellationToken);
        using var tooLong = new CancellationTokenSource(ChatStream.Longest, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, tooLong.Token);
        try
        {
            var answer = await chat.AnswerAsync(user, question, asOf, stop.Token);
            Note(answer);
            return ApiResults.Ok(answer, ChatWire.Default.ChatAnswer);
        }
        catch (OperationCanceledException) when (tooLong.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw ChatStream.TookTooLong();
        }
    }

    /// <summary><c>POST /chat/stream</c>: a stream of events, or of lines where <c>Accept</c> prefers them.</summary>
    [Function("ChatStream")]
    public Task<IResult> StreamAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "ai/chat/stream")] HttpRequest request, CancellationToken cancellationToken) =>
        StreamAsync(request, request.ReadStreamFormatOnly(), cancellationToken);

    private async Task<IResult> StreamAsync(HttpRequest request, ChatStreamFormat format, CancellationToken cancellationToken)
    {
        var (user, asOf, question) = await ReadAsync(request, cancellationToken);
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, request.HttpContext.RequestAborted);
        await new ChatStream(request.HttpContext, format, time, logger).SendAsync(stop => NoteAsync(chat.AskAsync(user, question, asOf, stop), stop), gone.Token);
        return Results.Empty;
    }

    private async Task<(UserId User, DateTimeOffset AsOf, ChatRequest Question)> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var user = request.GetUser();
        var asOf = request.ReadAsOf(time);
        return (user, asOf, await RequestBody.ReadAsync(request, ChatWire.Default.ChatRequest, cancellationToken));
    }

    private async IAsyncEnumerable<ChatEvent> NoteAsync(IAsyncEnumerable<ChatEvent> steps, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var step in steps.WithCancellation(cancellationToken))
        {
            if (step is AnswerCompleted { Answer: var answer })
            {
                Note(answer);
            }

            yield return step;
        }
    }

    private void Note(ChatAnswer answer) =>
        degradations.Note(answer.Degraded, DegradedPart.Embeddings, DegradedPart.Vectors, DegradedPart.Language);
}
