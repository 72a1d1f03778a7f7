using System.Text.Json;
using TradingAi.LocalHost.DurableTask.Engine.History;

namespace TradingAi.LocalHost.DurableTask.Engine.Store;

/// <summary>Messages that have not reached their orchestrator.</summary>
internal static class Inbox
{
    /// <summary>How many messages one step takes at most.</summary>
    public const int MaxBatch = 1000;

    /// <summary>Adds a message; one without a due time is for now.</summary>
    public static void Add(
        Sql sql, Changes changes, string instanceId, string? execution, HistoryEvent message, int? taskId = null, DateTime? dueAt = null, long? id = null)
    {
        sql.Execute(
            "INSERT INTO inbox (id, instance_id, execution, task_id, due_at, body) VALUES (@1, @2, @3, @4, @5, @6)",
            id,
            instanceId,
            execution,
            taskId,
            dueAt?.Ticks,
            JsonSerializer.Serialize(message, HistoryJson.Default.HistoryEvent));
        if (dueAt is { } due)
        {
            changes.Timers.Add((instanceId, due.Ticks));
        }
        else
        {
            changes.Ready.Add(instanceId);
        }
    }

    /// <summary>
    /// What a step takes, in order: the start, then events from outside as they came, then results, then timers as
    /// they were due. Events go before results so that an orchestrator which ends on a result has seen the events
    /// that came before its end.
    /// </summary>
    public static List<(long Id, HistoryEvent Message)> Due(Sql sql, string instanceId, string execution, DateTime now)
        => sql.Query(
            """
            SELECT id, body FROM inbox
            WHERE instance_id = @1 AND (execution = @2 OR execution IS NULL) AND (due_at IS NULL OR due_at <= @3)
            ORDER BY (execution IS NOT NULL AND task_id IS NULL) DESC, execution IS NOT NULL, COALESCE(due_at, 0), id
            LIMIT @4
            """,
            row => Read(row.GetInt64(0), row.GetString(1)),
            instanceId,
            execution,
            now.Ticks,
            MaxBatch);

    /// <summary>Whether events came after those up to <paramref name="seen"/>.</summary>
    public static bool HasEventsAfter(Sql sql, string instanceId, long seen)
        => sql.Scalar("SELECT 1 FROM inbox WHERE instance_id = @1 AND execution IS NULL AND id > @2 LIMIT 1", instanceId, seen) is not null;

    public static void Remove(Sql sql, long id) => sql.Execute("DELETE FROM inbox WHERE id = @1", id);

    public static void RemoveTimer(Sql sql, string instanceId, string execution, int taskId)
        => sql.Execute("DELETE FROM inbox WHERE instance_id = @1 AND execution = @2 AND task_id = @3", instanceId, execution, taskId);

    public static void RemoveExecution(Sql sql, string instanceId, string execution)
        => sql.Execute("DELETE FROM inbox WHERE instance_id = @1 AND execution = @2", instanceId, execution);

    public static void RemoveAll(Sql sql, string instanceId)
        => sql.Execute("DELETE FROM inbox WHERE instance_id = @1", instanceId);

    private static (long Id, HistoryEvent Message) Read(long id, string body)
    {
        var message = JsonSerializer.Deserialize(body, HistoryJson.Default.HistoryEvent)!;
        return (id, message is EventRaised raised ? raised with { Id = id } : message);
    }
}
