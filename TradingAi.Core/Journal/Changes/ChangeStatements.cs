using TradingAi.Core.Journal.Outbox;
using TradingAi.Core.Journal.Rows;
using TradingAi.Core.Storage;

namespace TradingAi.Core.Journal.Changes;

/// <summary>The statements that store a decided change: the row, its links, and what must be indexed again.</summary>
internal static class ChangeStatements
{
    /// <summary>Raises the data version by one, or breaks a constraint where it is no longer what was read.</summary>
    public static SqlStatement RaiseVersion(long expected) => SqlStatement.Of($"""
        UPDATE journal_state SET data_version = CASE WHEN data_version = {expected} THEN data_version + 1 ELSE -1 END
        """);

    /// <summary>Stores a row and replaces its links.</summary>
    public static IEnumerable<SqlStatement> Store(RowKey key, HeldRow row, JournalRow? content, long revision, bool isNew)
    {
        yield return SqlStatement.Of($"""
            INSERT INTO journal_rows (type, id, state, version, changed_at, revision, content, parked_version, parked_at, parked_content)
            VALUES ({key.KindName}, {key.Id}, {row.StateName}, {row.Stamp.Version}, {row.Stamp.At.UtcTicks}, {revision}, {row.Json},
              {row.Parked?.Stamp.Version}, {row.Parked?.Stamp.At.UtcTicks}, {row.Parked?.Json})
            ON CONFLICT (type, id) DO UPDATE SET state = excluded.state, version = excluded.version,
              changed_at = excluded.changed_at, revision = excluded.revision, content = excluded.content,
              parked_version = excluded.parked_version, parked_at = excluded.parked_at, parked_content = excluded.parked_content
            """);
        if (!isNew)
        {
            yield return SqlStatement.Of($"DELETE FROM journal_links WHERE type = {key.KindName} AND id = {key.Id}");
        }

        foreach (var target in content?.Links ?? [])
        {
            yield return SqlStatement.Of($"""
                INSERT OR IGNORE INTO journal_links (type, id, target_type, target_id)
                VALUES ({key.KindName}, {key.Id}, {target.KindName}, {target.Id})
                """);
        }
    }

    /// <summary>Asks for the entity itself to be indexed.</summary>
    public static SqlStatement Enqueue(RowKey key, OutboxPriority priority, long sequence) => SqlStatement.Of($"""
        INSERT INTO outbox (type, id, sequence, priority) VALUES ({key.KindName}, {key.Id}, {sequence}, {(int)priority})
        ON CONFLICT (type, id) DO UPDATE SET sequence = excluded.sequence, priority = min(priority, excluded.priority),
          attempts = 0, next_try_at = 0, failed = 0, error = NULL
        """);

    /// <summary>Asks for the live entities that depend on a row: a trade's notes, a playbook's trades.</summary>
    public static SqlStatement EnqueueDependants(RowKey key, OutboxPriority priority, long sequence) => SqlStatement.Of($"""
        INSERT INTO outbox (type, id, sequence, priority)
        SELECT r.type, r.id, {sequence}, {(int)priority} FROM journal_links AS l
        JOIN journal_rows AS r ON r.type = l.type AND r.id = l.id AND r.state = 'live'
        WHERE l.target_type = {key.KindName} AND l.target_id = {key.Id}
        ON CONFLICT (type, id) DO UPDATE SET sequence = excluded.sequence, priority = min(priority, excluded.priority),
          attempts = 0, next_try_at = 0, failed = 0, error = NULL
        """);

    /// <summary>Asks for the live trade that a note is about, whose text holds the note.</summary>
    public static SqlStatement EnqueueTargets(RowKey key, OutboxPriority priority, long sequence) => SqlStatement.Of($"""
        INSERT INTO outbox (type, id, sequence, priority)
        SELECT r.type, r.id, {sequence}, {(int)priority} FROM journal_links AS l
        JOIN journal_rows AS r ON r.type = l.target_type AND r.id = l.target_id AND r.state = 'live'
        WHERE l.type = {key.KindName} AND l.id = {key.Id}
        ON CONFLICT (type, id) DO UPDATE SET sequence = excluded.sequence, priority = min(priority, excluded.priority),
          attempts = 0, next_try_at = 0, failed = 0, error = NULL
        """);

    /// <summary>Asks for all live entities, or for the trades alone, whose texts hold local times and money.</summary>
    public static SqlStatement EnqueueAll(bool tradesOnly, long sequence) => SqlStatement.Of($"""
        INSERT INTO outbox (type, id, sequence, priority)
        SELECT type, id, {sequence}, {(int)OutboxPriority.Deferred} FROM journal_rows
        WHERE state = 'live' AND type <> 'user_profile' AND (NOT {tradesOnly} OR type IN ('stock', 'option'))
        ON CONFLICT (type, id) DO UPDATE SET sequence = excluded.sequence, priority = min(priority, excluded.priority),
          attempts = 0, next_try_at = 0, failed = 0, error = NULL
        """);
}
