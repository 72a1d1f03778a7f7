using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace TradingAi.Benchmarks;

/// <summary>
/// Notes when the simulated vendors work: each request from its arrival to the head of its answer where it is a stream, else to
/// its end.
/// </summary>
internal sealed class VendorTimes : IStartupFilter
{
    private readonly ConcurrentQueue<(string Path, long Start, long End)> _spans = new();

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(async (context, call) =>
        {
            var started = Stopwatch.GetTimestamp();
            var streamed = context.Request.Path.Value!.EndsWith(":streamGenerateContent", StringComparison.Ordinal);
            if (streamed)
            {
                context.Response.OnStarting(() =>
                {
                    _spans.Enqueue((context.Request.Path.Value!, started, Stopwatch.GetTimestamp()));
                    return Task.CompletedTask;
                });
            }

            await call();
            if (!streamed)
            {
                _spans.Enqueue((context.Request.Path.Value!, started, Stopwatch.GetTimestamp()));
            }
        });
        next(app);
    };

    /// <summary>Forgets what was noted.</summary>
    public void Clear() => _spans.Clear();

    /// <summary>For how long of a span of time at least one vendor was at work.</summary>
    /// <param name="from">Its start, a timestamp of <see cref="Stopwatch"/>.</param>
    /// <param name="to">Its end.</param>
    public TimeSpan BusyWithin(long from, long to)
    {
        long busy = 0;
        var reached = from;
        foreach (var (_, start, end) in _spans.OrderBy(span => span.Start))
        {
            var (first, last) = (Math.Max(start, reached), Math.Min(end, to));
            if (last > first)
            {
                busy += last - first;
                reached = last;
            }
        }

        return Stopwatch.GetElapsedTime(0, busy);
    }

    /// <summary>True where two vendors' work overlapped: both ways were open at once.</summary>
    /// <param name="one">A part of the one's paths.</param>
    /// <param name="other">A part of the other's.</param>
    public bool Overlapped(string one, string other) => _spans.Any(a =>
        a.Path.Contains(one, StringComparison.Ordinal)
        && _spans.Any(b => b.Path.Contains(other, StringComparison.Ordinal) && a.Start < b.End && b.Start < a.End));
}
