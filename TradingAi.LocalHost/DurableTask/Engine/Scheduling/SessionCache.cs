using TradingAi.LocalHost.DurableTask.Engine.Orchestrations;

namespace TradingAi.LocalHost.DurableTask.Engine.Scheduling;

/// <summary>
/// Executions kept in memory between their steps, the most recently used ones, so that a step needs no replay. The
/// one who takes an execution owns it until it is returned.
/// </summary>
internal sealed class SessionCache(DurableTaskOptions options, TimeProvider time)
{
    private readonly Dictionary<string, LinkedListNode<Entry>> _entries = new(StringComparer.Ordinal);
    private readonly LinkedList<Entry> _byUse = new();
    private readonly Lock _gate = new();

    public OrchestrationExecution? Take(string instanceId)
    {
        lock (_gate)
        {
            if (!_entries.Remove(instanceId, out var node))
            {
                return null;
            }

            _byUse.Remove(node);
            return node.Value.Execution;
        }
    }

    public void Return(string instanceId, OrchestrationExecution execution)
    {
        if (!options.ExtendedSessionsEnabled)
        {
            return;
        }

        lock (_gate)
        {
            var now = time.GetTimestamp();
            _entries[instanceId] = _byUse.AddFirst(new Entry(instanceId, execution, now));
            while (_byUse.Last is { } oldest
                && (_byUse.Count > options.MaxExtendedSessions || time.GetElapsedTime(oldest.Value.UsedAt, now) > options.ExtendedSessionIdleTimeout))
            {
                _byUse.RemoveLast();
                _entries.Remove(oldest.Value.InstanceId);
            }
        }
    }

    private sealed record Entry(string InstanceId, OrchestrationExecution Execution, long UsedAt);
}
