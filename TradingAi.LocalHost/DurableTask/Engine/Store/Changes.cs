namespace TradingAi.LocalHost.DurableTask.Engine.Store;

/// <summary>An activity to run.</summary>
/// <param name="Id">Its id in the store.</param>
/// <param name="Name">Its function.</param>
internal sealed record ScheduledActivity(long Id, string Name);

/// <summary>What a committed write means for the parts that run in memory.</summary>
internal sealed class Changes
{
    /// <summary>Instances that have something to do.</summary>
    public List<string> Ready { get; } = [];

    /// <summary>Activities to run.</summary>
    public List<ScheduledActivity> Activities { get; } = [];

    /// <summary>Instances that will have something to do, and when (UTC ticks).</summary>
    public List<(string InstanceId, long DueAt)> Timers { get; } = [];

    /// <summary>Instances whose state a client may be waiting for.</summary>
    public List<string> Updated { get; } = [];
}
