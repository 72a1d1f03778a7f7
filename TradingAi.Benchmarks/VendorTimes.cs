using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace TradingAi.Benchmarks;

/// <summary>
/// Notes when the simulated vendors work: each request from its arrival to its end, a streamed answer up to each of its pieces. What is
/// awaited of a stream at an instant ended with the last piece before it.
/// </summary>
internal sealed class VendorTimes : IStartupFilter
{
    private readonly ConcurrentQueue<Span> _spans = new();

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(async (context, call) =>
        {
            var span = new Span(context.Request.Path.Value!, Stopwatch.GetTimestamp());
            _spans.Enqueue(span);
            if (span.Path.EndsWith(":streamGenerateContent", StringComparison.Ordinal))
            {
                context.Response.Body = new NotedStream(context.Response.Body, span.Note);
                await call();
            }
            else
            {
                await call();
                span.Note();
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
        foreach (var span in _spans.OrderBy(span => span.Start))
        {
            var (first, last) = (Math.Max(span.Start, reached), span.EndBefore(to));
            if (last > first)
            {
                busy += last - first;
                reached = last;
            }
        }

        return Stopwatch.GetElapsedTime(0, busy);
    }

    /// <summary>For how long of a span of time a model was writing on, its first piece sent.</summary>
    /// <param name="from">Its start, a timestamp of <see cref="Stopwatch"/>.</param>
    /// <param name="to">Its end.</param>
    public TimeSpan WritingWithin(long from, long to) =>
        Stopwatch.GetElapsedTime(0, _spans.Where(s => s.Start >= from && s.First is { } first && first < to).Sum(s => s.EndBefore(to) - s.First!.Value));

    /// <summary>True where two vendors' work overlapped: both ways were open at once.</summary>
    /// <param name="one">A part of the one's paths.</param>
    /// <param name="other">A part of the other's.</param>
    public bool Overlapped(string one, string other) => _spans.Any(a =>
        a.Path.Contains(one, StringComparison.Ordinal)
        && _spans.Any(b => b.Path.Contains(other, StringComparison.Ordinal) && a.Start < b.EndBefore(long.MaxValue) && b.Start < a.EndBefore(long.MaxValue)));

    private sealed record Span(string Path, long Start)
    {
        private readonly ConcurrentQueue<long> _pieces = new();

        public long? First => _pieces.TryPeek(out var first) ? first : null;

        public void Note() => _pieces.Enqueue(Stopwatch.GetTimestamp());

        /// <summary>The last piece by an instant; the instant where none was sent by then.</summary>
        public long EndBefore(long instant) => _pieces.Where(piece => piece <= instant).Append(First is { } first && first <= instant ? 0 : instant).Max();
    }
}
