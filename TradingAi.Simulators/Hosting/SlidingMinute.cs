namespace TradingAi.Simulators.Hosting;

/// <summary>
/// What arrived within the last sixty seconds, to the tick: something that arrived exactly a minute ago has left. The fullest minute
/// of all ends at an arrival, so looking at each arrival finds it. Not thread-safe; its owner locks.
/// </summary>
internal sealed class SlidingMinute
{
    /// <summary>The width of the window.</summary>
    public static readonly TimeSpan Width = TimeSpan.FromMinutes(1);

    private readonly Queue<(TimeSpan Instant, long Amount)> _arrivals = new();

    /// <summary>The sum over the fullest minute so far.</summary>
    public long Most { get; private set; }

    private long _sum;

    /// <summary>Adds an amount that arrives now.</summary>
    /// <param name="now">Time since any fixed instant; never earlier than in the call before.</param>
    /// <param name="amount">How much arrives.</param>
    public void Add(TimeSpan now, long amount)
    {
        Forget(now);
        _arrivals.Enqueue((now, amount));
        _sum += amount;
        Most = Math.Max(Most, _sum);
    }

    /// <summary>The sum over the minute that ends now.</summary>
    public long Sum(TimeSpan now)
    {
        Forget(now);
        return _sum;
    }

    /// <summary>How long until an amount fits under a limit; zero if it does now.</summary>
    public TimeSpan UntilFits(TimeSpan now, long amount, long limit)
    {
        Forget(now);
        var excess = _sum + amount - limit;
        foreach (var (instant, left) in _arrivals)
        {
            if (excess <= 0)
            {
                break;
            }

            excess -= left;
            if (excess <= 0)
            {
                return instant + Width - now;
            }
        }

        // More than the whole limit never fits: a full window is as good an answer as any.
        return excess > 0 ? Width : TimeSpan.Zero;
    }

    private void Forget(TimeSpan now)
    {
        while (_arrivals.TryPeek(out var first) && now - first.Instant >= Width)
        {
            _sum -= first.Amount;
            _arrivals.Dequeue();
        }
    }
}
