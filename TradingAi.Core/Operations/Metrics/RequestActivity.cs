using System.Diagnostics.Metrics;
using TradingAi.Core.Operations.Vendors;

namespace TradingAi.Core.Operations.Metrics;

/// <summary>How requests have gone lately.</summary>
/// <param name="P50">Half of them took no longer, in milliseconds; null before the first.</param>
/// <param name="P95">95 % of them took no longer.</param>
/// <param name="P99">99 % of them took no longer.</param>
/// <param name="PerSecond">Requests that ended within the last minute, a second.</param>
/// <param name="Running">Requests that are being answered.</param>
public sealed record RequestSummary(double? P50, double? P95, double? P99, double PerSecond, int Running);

/// <summary>Measures requests: <c>tradingai.request.duration</c> (seconds) by <c>route</c> and <c>status</c>, and the latest ones exactly.</summary>
public sealed class RequestActivity
{
    private const int Remembered = 4_096;

    private static readonly TimeSpan s_minute = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly Queue<double> _latest = new();
    private readonly Queue<DateTimeOffset> _lastMinute = new();
    private readonly Histogram<double> _durations;
    private readonly TimeProvider _time;
    private int _running;

    /// <summary>Creates the instrument.</summary>
    public RequestActivity(IMeterFactory meters, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(meters);
        _durations = meters.Create(VendorActivity.MeterName).CreateHistogram<double>("tradingai.request.duration", "s", "How long requests take, streams to their end.");
        _time = time;
    }

    /// <summary>Notes that a request has begun.</summary>
    public void Began() => Interlocked.Increment(ref _running);

    /// <summary>Notes that a request has ended.</summary>
    /// <param name="route">The function that answered it.</param>
    /// <param name="status">The HTTP status.</param>
    /// <param name="took">How long it took.</param>
    public void Ended(string route, int status, TimeSpan took)
    {
        Interlocked.Decrement(ref _running);
        _durations.Record(took.TotalSeconds, new("route", route), new("status", status));
        var now = _time.GetUtcNow();
        lock (_lock)
        {
            _latest.Enqueue(took.TotalMilliseconds);
            if (_latest.Count > Remembered)
            {
                _latest.Dequeue();
            }

            _lastMinute.Enqueue(now);
            ForgetOlder(now);
        }
    }

    /// <summary>How the latest requests, 4,096 at most, have gone.</summary>
    public RequestSummary Summarize()
    {
        double[] sorted;
        double perSecond;
        lock (_lock)
        {
            ForgetOlder(_time.GetUtcNow());
            perSecond = _lastMinute.Count / s_minute.TotalSeconds;
            sorted = [.. _latest.Order()];
        }

        return new RequestSummary(Percentile(sorted, 0.50), Percentile(sorted, 0.95), Percentile(sorted, 0.99), perSecond, Volatile.Read(ref _running));
    }

    private void ForgetOlder(DateTimeOffset now)
    {
        while (_lastMinute.TryPeek(out var oldest) && now - oldest > s_minute)
        {
            _lastMinute.Dequeue();
        }
    }

    // Nearest rank: a time that really occurred.
    private static double? Percentile(double[] sorted, double share) =>
        sorted.Length == 0 ? null : sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Length) - 1)];
}
