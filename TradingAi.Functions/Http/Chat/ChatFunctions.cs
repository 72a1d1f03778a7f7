using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using TradingAi.Core.Chat;
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

        var ask = await ReadAsync(request, cancellationToken);
        using var tooLong = new CancellationTokenSource(ChatStream.Longest, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, tooLong.Token);
        try
        {
            return ApiResults.Ok(await LastAsync(ask(stop.Token)), ChatWire.Default.ChatAnswer);
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
        var ask = await ReadAsync(request, cancellationToken);
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, request.HttpContext.RequestAborted);
        await new ChatStream(request.HttpContext, format, time, logger).SendAsync(ask, gone.Token);
        return Results.Empty;
    }

    private async Task<Func<CancellationToken, IAsyncEnumerable<ChatEvent>>> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var user = request.GetUser();
        var asOf = request.ReadAsOf(time);
        var question = await RequestBody.ReadAsync(request, ChatWire.Default.ChatRequest, cancellationToken);
        return stop => NoteAsync(chat.AskAsync(user, question, asOf, stop), stop);
    }

    private async IAsyncEnumerable<ChatEvent> NoteAsync(IAsyncEnumerable<ChatEvent> steps, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var step in steps.WithCancellation(cancellationToken))
        {
            if (step is AnswerCompleted { Answer: var answer })
            {
                degradations.Note(answer.Degraded, DegradedPart.Embeddings, DegradedPart.Vectors, DegradedPart.Language);
            }

            yield return step;
        }
    }

    private static async Task<ChatAnswer> LastAsync(IAsyncEnumerable<ChatEvent> steps)
    {
        ChatAnswer? answer = null;
        await foreach (var step in steps)
        {
            answer = (step as AnswerCompleted)?.Answer ?? answer;
        }

        return answer ?? throw new InvalidOperationException("An answer ended without its last step.");
    }
}
