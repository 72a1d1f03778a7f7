using System.Collections.Concurrent;
using TradingAi.Core.Storage;

namespace TradingAi.Core.Journal.Changes;

/// <summary>What the system database remembers of users: whose journal changed, and who was deleted when.</summary>
internal sealed class JournalUsers(ISystemDatabase database, TimeProvider time)
{
    /// <summary>
    /// How long ago the last mark must be before a user with an empty outbox counts as done. Far longer than
    /// <see cref="MarkPrecision"/> and a transaction take together, so that no change slips between mark and commit.
    /// </summary>
    public static readonly TimeSpan Settled = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan MarkPrecision = TimeSpan.FromSeconds(10);
    private const int MaxRemembered = 10_000;

    private readonly ConcurrentDictionary<string, DateTimeOffset> _marked = new(StringComparer.Ordinal);

    /// <summary>
    /// Notes, before it happens, that a user's journal changes: after a crash their outbox is looked into. A mark of the last
    /// seconds stands for this one too.
    /// </summary>
    public async Task MarkChangedAsync(UserId user, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (_marked.TryGetValue(user.Value, out var marked) && now - marked < MarkPrecision)
        {
            return;
        }

        await database.ExecuteAsync(SqlStatement.Of($"""
            INSERT INTO users (id, created_at, last_change_at, has_work) VALUES ({user.Value}, {now.UtcTicks}, {now.UtcTicks}, 1)
            ON CONFLICT (id) DO UPDATE SET last_change_at = excluded.last_change_at, has_work = 1
            """), cancellationToken);
        if (_marked.Count >= MaxRemembered)
        {
            _marked.Clear();
        }

        _marked[user.Value] = now;
    }

    /// <summary>Users whose outbox may hold rows.</summary>
    public Task<IReadOnlyList<UserId>> MarkedAsync(CancellationToken cancellationToken) => database.QueryAsync(
        SqlStatement.Of($"SELECT id FROM users WHERE has_work = 1"), row => UserId.Parse(row.GetString("id")), cancellationToken);

    /// <summary>Takes the mark from a user whose outbox was found empty, unless they changed lately.</summary>
    public Task UnmarkAsync(UserId user, CancellationToken cancellationToken) => database.ExecuteAsync(
        SqlStatement.Of($"""
            UPDATE users SET has_work = 0
            WHERE id = {user.Value} AND has_work = 1 AND coalesce(last_change_at, 0) < {(time.GetUtcNow() - Settled).UtcTicks}
            """), cancellationToken);

    /// <summary>Up to which instant the user is deleted; null if they never were.</summary>
    public async Task<DateTimeOffset?> DeletedAtAsync(UserId user, CancellationToken cancellationToken)
    {
        var ticks = await database.QueryFirstAsync(
            SqlStatement.Of($"SELECT deleted_at FROM users WHERE id = {user.Value}"), row => row.GetInt64OrNull("deleted_at"), cancellationToken);
        return ticks is { } deleted ? Instant.FromTicks(deleted) : null;
    }

    /// <summary>Notes that a user is being deleted, before anything of theirs is.</summary>
    public Task BeginErasureAsync(UserId user, DateTimeOffset at, CancellationToken cancellationToken)
    {
        _marked.TryRemove(user.Value, out _);
        return database.ExecuteAsync(SqlStatement.Of($"""
            INSERT INTO users (id, created_at, deleted_at, erasing) VALUES ({user.Value}, {time.GetUtcNow().UtcTicks}, {at.UtcTicks}, 1)
            ON CONFLICT (id) DO UPDATE SET deleted_at = max(coalesce(deleted_at, 0), excluded.deleted_at), erasing = 1,
              has_work = 0, last_active_at = NULL, last_change_at = NULL
            """), cancellationToken);
    }

    /// <summary>Notes that everything of a deleted user is gone.</summary>
    public Task EndErasureAsync(UserId user, CancellationToken cancellationToken) => database.ExecuteAsync(
        SqlStatement.Of($"UPDATE users SET erasing = 0 WHERE id = {user.Value}"), cancellationToken);

    /// <summary>Users whose deletion was begun and not finished.</summary>
    public Task<IReadOnlyList<UserId>> ErasingAsync(CancellationToken cancellationToken) => database.QueryAsync(
        SqlStatement.Of($"SELECT id FROM users WHERE erasing = 1"), row => UserId.Parse(row.GetString("id")), cancellationToken);
}
