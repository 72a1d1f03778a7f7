using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using TradingAi.Core.Chat;

namespace TradingAi.Functions.Http.Chat;

/// <summary>
/// Sends the steps of an answer as they come, each flushed, with heartbeats between them. The response begins with the
/// first byte, so an error before it can still choose its status; one after it becomes the last event.
/// </summary>
internal sealed class ChatStream(HttpContext http, ChatStreamFormat format, TimeProvider time, ILogger logger)
{
    /// <summary>Nothing is sent for longer than this.</summary>
    public static readonly TimeSpan HeartbeatInterval = TimeSpan.FromSeconds(15);

    /// <summary>The longest stream; Azure cuts a response after 230 seconds.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(220);

    /// <summary>What is answered after <see cref="Longest"/>.</summary>
    public static EdgeException TookTooLong() =>
        new(ErrorCode.TimedOut, "The answer took too long and was given up; nothing of it is stored.");

    /// <summary>Sends an answer to its end.</summary>
    /// <param name="ask">Begins the answer; its token ends it when the client goes or the stream has lasted too long.</param>
    /// <param name="cancellationToken">The client has gone, or the host stops.</param>
    /// <exception cref="Exception">Whatever ended the answer before the first byte.</exception>
    public async Task SendAsync(Func<CancellationToken, IAsyncEnumerable<ChatEvent>> ask, CancellationToken cancellationToken)
    {
        using var tooLong = new CancellationTokenSource(Longest, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, tooLong.Token);
        try
        {
            await PumpAsync(ask(stop.Token), stop);
        }
        catch (OperationCanceledException) when (tooLong.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            await FailAsync(TookTooLong(), cancellationToken);
        }
        catch (Exception exception) when (http.Response.HasStarted && !cancellationToken.IsCancellationRequested)
        {
            await FailAsync(exception, cancellationToken);
        }
    }

    private async Task PumpAsync(IAsyncEnumerable<ChatEvent> steps, CancellationTokenSource stop)
    {
        await using var step = steps.GetAsyncEnumerator(stop.Token);
        while (true)
        {
            var next = step.MoveNextAsync().AsTask();
            try
            {
                await BeatUntilAsync(next, stop.Token);
            }
            finally
            {
                // Only a step that has ended lets its enumerator be disposed.
                if (!next.IsCompleted)
                {
                    await stop.CancelAsync();
                    await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                }
            }

            if (!await next)
            {
                return;
            }

            // A stored answer is written to its end, so that a repeated Idempotency-Key finds it whole.
            var stored = step.Current is AnswerCompleted;
            await WriteAsync(format.Step(step.Current), stored ? CancellationToken.None : stop.Token);
            if (stored)
            {
                http.MarkComplete();
            }
        }
    }

    private async Task BeatUntilAsync(Task next, CancellationToken cancellationToken)
    {
        while (!next.IsCompleted)
        {
            using var quiet = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var interval = Task.Delay(HeartbeatInterval, time, quiet.Token);
            if (await Task.WhenAny(next, interval) == next)
            {
                await quiet.CancelAsync();
                return;
            }

            await interval;
            await WriteAsync(format.Heartbeat, cancellationToken);
        }
    }

    private async Task FailAsync(Exception exception, CancellationToken cancellationToken)
    {
        if (!http.Response.HasStarted)
        {
            throw exception;
        }

        var problem = Problems.Of(exception, http);
        Log.StreamFailed(logger, exception, problem.TraceId);
        await WriteAsync(format.Error(ApiResults.Bytes(problem, ProblemJson.Default.Problem)), cancellationToken);
    }

    private async Task WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        if (bytes.IsEmpty)
        {
            return;
        }

        if (!http.Response.HasStarted)
        {
            http.Response.ContentType = format.ContentType;
            http.Response.Headers.CacheControl = "no-cache";
            http.Response.Headers.XContentTypeOptions = "nosniff";
            // Tells nginx and its kin to pass pieces on as they come.
            http.Response.Headers["X-Accel-Buffering"] = "no";
        }

        await http.Response.Body.WriteAsync(bytes, cancellationToken);
        await http.Response.Body.FlushAsync(cancellationToken);
    }
}
