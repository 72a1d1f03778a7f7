using System.Text.Json;
using TradingAi.Simulators.Gemini.Scripts;
using TradingAi.Simulators.Gemini.Wire;
using TradingAi.Simulators.Hosting;

namespace TradingAi.Simulators.Gemini.Answers;

/// <summary>
/// Sends a streamed answer at its pace: with <c>alt=sse</c> as server-sent events, which end in <c>\r\n\r\n</c>, otherwise as a JSON
/// array that grows.
/// </summary>
internal sealed class AnswerWriter(LatencyProfile profile, TimeProvider time)
{
    /// <summary>Takes as long as the streamed answer would, without its first chunk.</summary>
    public async Task WaitAsync(int chunks, Script? script, CancellationToken cancellationToken)
    {
        if (script?.Stall is not null)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, time, cancellationToken);
        }

        await Task.Delay(PaceOf(script) * Math.Max(0, chunks - 1), time, cancellationToken);
    }

    /// <summary>Sends the chunks.</summary>
    public async Task WriteAsync(HttpContext context, IReadOnlyList<GenerateContentResponse> chunks, Script? script)
    {
        var cancellationToken = context.RequestAborted;
        var isEvents = context.Request.Query["alt"] == "sse";
        context.Response.ContentType = isEvents ? "text/event-stream" : "application/json; charset=UTF-8";
        for (var i = 0; i < chunks.Count; i++)
        {
            if (i == script?.Stall)
            {
                await context.Response.StartAsync(cancellationToken);
                await Task.Delay(Timeout.InfiniteTimeSpan, time, cancellationToken);
            }

            if (i > 0)
            {
                await Task.Delay(PaceOf(script), time, cancellationToken);
            }

            var json = JsonSerializer.Serialize(chunks[i], GeminiJson.Default.GenerateContentResponse);
            await context.Response.WriteAsync(isEvents ? $"data: {json}\r\n\r\n" : (i == 0 ? "[" : ",\r\n") + json, cancellationToken);
            await context.Response.Body.FlushAsync(cancellationToken);
        }

        if (!isEvents)
        {
            await context.Response.WriteAsync("]", cancellationToken);
        }
    }

    private TimeSpan PaceOf(Script? script) => script?.Pace ?? profile.BetweenChunks;
}
