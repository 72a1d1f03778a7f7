using System.Text.Json;
using Microsoft.DurableTask.Client;
using TradingAi.LocalHost.DurableTask.Engine.History;
using TradingAi.LocalHost.DurableTask.Engine.Orchestrations;

namespace TradingAi.LocalHost.DurableTask.Engine.Store;

/// <summary>How the recording of a step went.</summary>
internal enum CommitResult
{
    /// <summary>It is recorded.</summary>
    Recorded,

    /// <summary>The instance was ended or replaced meanwhile: the step counts for nothing.</summary>
    Superseded,

    /// <summary>The orchestrator ended while an event came: it has to run this step again, and see the event.</summary>
    EventArrived,
}

/// <summary>Records what a step did, all of it or nothing.</summary>
/// <param name="Instance">The instance as the step found it.</param>
/// <param name="EpisodeNumber">The step's place in the history, from 1.</param>
/// <param name="Consumed">The inbox ids of its messages.</param>
/// <param name="Result">What it did.</param>
/// <param name="Now">The time, UTC.</param>
internal sealed record EpisodeWrite(Instance Instance, int EpisodeNumber, IReadOnlyList<long> Consumed, EpisodeResult Result, DateTime Now)
{
    public CommitResult Commit(Sql sql, Changes changes)
    {
        var id = Instance.InstanceId;
        if (Instance.Find(sql, id) is not { HasEnded: false } current || current.Execution != Instance.Execution)
        {
            return CommitResult.Superseded;
        }

        var outcome = Result.Outcome;
        if (outcome is { Failure: null, IsContinuedAsNew: false } && Inbox.HasEventsAfter(sql, id, Consumed.DefaultIfEmpty().Max()))
        {
            return CommitResult.EventArrived;
        }

        foreach (var message in Consumed)
        {
            Inbox.Remove(sql, message);
        }

        if (Result.CustomStatus.IsSet)
        {
            sql.Execute("UPDATE instances SET custom_status = @2 WHERE instance_id = @1", id, Result.CustomStatus.Json);
        }

        foreach (var action in Result.Actions)
        {
            Perform(sql, changes, action);
        }

        switch (outcome)
        {
            case null:
                WaitForMore(sql, changes, current);
                break;
            case { IsContinuedAsNew: true }:
                BeginNextGeneration(sql, changes, outcome);
                break;
            default:
                var status = outcome.Failure is null ? OrchestrationRuntimeStatus.Completed : OrchestrationRuntimeStatus.Failed;
                InstanceWrites.End(sql, changes, current, status, outcome.Output, outcome.Failure, Now);
                break;
        }

        return CommitResult.Recorded;
    }

    private void WaitForMore(Sql sql, Changes changes, Instance current)
    {
        sql.Execute(
            "INSERT INTO history (instance_id, episode, body) VALUES (@1, @2, @3)",
            current.InstanceId,
            EpisodeNumber,
            JsonSerializer.Serialize(Result.Episode, HistoryJson.Default.Episode));
        foreach (var timer in Result.CancelledTimers)
        {
            Inbox.RemoveTimer(sql, current.InstanceId, current.Execution, timer);
        }

        var status = current.Status == OrchestrationRuntimeStatus.Pending ? OrchestrationRuntimeStatus.Running : current.Status;
        sql.Execute("UPDATE instances SET status = @2, updated_at = @3 WHERE instance_id = @1", current.InstanceId, (int)status, Now.Ticks);
        changes.Updated.Add(current.InstanceId);
    }

    private void BeginNextGeneration(Sql sql, Changes changes, Outcome outcome)
    {
        var id = Instance.InstanceId;
        var execution = NewInstance.NewExecution();
        sql.Execute("DELETE FROM history WHERE instance_id = @1", id);
        Inbox.RemoveExecution(sql, id, Instance.Execution);
        sql.Execute(
            "UPDATE instances SET execution = @2, input = @3, updated_at = @4, status = CASE status WHEN @5 THEN @6 ELSE status END WHERE instance_id = @1",
            id,
            execution,
            outcome.Output,
            Now.Ticks,
            (int)OrchestrationRuntimeStatus.Pending,
            (int)OrchestrationRuntimeStatus.Running);
        Inbox.Add(sql, changes, id, execution, new ExecutionStarted(outcome.Output));

        // Under their old ids the events stay before those that came later.
        foreach (var carried in outcome.CarriedEvents!)
        {
            Inbox.Add(sql, changes, id, execution: null, carried, id: carried.Id);
        }

        changes.Updated.Add(id);
    }

    private void Perform(Sql sql, Changes changes, RequestedAction requested)
    {
        var (id, execution) = (Instance.InstanceId, Instance.Execution);
        switch (requested.Action)
        {
            case ActivityScheduled activity:
                var activityId = (long)sql.Scalar(
                    "INSERT INTO activities (instance_id, execution, task_id, name, input) VALUES (@1, @2, @3, @4, @5) RETURNING id",
                    id,
                    execution,
                    activity.TaskId,
                    activity.Name,
                    requested.Payload)!;
                changes.Activities.Add(new ScheduledActivity(activityId, activity.Name));
                break;
            case TimerCreated timer:
                Inbox.Add(sql, changes, id, execution, new TimerFired(timer.TaskId), timer.TaskId, timer.DueAt);
                break;
            case EventSent sent:
                InstanceWrites.Raise(sql, changes, sent.InstanceId, new EventRaised(sent.Name, requested.Payload));
                break;
            case SubOrchestrationScheduled sub:
                var call = new ParentCall(id, Instance.Name, execution, sub.TaskId);
                var child = new NewInstance(
                    sub.InstanceId, sub.Name, requested.Payload, Tags: requested.Tags?.ToDictionary(), Parent: call);
                if (InstanceWrites.Start(sql, changes, child, refusing: null, Now) is { } refusedBy)
                {
                    InstanceWrites.Answer(sql, changes, id, execution, sub.TaskId, new TaskFailed(sub.TaskId, new Failure(
                        "DurableTask.Core.Exceptions.OrchestrationAlreadyExistsException",
                        $"The sub-orchestration '{sub.InstanceId}' exists already and is {refusedBy}.",
                        IsFinal: true)));
                }

                break;
        }
    }
}
