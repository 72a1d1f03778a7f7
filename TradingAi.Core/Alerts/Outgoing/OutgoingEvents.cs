using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Options;
using TradingAi.Core.Insights;
using TradingAi.Core.Journal;
using TradingAi.Core.Storage;

namespace TradingAi.Core.Alerts.Outgoing;

/// <summary>
/// Writes events for the outgoing webhook in the transactions that make what they tell of, so that neither is there without the
/// other. Where no receiver is configured, nothing is written.
/// </summary>
public sealed class OutgoingEvents(IOptions<OutgoingOptions> options, ISystemDatabase system, TimeProvider clock)
{
    private readonly bool _isEnabled = options.Value.IsEnabled;

    /// <summary>
    /// The statements of a transaction that stores an insight, and with it the event that tells of it. An insight that is not
    /// stored after all, because another one was first, sends none.
    /// </summary>
    /// <param name="user">Whose.</param>
    /// <param name="insight">The insight.</param>
    /// <param name="store">The statement that stores it.</param>
    /// <param name="cancellationToken">Stops it.</param>
    internal async Task<IReadOnlyList<SqlStatement>> WithEventAsync(
        UserId user, Insight insight, SqlStatement store, CancellationToken cancellationToken)
    {
        if (!_isEnabled)
        {
            return [store];
        }

        await MarkAsync(user, 1, cancellationToken);
        var data = new InsightCreated(
            insight.Id, insight.TimeRange, insight.InsightType, insight.Title, insight.KeyFindings.Count, insight.GeneratedAt.UtcDateTime);
        var (id, body) = Message(user, "insight.created", insight.Id, insight.GeneratedAt, data, AlertsJson.Default.OutgoingMessageInsightCreated);
        return
        [
            store,
            SqlStatement.Of($"""
                INSERT INTO outgoing_events (id, body, created_at)
                SELECT {id}, {body}, {insight.GeneratedAt.UtcTicks} WHERE EXISTS (SELECT 1 FROM ai_insights WHERE id = {insight.Id})
                ON CONFLICT (id) DO NOTHING
                """),
        ];
    }

    /// <summary>The same for alerts, each with its statement.</summary>
    internal async Task<IReadOnlyList<SqlStatement>> WithEventsAsync(
        UserId user, IReadOnlyList<(Alert Alert, SqlStatement Store)> alerts, CancellationToken cancellationToken)
    {
        if (!_isEnabled || alerts.Count == 0)
        {
            return [.. alerts.Select(a => a.Store)];
        }

        await MarkAsync(user, alerts.Count, cancellationToken);
        return [.. alerts.SelectMany(a => new[] { a.Store, EventOf(user, a.Alert) })];
    }

    private static SqlStatement EventOf(UserId user, Alert alert)
    {
        var data = new AlertCreated(
            alert.Id, AlertNames.Of(alert.AlertType), AlertNames.Of(alert.Severity), alert.Message, alert.Evidence, alert.TriggeredAt.UtcDateTime);
        var (id, body) = Message(user, "alert.created", alert.Id, alert.TriggeredAt, data, AlertsJson.Default.OutgoingMessageAlertCreated);
        return SqlStatement.Of($"""
            INSERT INTO outgoing_events (id, body, created_at)
            SELECT {id}, {body}, {alert.TriggeredAt.UtcTicks} WHERE EXISTS (SELECT 1 FROM alerts WHERE id = {alert.Id})
            ON CONFLICT (id) DO NOTHING
            """);
    }

    private static (string Id, string Body) Message<TData>(
        UserId user, string type, string id, DateTimeOffset at, TData data, JsonTypeInfo<OutgoingMessage<TData>> shape) =>
        ($"evt_{id}", JsonSerializer.Serialize(new OutgoingMessage<TData>(type, user.Value, at.UtcDateTime, data), shape));

    private Task MarkAsync(UserId user, int events, CancellationToken cancellationToken) => system.ExecuteAsync(
        SqlStatement.Of($"""
            INSERT INTO outgoing_users (user_id, marked_at, pending) VALUES ({user.Value}, {clock.GetUtcNow().UtcTicks}, {events})
            ON CONFLICT (user_id) DO UPDATE SET marked_at = excluded.marked_at, pending = pending + excluded.pending
            """),
        cancellationToken);
}
