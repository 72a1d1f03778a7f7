namespace TradingAi.Core.Storage;

/// <summary>When recurring work last ran, over all instances and restarts.</summary>
public interface ISchedules
{
    /// <summary>When the work last started; null if it never did.</summary>
    Task<DateTimeOffset?> LastRunAsync(string name, CancellationToken cancellationToken);

    /// <summary>
    /// Claims a run: true, and recorded as started now, where the last one started at or before <paramref name="dueSince"/> or
    /// never. Of several callers one gets true.
    /// </summary>
    Task<bool> TryStartAsync(string name, DateTimeOffset dueSince, CancellationToken cancellationToken);
}

/// <inheritdoc/>
internal sealed class Schedules(ISystemDatabase database, TimeProvider time) : ISchedules
{
    public async Task<DateTimeOffset?> LastRunAsync(string name, CancellationToken cancellationToken)
    {
        var runs = await database.QueryAsync(
            SqlStatement.Of($"SELECT last_run FROM schedules WHERE name = {name}"), row => row.GetInt64("last_run"), cancellationToken);
        return runs.Count == 0 ? null : Instant.FromTicks(runs[0]);
    }

    public async Task<bool> TryStartAsync(string name, DateTimeOffset dueSince, CancellationToken cancellationToken) =>
        await database.ExecuteAsync(SqlStatement.Of($"""
            INSERT INTO schedules (name, last_run) VALUES ({name}, {time.GetUtcNow().UtcTicks})
            ON CONFLICT (name) DO UPDATE SET last_run = excluded.last_run WHERE last_run <= {dueSince.UtcTicks}
            """), cancellationToken) == 1;
}
