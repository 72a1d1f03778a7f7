using Microsoft.Extensions.Logging;

namespace TradingAi.LocalHost.DurableTask.Engine;

/// <summary>What the engine logs. Payloads are not logged.</summary>
internal static partial class Log
{
    [LoggerMessage(Level = LogLevel.Debug, Message = "Orchestration {Name} '{InstanceId}' completed.")]
    public static partial void OrchestrationCompleted(ILogger logger, string name, string instanceId);

    [LoggerMessage(Level = LogLevel.Error, Message = "Orchestration {Name} '{InstanceId}' failed: {ErrorType}: {Message}")]
    public static partial void OrchestrationFailed(ILogger logger, string name, string instanceId, string errorType, string message);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Activity {Name} of '{InstanceId}' failed.")]
    public static partial void ActivityFailed(ILogger logger, string name, string instanceId, Exception exception);

    [LoggerMessage(Level = LogLevel.Information, Message = "Activity {Name} of '{InstanceId}' was interrupted by the stop; it runs again at the next start.")]
    public static partial void ActivityInterrupted(ILogger logger, string name, string instanceId);

    [LoggerMessage(Level = LogLevel.Error, Message = "A step of '{InstanceId}' could not be recorded; nothing is lost, next try in {Seconds} s.")]
    public static partial void NotRecorded(ILogger logger, string instanceId, double seconds, Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "Work on '{Item}' stopped unexpectedly; next try in {Seconds} s.")]
    public static partial void WorkFailed(ILogger logger, string item, double seconds, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A durable payload of type {Type} has {Size} bytes; more than {Comfortable} slow some back ends down. Pass an id instead.")]
    public static partial void LargePayload(ILogger logger, string type, int size, int comfortable);

    [LoggerMessage(Level = LogLevel.Debug, Message = "An event '{EventName}' for '{InstanceId}' was dropped: no such instance goes on.")]
    public static partial void EventDropped(ILogger logger, string eventName, string instanceId);

    [LoggerMessage(Level = LogLevel.Information, Message = "Unfinished durable work goes on: {Instances} orchestrations with messages, {Timers} timers, {Activities} activities.")]
    public static partial void Resuming(ILogger logger, int instances, int timers, int activities);
}
