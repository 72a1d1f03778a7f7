using System.Text.Json.Serialization;

namespace TradingAi.LocalHost.DurableTask.Engine.History;

/// <summary>
/// One entry of an orchestration's history: something that reached the orchestrator (a message) or something that
/// it asked for (an action, with its task id). Its JSON form is on disk: kinds are added, never changed.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(ExecutionStarted), "started")]
[JsonDerivedType(typeof(TaskCompleted), "completed")]
[JsonDerivedType(typeof(TaskFailed), "failed")]
[JsonDerivedType(typeof(TimerFired), "fired")]
[JsonDerivedType(typeof(EventRaised), "raised")]
[JsonDerivedType(typeof(ActivityScheduled), "activity")]
[JsonDerivedType(typeof(TimerCreated), "timer")]
[JsonDerivedType(typeof(SubOrchestrationScheduled), "sub")]
[JsonDerivedType(typeof(EventSent), "sent")]
internal abstract record HistoryEvent;

/// <summary>The orchestrator begins, with its input as JSON.</summary>
internal sealed record ExecutionStarted(string? Input) : HistoryEvent;

/// <summary>An activity or sub-orchestration returned.</summary>
internal sealed record TaskCompleted(int TaskId, string? Result) : HistoryEvent;

/// <summary>An activity or sub-orchestration failed.</summary>
internal sealed record TaskFailed(int TaskId, Failure Failure) : HistoryEvent;

/// <summary>A timer is due.</summary>
internal sealed record TimerFired(int TaskId) : HistoryEvent;

/// <summary>An event came from outside. Its id is its place in the inbox, ascending in the order of arrival.</summary>
internal sealed record EventRaised(string Name, string? Payload, long Id = 0) : HistoryEvent;

/// <summary>What the orchestrator asked for.</summary>
internal abstract record OrchestratorAction(int TaskId) : HistoryEvent
{
    /// <summary>The action for a reader of an error.</summary>
    public abstract string Describe();

    /// <summary>Whether a replay that asked for <paramref name="other"/> took the recorded path.</summary>
    public virtual bool IsSameAs(OrchestratorAction other) => Equals(other);
}

/// <summary>A call of an activity.</summary>
internal sealed record ActivityScheduled(int TaskId, string Name) : OrchestratorAction(TaskId)
{
    public override string Describe() => $"activity '{Name}' (#{TaskId})";
}

/// <summary>A timer.</summary>
internal sealed record TimerCreated(int TaskId, DateTime DueAt) : OrchestratorAction(TaskId)
{
    public override string Describe() => $"a timer (#{TaskId})";

    public override bool IsSameAs(OrchestratorAction other) => other is TimerCreated timer && timer.TaskId == TaskId;
}

/// <summary>A call of a sub-orchestration.</summary>
internal sealed record SubOrchestrationScheduled(int TaskId, string Name, string InstanceId) : OrchestratorAction(TaskId)
{
    public override string Describe() => $"sub-orchestration '{Name}' (#{TaskId})";

    public override bool IsSameAs(OrchestratorAction other)
        => other is SubOrchestrationScheduled sub && sub.TaskId == TaskId && sub.Name == Name;
}

/// <summary>An event to another instance.</summary>
internal sealed record EventSent(int TaskId, string InstanceId, string Name) : OrchestratorAction(TaskId)
{
    public override string Describe() => $"event '{Name}' to instance '{InstanceId}' (#{TaskId})";
}
