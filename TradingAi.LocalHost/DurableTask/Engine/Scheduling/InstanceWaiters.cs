using System.Collections.Concurrent;

namespace TradingAi.LocalHost.DurableTask.Engine.Scheduling;

/// <summary>Clients that wait for a change of an instance.</summary>
internal sealed class InstanceWaiters
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _changes = new(StringComparer.Ordinal);

    /// <summary>Ends at the next change. Ask first, then look at the instance, then await.</summary>
    public Task NextChange(string instanceId)
        => _changes.GetOrAdd(instanceId, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public void Announce(string instanceId)
    {
        if (_changes.TryRemove(instanceId, out var waiting))
        {
            waiting.TrySetResult();
        }
    }
}
