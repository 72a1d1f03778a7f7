using System.Text.Json;
using Microsoft.DurableTask.Client;
using TradingAi.LocalHost.DurableTask.Engine.History;

namespace TradingAi.LocalHost.DurableTask.Engine.Store;

/// <summary>What clients do to instances. Each is one write of the queue, so that none sees another half done.</summary>
internal static class InstanceWrites
{
    /// <summary>Starts an instance, unless one of its id is in a state that refuses it.</summary>
    /// <param name="sql">The writer.</param>
    /// <param name="changes">The consequences.</param>
    /// <param name="instance">The instance.</param>
    /// <param name="refusing">The states that refuse; <c>null</c> for those that have not ended.</param>
    /// <param name="now">The time, UTC.</param>
    /// <returns>The state that refused, or <c>null</c> if the instance was started.</returns>
    public static OrchestrationRuntimeStatus? Start(
        Sql sql, Changes changes, NewInstance instance, IReadOnlySet<OrchestrationRuntimeStatus>? refusing, DateTime now)
    {
        if (Instance.Find(sql, instance.InstanceId) is { } existing)
        {
            if (refusing is null ? !existing.HasEnded : refusing.Contains(existing.Status))
            {
                return existing.Status;
            }

            if (!existing.HasEnded)
            {
                End(sql, changes, existing, OrchestrationRuntimeStatus.Terminated, null, null, now);
            }
        }

        instance.Insert(sql, changes, now);
        return null;
    }

    /// <summary>Gives an event to an instance that has not ended.</summary>
    /// <returns>Whether there is one.</returns>
    public static bool Raise(Sql sql, Changes changes, string instanceId, EventRaised raised)
    {
        if (Instance.Find(sql, instanceId) is not { HasEnded: false })
        {
            return false;
        }

        Inbox.Add(sql, changes, instanceId, execution: null, raised);
        return true;
    }

    public static void Terminate(Sql sql, Changes changes, string instanceId, string? output, bool recursive, DateTime now)
    {
        if (Instance.Find(sql, instanceId) is not { HasEnded: false } instance)
        {
            return;
        }

        End(sql, changes, instance, OrchestrationRuntimeStatus.Terminated, output, null, now);
        if (recursive)
        {
            foreach (var child in Instance.ChildrenOf(sql, instanceId))
            {
                Terminate(sql, changes, child.InstanceId, output, recursive, now);
            }
        }
    }

    public static void Suspend(Sql sql, Changes changes, string instanceId, DateTime now)
    {
        if (Instance.Find(sql, instanceId) is { Status: OrchestrationRuntimeStatus.Pending or OrchestrationRuntimeStatus.Running })
        {
            SetStatus(sql, changes, instanceId, OrchestrationRuntimeStatus.Suspended, now);
        }
    }

    public static void Resume(Sql sql, Changes changes, string instanceId, DateTime now)
    {
        if (Instance.Find(sql, instanceId) is { Status: OrchestrationRuntimeStatus.Suspended })
        {
            var hasBegun = sql.Scalar("SELECT 1 FROM history WHERE instance_id = @1 LIMIT 1", instanceId) is not null;
            SetStatus(sql, changes, instanceId, hasBegun ? OrchestrationRuntimeStatus.Running : OrchestrationRuntimeStatus.Pending, now);
            changes.Ready.Add(instanceId);
        }
    }

    /// <summary>Deletes an ended instance, and its ended sub-orchestrations if wanted.</summary>
    /// <returns>How many were deleted.</returns>
    public static int Purge(Sql sql, string instanceId, bool recursive)
    {
        if (Instance.Find(sql, instanceId) is not { HasEnded: true })
        {
            return 0;
        }

        var children = recursive ? Instance.ChildrenOf(sql, instanceId) : [];
        var count = sql.Execute("DELETE FROM instances WHERE instance_id = @1", instanceId);
        return count + children.Sum(child => Purge(sql, child.InstanceId, recursive));
    }

    /// <summary>Ends an instance, and answers the orchestration that called it.</summary>
    public static void End(
        Sql sql, Changes changes, Instance instance, OrchestrationRuntimeStatus status, string? output, Failure? failure, DateTime now)
    {
        sql.Execute("DELETE FROM history WHERE instance_id = @1", instance.InstanceId);
        Inbox.RemoveAll(sql, instance.InstanceId);
        sql.Execute(
            "UPDATE instances SET status = @2, output = @3, failure = @4, updated_at = @5 WHERE instance_id = @1",
            instance.InstanceId,
            (int)status,
            output,
            failure is null ? null : JsonSerializer.Serialize(failure, HistoryJson.Default.Failure),
            now.Ticks);
        changes.Updated.Add(instance.InstanceId);
        changes.Ready.Add(instance.InstanceId);
        if (instance.Parent is { } parent)
        {
            HistoryEvent answer = status == OrchestrationRuntimeStatus.Completed
                ? new TaskCompleted(parent.TaskId, output)
                : new TaskFailed(parent.TaskId, failure ?? new Failure(
                    "DurableTask.Core.Exceptions.OrchestrationTerminatedException",
                    $"The sub-orchestration '{instance.InstanceId}' was terminated."));
            Answer(sql, changes, parent.InstanceId, parent.Execution, parent.TaskId, answer);
        }
    }

    /// <summary>Gives a result to the execution that asked for it, if it is still there.</summary>
    public static void Answer(Sql sql, Changes changes, string instanceId, string execution, int taskId, HistoryEvent answer)
    {
        if (Instance.Find(sql, instanceId) is { HasEnded: false } waiting && waiting.Execution == execution)
        {
            Inbox.Add(sql, changes, instanceId, execution, answer, taskId);
        }
    }

    private static void SetStatus(Sql sql, Changes changes, string instanceId, OrchestrationRuntimeStatus status, DateTime now)
    {
        sql.Execute("UPDATE instances SET status = @2, updated_at = @3 WHERE instance_id = @1", instanceId, (int)status, now.Ticks);
        changes.Updated.Add(instanceId);
    }
}
