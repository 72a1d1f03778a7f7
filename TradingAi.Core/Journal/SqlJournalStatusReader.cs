using TradingAi.Core.Storage;

namespace TradingAi.Core.Journal;

/// <inheritdoc/>
internal sealed class SqlJournalStatusReader(IUserDatabases databases) : IJournalStatusReader
{
    public async Task<JournalStatus> ReadAsync(UserId user, CancellationToken cancellationToken)
    {
        if (await databases.FindAsync(user, cancellationToken) is not { } database)
        {
            return new JournalStatus(0, 0, 0, 0, null);
        }

        // A live entity without an outbox row is indexed: every change writes one, and only indexing removes it.
        var status = await database.QueryFirstAsync(
            SqlStatement.Of($"""
                SELECT s.last_indexed_at,
                  (SELECT count(*) FROM journal_rows WHERE state = 'live' AND type <> 'user_profile') AS entities,
                  (SELECT count(*) FROM outbox AS o JOIN journal_rows AS r USING (type, id) WHERE r.state = 'live') AS behind,
                  (SELECT count(*) FROM outbox WHERE failed = 0) AS pending,
                  (SELECT count(*) FROM outbox WHERE failed = 1) AS failed
                FROM journal_state AS s
                """),
            row => new JournalStatus(
                (int)row.GetInt64("entities"),
                (int)(row.GetInt64("entities") - row.GetInt64("behind")),
                (int)row.GetInt64("pending"),
                (int)row.GetInt64("failed"),
                row.GetInt64OrNull("last_indexed_at") is { } ticks ? Instant.FromTicks(ticks) : null),
            cancellationToken);
        return status!;
    }
}
