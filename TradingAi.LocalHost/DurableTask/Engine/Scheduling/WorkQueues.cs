using System.Threading.Channels;
using TradingAi.LocalHost.DurableTask.Engine.Store;

namespace TradingAi.LocalHost.DurableTask.Engine.Scheduling;

/// <summary>The work that is known in memory. It follows from what is on disk, and is made again from it at the start.</summary>
internal sealed class WorkQueues(ReadyQueue ready, DueTimers timers, InstanceWaiters waiters)
{
    private readonly Channel<long> _activities = Channel.CreateUnbounded<long>();

    /// <summary>Activities to run, by their id in the store.</summary>
    public ChannelReader<long> Activities => _activities.Reader;

    /// <summary>Hands on what a committed write means.</summary>
    public void Announce(Changes changes)
    {
        foreach (var activity in changes.Activities)
        {
            _activities.Writer.TryWrite(activity);
        }

        foreach (var (instanceId, dueAt) in changes.Timers)
        {
            timers.Add(instanceId, dueAt);
        }

        foreach (var instanceId in changes.Ready)
        {
            ready.Signal(instanceId);
        }

        foreach (var instanceId in changes.Updated)
        {
            waiters.Announce(instanceId);
        }
    }
}
