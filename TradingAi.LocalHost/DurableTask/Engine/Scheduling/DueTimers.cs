namespace TradingAi.LocalHost.DurableTask.Engine.Scheduling;

/// <summary>Wakes instances when their earliest timer is due. The timers themselves are on disk; a wake-up too many does no harm.</summary>
internal sealed class DueTimers : IDisposable
{
    /// <summary>A wait is no longer than this, since the wall clock may be set meanwhile.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5);

    private readonly PriorityQueue<string, long> _due = new();
    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly ReadyQueue _ready;
    private readonly ITimer _timer;

    public DueTimers(TimeProvider time, ReadyQueue ready)
    {
        _time = time;
        _ready = ready;
        _timer = time.CreateTimer(_ => Tick(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Wakes an instance at a time (UTC ticks).</summary>
    public void Add(string instanceId, long dueAt)
    {
        lock (_gate)
        {
            _due.Enqueue(instanceId, dueAt);
        }

        Tick();
    }

    public void Dispose() => _timer.Dispose();

    private void Tick()
    {
        lock (_gate)
        {
            var now = _time.GetUtcNow().UtcTicks;
            while (_due.TryPeek(out var instanceId, out var dueAt))
            {
                if (dueAt > now)
                {
                    // A tick early would find nothing due: the timer's resolution is milliseconds, rounded down.
                    var wait = TimeSpan.FromTicks(dueAt - now) + TimeSpan.FromMilliseconds(1);
                    _timer.Change(wait < LongestWait ? wait : LongestWait, Timeout.InfiniteTimeSpan);
                    return;
                }

                _due.Dequeue();
                _ready.Signal(instanceId);
            }
        }
    }
}
