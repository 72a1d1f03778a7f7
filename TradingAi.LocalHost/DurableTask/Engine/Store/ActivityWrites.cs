using TradingAi.LocalHost.DurableTask.Engine.History;

namespace TradingAi.LocalHost.DurableTask.Engine.Store;

/// <summary>An activity whose end is not recorded.</summary>
internal sealed record PendingActivity(long Id, string InstanceId, string Execution, int TaskId, string Name, string? Input)
{
    public static PendingActivity? Find(Sql sql, long id)
        => sql.First(
            "SELECT instance_id, execution, task_id, name, input FROM activities WHERE id = @1",
            row => new PendingActivity(
                id, row.GetString(0), row.GetString(1), row.GetInt32(2), row.GetString(3), row.IsDBNull(4) ? null : row.GetString(4)),
            id);

    /// <summary>Records how it ended, and tells the orchestrator that waits for it.</summary>
    public bool RecordEnd(Sql sql, Changes changes, HistoryEvent end)
    {
        if (sql.Execute("DELETE FROM activities WHERE id = @1", Id) == 0)
        {
            return false;
        }

        InstanceWrites.Answer(sql, changes, InstanceId, Execution, TaskId, end);
        return true;
    }
}
