using TradingAi.Core.Journal.Changes;
using TradingAi.Core.Storage;

namespace TradingAi.Core.Journal.Outbox;

/// <summary>The outbox in the users' databases.</summary>
internal sealed class SqlOutbox(IUserDatabases databases, JournalUsers users, TimeProvider time) : IOutbox
{
    private const int LongestPauseSeconds = 30;

    private static readonly TimeSpan s_longestWait = TimeSpan.FromMinutes(5);

    public async Task<IReadOnlyList<OutboxItem>> TakeAsync(
        UserId user, int max, bool includeDeferred, CancellationToken cancellationToken)
    {
        if (await databases.FindAsync(user, cancellationToken) is not { } database)
        {
            return [];
        }

        var now = time.GetUtcNow().UtcTicks;
        return await database.QueryAsync(
            SqlStatement.Of($"""
                SELECT type, id, sequence, priority, attempts FROM outbox
                WHERE failed = 0 AND next_try_at <= {now} AND ({includeDeferred} OR priority = 0)
                  AND {now} >= (SELECT paused_until FROM journal_state)
                ORDER BY priority, sequence, type, id LIMIT {max}
                """),
            ReadItem, cancellationToken);
    }

    public async Task CompleteAsync(UserId user, IReadOnlyList<OutboxItem> items, CancellationToken cancellationToken)
    {
        if (items.Count > 0 && await databases.FindAsync(user, cancellationToken) is { } database)
        {
            await database.ExecuteAsync(
                [
                    .. items.Select(item => SqlStatement.Of($"""
                        DELETE FROM outbox WHERE type = {item.Entity.TypeName} AND id = {item.Entity.Id} AND sequence = {item.Sequence}
                        """)),
                    SqlStatement.Of($"UPDATE journal_state SET last_indexed_at = {time.GetUtcNow().UtcTicks}, paused_until = 0, pauses = 0"),
                ],
                cancellationToken);
        }
    }

    public async Task FailAsync(UserId user, IReadOnlyList<OutboxItem> items, string error, CancellationToken cancellationToken)
    {
        if (items.Count == 0 || await databases.FindAsync(user, cancellationToken) is not { } database)
        {
            return;
        }

        var now = time.GetUtcNow();
        await database.ExecuteAsync(
            [
                .. items.Select(item => SqlStatement.Of($"""
                    UPDATE outbox SET attempts = attempts + 1, error = {error}, next_try_at = {(now + WaitAfter(item.Attempts + 1)).UtcTicks},
                      failed = attempts + 1 >= {IOutbox.MaxAttempts}
                    WHERE type = {item.Entity.TypeName} AND id = {item.Entity.Id} AND sequence = {item.Sequence}
                    """)),
            ],
            cancellationToken);
    }

    public async Task<DateTimeOffset> PauseAsync(UserId user, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (await databases.FindAsync(user, cancellationToken) is not { } database)
        {
            return now;
        }

        // Of several that find out at the same time the first one counts.
        await database.ExecuteAsync(SqlStatement.Of($"""
            UPDATE journal_state
            SET pauses = pauses + 1, paused_until = {now.UtcTicks} + {TimeSpan.TicksPerSecond} * min({LongestPauseSeconds}, 2 << min(pauses, 8))
            WHERE paused_until <= {now.UtcTicks}
            """), cancellationToken);
        var until = await database.QueryFirstAsync(
            SqlStatement.Of($"SELECT paused_until FROM journal_state"), row => row.GetInt64("paused_until"), cancellationToken);
        return Instant.FromTicks(until);
    }

    public async Task<int> RetryAsync(UserId user, CancellationToken cancellationToken)
    {
        if (await databases.FindAsync(user, cancellationToken) is not { } database)
        {
            return 0;
        }

        await users.MarkChangedAsync(user, cancellationToken);
        var changed = await database.ExecuteAsync(
            [
                SqlStatement.Of($"UPDATE outbox SET failed = 0, attempts = 0, next_try_at = 0, error = NULL WHERE failed = 1 OR attempts > 0"),
                SqlStatement.Of($"UPDATE journal_state SET paused_until = 0, pauses = 0"),
            ],
            cancellationToken);
        return changed[0];
    }

    public async Task<int> EnqueueAllAsync(UserId user, CancellationToken cancellationToken)
    {
        if (await databases.FindAsync(user, cancellationToken) is not { } database)
        {
            return 0;
        }

        await users.MarkChangedAsync(user, cancellationToken);
        while (true)
        {
            var version = await database.QueryFirstAsync(
                SqlStatement.Of($"SELECT data_version FROM journal_state"), row => row.GetInt64("data_version"), cancellationToken);
            try
            {
                var changed = await database.ExecuteAsync(
                    [ChangeStatements.RaiseVersion(version), ChangeStatements.EnqueueAll(tradesOnly: false, version + 1)], cancellationToken);
                return changed[1];
            }
            catch (StorageConflictException)
            {
                // A change came in between; its version is taken.
            }
        }
    }

    public async Task<DateTimeOffset?> NextDueAsync(UserId user, bool includeDeferred, CancellationToken cancellationToken)
    {
        if (await databases.FindAsync(user, cancellationToken) is not { } database)
        {
            return null;
        }

        var ticks = await database.QueryFirstAsync(
            SqlStatement.Of($"""
                SELECT max(min(next_try_at), (SELECT paused_until FROM journal_state)) AS due
                FROM outbox WHERE failed = 0 AND ({includeDeferred} OR priority = 0)
                """),
            row => row.GetInt64OrNull("due"), cancellationToken);
        return ticks is { } due ? Instant.FromTicks(due) : null;
    }

    public async Task<IReadOnlyList<UserId>> UsersWithPendingAsync(CancellationToken cancellationToken)
    {
        var pending = new List<UserId>();
        foreach (var user in await users.MarkedAsync(cancellationToken))
        {
            try
            {
                if (await NextDueAsync(user, includeDeferred: true, cancellationToken) is not null)
                {
                    pending.Add(user);
                }
                else
                {
                    await users.UnmarkAsync(user, cancellationToken);
                }
            }
            catch (StorageUnavailableException)
            {
                // The mark stays, so the user is looked at again once their database serves.
            }
        }

        return pending;
    }

    private static OutboxItem ReadItem(SqlRow row) => EntityRef.TryParseType(row.GetString("type"), out var type)
        ? new OutboxItem(
            new EntityRef(type, row.GetString("id")),
            row.GetInt64("sequence"), (OutboxPriority)row.GetInt64("priority"), (int)row.GetInt64("attempts"))
        : throw new InvalidOperationException("The outbox holds only entities.");

    private static TimeSpan WaitAfter(int attempts)
    {
        var wait = TimeSpan.FromSeconds(Math.Pow(2, Math.Min(attempts, 16)));
        return wait < s_longestWait ? wait : s_longestWait;
    }
}
