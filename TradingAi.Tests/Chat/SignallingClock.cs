using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace TradingAi.Tests.Chat;

/// <summary>A clock that a test moves, and that says when someone begins to wait for a given time.</summary>
internal sealed class SignallingClock(DateTimeOffset start, TimeSpan watched) : FakeTimeProvider(start)
{
    private readonly Channel<TimeSpan> _waits = Channel.CreateUnbounded<TimeSpan>();

    /// <summary>Returns once somebody has begun to wait for the watched time; each wait counts once.</summary>
    public Task WaitBegunAsync(CancellationToken cancellationToken) => _waits.Reader.ReadAsync(cancellationToken).AsTask();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        if (dueTime == watched)
        {
            _waits.Writer.TryWrite(dueTime);
        }

        return timer;
    }
}
