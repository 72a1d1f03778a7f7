using TradingAi.LocalHost.DurableTask.Engine.Store;

namespace TradingAi.LocalHost.DurableTask.Engine.Scheduling;

/// <summary>The work that is known in memory. It follows from what is on disk, and is made again from it at the start.</summary>
internal sealed class WorkQueues(ReadyQueue ready, ActivityQueue activities, DueTimers timers, InstanceWaiters waiters)
{
    /// <summary>Hands on what a committed write means.</summary>
    public void Announce(Changes changes)
    {
        foreach (var activity in changes.Activities)
        {
            activities.Add(activity);
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
