using System.Text.Json;
using TradingAi.Core.Operations;
using TradingAi.Core.Storage;

namespace TradingAi.Core.Alerts;

/// <summary>The table <c>alerts</c> of one user's database.</summary>
internal static class AlertStore
{
    /// <summary>Adds an alert unless its cause raised one before.</summary>
    public static SqlStatement Add(Alert alert, string cause) => SqlStatement.Of($"""
        INSERT INTO alerts (id, cause, alert_type, severity, message, evidence, triggered_at)
        VALUES ({alert.Id}, {cause}, {AlertNames.Of(alert.AlertType)}, {AlertNames.Of(alert.Severity)}, {alert.Message},
          {JsonSerializer.Serialize(alert.Evidence, AlertsJson.Default.IReadOnlyListString)}, {alert.TriggeredAt.UtcTicks})
        ON CONFLICT (cause) DO NOTHING
        """);

    /// <summary>One alert.</summary>
    public static Task<Alert?> FindAsync(IDatabase database, string id, CancellationToken cancellationToken) =>
        database.QueryFirstAsync(SqlStatement.Of($"SELECT * FROM alerts WHERE id = {id}"), Read, cancellationToken);

    /// <summary>Notes that an alert was acknowledged; the first time stands.</summary>
    public static Task AcknowledgeAsync(IDatabase database, string id, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.ExecuteAsync(
            SqlStatement.Of($"UPDATE alerts SET acknowledged_at = {now.UtcTicks} WHERE id = {id} AND acknowledged_at IS NULL"), cancellationToken);

    /// <summary>One page, newest first.</summary>
    public static async Task<Page<Alert>> ListAsync(IDatabase database, AlertFilter filter, PageRequest page, CancellationToken cancellationToken)
    {
        var (type, severity) = (filter.Type is { } t ? AlertNames.Of(t) : null, filter.Severity is { } s ? AlertNames.Of(s) : null);
        var asOf = filter.AsOf.UtcTicks;
        var total = await database.QueryFirstAsync(
            SqlStatement.Of($"""
                SELECT COUNT(*) AS total FROM alerts
                WHERE triggered_at <= {asOf} AND ({type} IS NULL OR alert_type = {type}) AND ({severity} IS NULL OR severity = {severity})
                  AND ({filter.Acknowledged} IS NULL OR (coalesce(acknowledged_at, {long.MaxValue}) <= {asOf}) = {filter.Acknowledged})
                """),
            row => row.GetInt64("total"),
            cancellationToken);

        // One more than asked for says whether there is a next page.
        var rows = await database.QueryAsync(
            SqlStatement.Of($"""
                SELECT * FROM alerts
                WHERE triggered_at <= {asOf} AND ({type} IS NULL OR alert_type = {type}) AND ({severity} IS NULL OR severity = {severity})
                  AND ({filter.Acknowledged} IS NULL OR (coalesce(acknowledged_at, {long.MaxValue}) <= {asOf}) = {filter.Acknowledged})
                  AND ({page.After?.At.UtcTicks} IS NULL OR (triggered_at, id) < ({page.After?.At.UtcTicks}, {page.After?.Id}))
                ORDER BY triggered_at DESC, id DESC LIMIT {page.Limit + 1}
                """),
            Read,
            cancellationToken);
        return rows.Count <= page.Limit
            ? new Page<Alert>(rows, total, null)
            : new Page<Alert>([.. rows.Take(page.Limit)], total, new PagePosition(rows[page.Limit - 1].TriggeredAt, rows[page.Limit - 1].Id));
    }

    private static Alert Read(SqlRow row) => new()
    {
        Id = row.GetString("id"),
        AlertType = AlertNames.ParseType(row.GetString("alert_type")),
        Severity = AlertNames.ParseSeverity(row.GetString("severity")),
        Message = row.GetString("message"),
        Evidence = JsonSerializer.Deserialize(row.GetString("evidence"), AlertsJson.Default.IReadOnlyListString) ?? [],
        TriggeredAt = Instant.FromTicks(row.GetInt64("triggered_at")),
        AcknowledgedAt = row.GetInt64OrNull("acknowledged_at") is { } ticks ? Instant.FromTicks(ticks) : null,
    };
}
