using System.Globalization;
using System.Text.Json;
using TradingAi.Core.Alerts.Outgoing;
using TradingAi.Core.Alerts.Rules;
using TradingAi.Core.Analytics;
using TradingAi.Core.Journal;
using TradingAi.Core.Storage;

namespace TradingAi.Core.Alerts;

/// <summary>
/// Looks at the changes of a user's trades and raises alerts. What was looked at is stored with the alerts in one transaction, so
/// that, whenever the process dies, each change is looked at and raises nothing twice. Only entries and exits of the last 24
/// hours are judged: an import of old history is none of the present's business.
/// </summary>
public sealed class AlertWatch(IUserDatabases databases, IJournalReader journals, OutgoingEvents outgoing, TimeProvider clock)
{
    // The latest entries of one look; more at once is an import, not trading.
    private const int MostEntries = 100;

    /// <summary>True where the journal changed since changes were last looked at.</summary>
    /// <exception cref="StorageUnavailableException">The user's database cannot serve.</exception>
    public async Task<bool> HasNewsAsync(UserId user, CancellationToken cancellationToken) =>
        await databases.FindAsync(user, cancellationToken) is { } database
        && await database.QueryFirstAsync(
            SqlStatement.Of($"SELECT s.data_version > a.evaluated_version AS news FROM journal_state AS s, alert_state AS a"),
            row => row.GetInt64("news") != 0,
            cancellationToken);

    /// <summary>Looks at the changes since the last time; running it again raises nothing.</summary>
    /// <returns>How many alerts it came to, those that their cause had raised before among them.</returns>
    /// <exception cref="StorageUnavailableException">A database cannot serve; nothing was stored.</exception>
    public async Task<int> LookAsync(UserId user, CancellationToken cancellationToken)
    {
        if (await databases.FindAsync(user, cancellationToken) is not { } database)
        {
            return 0;
        }

        var news = await database.QueryAsync(
            SqlStatement.Of($"""
                SELECT s.data_version, a.risk_level, r.type, r.id, r.state FROM journal_state AS s, alert_state AS a
                LEFT JOIN journal_rows AS r ON r.revision > a.evaluated_version AND r.type IN ('stock', 'option')
                """),
            row => (Version: row.GetInt64("data_version"), Level: (int)row.GetInt64("risk_level"), Type: row.GetStringOrNull("type"), Id: row.GetStringOrNull("id"), State: row.GetStringOrNull("state")),
            cancellationToken);
        var (version, before) = (news[0].Version, news[0].Level);
        var changed = news.Where(n => n.State == "live")
            .Select(n => new EntityRef(EntityRef.TryParseType(n.Type, out var type) ? type : throw new InvalidOperationException("A trade is a stock or an option."), n.Id!))
            .ToList();

        // The journal may be newer than what was read of it above; what came in between is looked at again.
        var now = clock.GetUtcNow();
        var (level, drafts) = (before, new List<AlertDraft>());
        if (news[0].Type is not null)
        {
            // Trades that were taken away raise nothing; the risk may fall with them.
            var occasion = AlertOccasion.Of(await journals.ReadAsync(user, cancellationToken), changed, now);
            (level, var raised) = AlertRules.Check(occasion, before);
            drafts = [.. raised, .. await CheckEntriesAsync(database, occasion, cancellationToken)];
        }

        var alerts = drafts.ConvertAll(draft => Raise(draft, now)).ConvertAll(a => (a.Alert, AlertStore.Add(a.Alert, a.Cause)));
        await database.ExecuteAsync(
            [
                .. await outgoing.WithEventsAsync(user, alerts, cancellationToken),
                SqlStatement.Of($"UPDATE alert_state SET evaluated_version = max(evaluated_version, {version}), risk_level = {level}"),
            ],
            cancellationToken);
        return alerts.Count;
    }

    private static (Alert Alert, string Cause) Raise(AlertDraft draft, DateTimeOffset now) => (
        new Alert
        {
            Id = Guid.CreateVersion7(now).ToString(),
            AlertType = draft.Type,
            Severity = draft.Severity,
            Message = draft.Message,
            Evidence = [.. draft.Evidence.Select(e => e.ToString())],
            TriggeredAt = now,
        },
        draft.Cause);

    private static async Task<IReadOnlyList<AlertDraft>> CheckEntriesAsync(
        IDatabase database, AlertOccasion occasion, CancellationToken cancellationToken)
    {
        var drafts = new List<AlertDraft>();
        foreach (var day in occasion.Entered.OrderByDescending(t => t.EntryAt).Take(MostEntries).GroupBy(t => occasion.DateOf(t.EntryAt)))
        {
            var patterns = await PatternsAsync(database, occasion.Journal, day.Key, cancellationToken);
            foreach (var trade in day)
            {
                cancellationToken.ThrowIfCancellationRequested();
                drafts.AddRange(AlertRules.CheckEntry(occasion, trade, patterns));
            }
        }

        return drafts;
    }

    // The search goes over the whole history, so a day's patterns are kept.
    private static async Task<IReadOnlyList<EntryPattern>> PatternsAsync(
        IDatabase database, JournalSnapshot journal, DateOnly date, CancellationToken cancellationToken)
    {
        // A history that is still being imported, or corrected, is searched again.
        var start = LocalTime.StartOf(date, journal.TimeZone);
        var day = string.Create(CultureInfo.InvariantCulture, $"{date:yyyy-MM-dd}|{journal.ClosedTrades.Count(t => t.ExitAt < start)}");
        var kept = await database.QueryFirstAsync(
            SqlStatement.Of($"SELECT patterns FROM alert_patterns WHERE day = {day}"), row => row.GetString("patterns"), cancellationToken);
        if (kept is not null)
        {
            return JsonSerializer.Deserialize(kept, AlertsJson.Default.IReadOnlyListEntryPattern) ?? [];
        }

        var found = await Task.Run(() => AlertRules.PatternsOf(journal, date, cancellationToken), cancellationToken);
        var oldest = date.AddDays(-2).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        await database.ExecuteAsync(
            [
                SqlStatement.Of($"DELETE FROM alert_patterns WHERE day < {oldest}"),
                SqlStatement.Of($"""
                    INSERT INTO alert_patterns (day, patterns) VALUES ({day}, {JsonSerializer.Serialize(found, AlertsJson.Default.IReadOnlyListEntryPattern)})
                    ON CONFLICT (day) DO NOTHING
                    """),
            ],
            cancellationToken);
        return found;
    }
}
