using System.Threading.Channels;

namespace TradingAi.LocalHost.DurableTask.Engine.Scheduling;

/// <summary>
/// Instances that have something to do, each at most once. An instance that is signalled while it is being worked
/// on comes again afterwards: no two workers have the same one, and no signal is lost.
/// </summary>
internal sealed class ReadyQueue
{
    private readonly Channel<string> _queue = Channel.CreateUnbounded<string>();
    private readonly Dictionary<string, State> _states = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();

    private enum State
    {
        Queued,
        Taken,
        TakenAndSignalled,
    }

    public void Signal(string instanceId)
    {
        lock (_gate)
        {
            if (!_states.TryGetValue(instanceId, out var state))
            {
                _states[instanceId] = State.Queued;
                _queue.Writer.TryWrite(instanceId);
            }
            else if (state == State.Taken)
            {
                _states[instanceId] = State.TakenAndSignalled;
            }
        }
    }

    public async ValueTask<string> TakeAsync(CancellationToken cancellationToken)
    {
        var instanceId = await _queue.Reader.ReadAsync(cancellationToken);
        lock (_gate)
        {
            _states[instanceId] = State.Taken;
        }

        return instanceId;
    }

    public void Done(string instanceId)
    {
        lock (_gate)
        {
            if (_states[instanceId] == State.TakenAndSignalled)
            {
                _states[instanceId] = State.Queued;
                _queue.Writer.TryWrite(instanceId);
            }
            else
            {
                _states.Remove(instanceId);
            }
        }
    }
}
