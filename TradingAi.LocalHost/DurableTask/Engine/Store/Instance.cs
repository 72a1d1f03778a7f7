using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using TradingAi.LocalHost.DurableTask.Engine.History;
using TradingAi.LocalHost.DurableTask.Engine.Orchestrations;

namespace TradingAi.LocalHost.DurableTask.Engine.Store;

/// <summary>What the engine needs of an instance's row.</summary>
internal sealed record Instance(
    string InstanceId,
    string Execution,
    string Name,
    OrchestrationRuntimeStatus Status,
    ParentCall? Parent)
{
    private const string Columns = "instance_id, execution, name, status, parent_id, parent_name, parent_execution, parent_task_id";

    public bool HasEnded => HasEndedAs(Status);

    public InstanceIdentity Identity
        => new(InstanceId, Execution, Name, Parent is { } parent ? new ParentOrchestrationInstance(parent.Name, parent.InstanceId) : null);

    public static bool HasEndedAs(OrchestrationRuntimeStatus status) => status
        is OrchestrationRuntimeStatus.Completed or OrchestrationRuntimeStatus.Failed
        or OrchestrationRuntimeStatus.Terminated or OrchestrationRuntimeStatus.Canceled;

    public static Instance? Find(Sql sql, string instanceId)
        => sql.First($"SELECT {Columns} FROM instances WHERE instance_id = @1", Read, instanceId);

    public static List<Instance> ChildrenOf(Sql sql, string parentId)
        => sql.Query($"SELECT {Columns} FROM instances WHERE parent_id = @1", Read, parentId);

    private static Instance Read(SqliteDataReader row) => new(
        row.GetString(0),
        row.GetString(1),
        row.GetString(2),
        (OrchestrationRuntimeStatus)row.GetInt32(3),
        row.IsDBNull(4) ? null : new ParentCall(row.GetString(4), row.GetString(5), row.GetString(6), row.GetInt32(7)));
}

/// <summary>The call that a sub-orchestration answers.</summary>
internal sealed record ParentCall(string InstanceId, string Name, string Execution, int TaskId);

/// <summary>A start of an instance.</summary>
/// <param name="InstanceId">Its id.</param>
/// <param name="Name">The orchestrator function.</param>
/// <param name="Input">The input as JSON.</param>
/// <param name="StartAt">When it begins, UTC; at once if <c>null</c>.</param>
/// <param name="Tags">Its tags.</param>
/// <param name="Parent">The call it answers.</param>
internal sealed record NewInstance(
    string InstanceId,
    string Name,
    string? Input,
    DateTime? StartAt = null,
    IReadOnlyDictionary<string, string>? Tags = null,
    ParentCall? Parent = null)
{
    /// <summary>A new generation's name.</summary>
    public static string NewExecution() => Guid.CreateVersion7().ToString("N");

    /// <summary>Writes the instance over whatever had its id.</summary>
    public void Insert(Sql sql, Changes changes, DateTime now)
    {
        var execution = NewExecution();
        sql.Execute("DELETE FROM history WHERE instance_id = @1", InstanceId);
        sql.Execute("DELETE FROM inbox WHERE instance_id = @1", InstanceId);
        sql.Execute(
            """
            INSERT OR REPLACE INTO instances
                (instance_id, execution, name, status, created_at, updated_at, input, tags, parent_id, parent_name, parent_execution, parent_task_id)
            VALUES (@1, @2, @3, @4, @5, @5, @6, @7, @8, @9, @10, @11)
            """,
            InstanceId,
            execution,
            Name,
            (int)OrchestrationRuntimeStatus.Pending,
            now.Ticks,
            Input,
            Tags is { Count: > 0 } ? JsonSerializer.Serialize(Tags, HistoryJson.Default.IReadOnlyDictionaryStringString) : null,
            Parent?.InstanceId,
            Parent?.Name,
            Parent?.Execution,
            Parent?.TaskId);
        Inbox.Add(sql, changes, InstanceId, execution, new ExecutionStarted(Input), dueAt: StartAt);
        changes.Updated.Add(InstanceId);
    }
}
