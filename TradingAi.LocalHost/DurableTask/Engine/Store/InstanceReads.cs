using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using TradingAi.LocalHost.DurableTask.Engine.History;

namespace TradingAi.LocalHost.DurableTask.Engine.Store;

/// <summary>Reads instances for clients, and all that is unfinished for the start.</summary>
internal static class InstanceReads
{
    private const string Columns =
        "instance_id, name, status, created_at, updated_at, tags, failure, input, output, custom_status";

    /// <summary>The metadata of an instance, with its payloads if a converter for them is given.</summary>
    public static OrchestrationMetadata? Metadata(Sql sql, string instanceId, DataConverter? converter)
        => sql.First($"SELECT {Columns} FROM instances WHERE instance_id = @1", row => Read(row, converter), instanceId);

    /// <summary>A page of the instances that match, ordered by id.</summary>
    public static List<OrchestrationMetadata> Page(Sql sql, OrchestrationQuery query, string? after, int size, DataConverter? converter)
    {
        var (condition, values) = Condition(query.CreatedFrom, query.CreatedTo, query.Statuses);
        values.Add(after ?? "");
        values.Add(query.InstanceIdPrefix ?? "");
        values.Add(size);
        return sql.Query(
            $"""
            SELECT {Columns} FROM instances
            WHERE {condition} AND instance_id > @{values.Count - 2}
              AND substr(instance_id, 1, length(@{values.Count - 1})) = @{values.Count - 1}
            ORDER BY instance_id LIMIT @{values.Count}
            """,
            row => Read(row, converter),
            values.ToArray());
    }

    /// <summary>The ids of the ended instances that match.</summary>
    public static List<string> EndedIds(Sql sql, PurgeInstancesFilter filter)
    {
        var (condition, values) = Condition(filter.CreatedFrom, filter.CreatedTo, filter.Statuses);
        return sql.Query(
            $"SELECT instance_id FROM instances WHERE {condition} AND status IN (1, 3, 4, 5)", row => row.GetString(0), values.ToArray());
    }

    /// <summary>The recorded steps of an instance.</summary>
    public static List<Episode> History(Sql sql, string instanceId)
        => sql.Query(
            "SELECT body FROM history WHERE instance_id = @1 ORDER BY episode",
            row => JsonSerializer.Deserialize(row.GetString(0), HistoryJson.Default.Episode)!,
            instanceId);

    /// <summary>Everything that was under way when the process ended.</summary>
    public static Changes Unfinished(Sql sql)
    {
        var changes = new Changes();
        changes.Ready.AddRange(sql.Query("SELECT DISTINCT instance_id FROM inbox WHERE due_at IS NULL", row => row.GetString(0)));
        changes.Timers.AddRange(sql.Query(
            "SELECT instance_id, due_at FROM inbox WHERE due_at IS NOT NULL", row => (row.GetString(0), row.GetInt64(1))));
        changes.Activities.AddRange(sql.Query(
            "SELECT id, name FROM activities ORDER BY id", row => new ScheduledActivity(row.GetInt64(0), row.GetString(1))));
        return changes;
    }

    private static (string Condition, List<object?> Values) Condition(
        DateTimeOffset? from, DateTimeOffset? to, IEnumerable<OrchestrationRuntimeStatus>? statuses)
    {
        var values = new List<object?> { from?.UtcTicks ?? 0, to?.UtcTicks ?? long.MaxValue };
        var condition = new StringBuilder("created_at >= @1 AND created_at <= @2");
        if (statuses?.Distinct().ToList() is { Count: > 0 } wanted)
        {
            values.AddRange(wanted.Select(status => (object?)(int)status));
            condition.Append(" AND status IN (").AppendJoin(", ", wanted.Select((_, i) => $"@{i + 3}")).Append(')');
        }

        return (condition.ToString(), values);
    }

    private static OrchestrationMetadata Read(SqliteDataReader row, DataConverter? converter)
    {
        var tags = Text(row, 5);
        var failure = Text(row, 6);
        var metadata = new OrchestrationMetadata(row.GetString(1), row.GetString(0))
        {
            RuntimeStatus = (OrchestrationRuntimeStatus)row.GetInt32(2),
            CreatedAt = new DateTimeOffset(row.GetInt64(3), TimeSpan.Zero),
            LastUpdatedAt = new DateTimeOffset(row.GetInt64(4), TimeSpan.Zero),
            Tags = tags is null
                ? System.Collections.Immutable.ImmutableDictionary<string, string>.Empty
                : JsonSerializer.Deserialize(tags, HistoryJson.Default.IReadOnlyDictionaryStringString)!,
            FailureDetails = failure is null || converter is null ? null : JsonSerializer.Deserialize(failure, HistoryJson.Default.Failure)!.ToDetails(),
            DataConverter = converter,
            SerializedInput = converter is null ? null : Text(row, 7),
            SerializedOutput = converter is null ? null : Text(row, 8),
            SerializedCustomStatus = converter is null ? null : Text(row, 9),
        };
        return metadata;
    }

    private static string? Text(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
