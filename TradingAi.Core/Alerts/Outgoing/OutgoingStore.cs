using TradingAi.Core.Journal;
using TradingAi.Core.Storage;

namespace TradingAi.Core.Alerts.Outgoing;

/// <summary>An event that is to be delivered.</summary>
/// <param name="Id">Its <c>webhook-id</c>.</param>
/// <param name="Body">Its body.</param>
/// <param name="Attempts">How often delivering it failed.</param>
internal sealed record OutgoingEvent(string Id, string Body, int Attempts);

/// <summary>Undelivered events in the users' databases, and the mark of each user who may have some in the system's.</summary>
internal sealed class OutgoingStore(IUserDatabases databases, ISystemDatabase system, TimeProvider clock)
{
    // Far longer than a transaction takes, so that no event slips between mark and commit.
    private static readonly TimeSpan s_settled = TimeSpan.FromMinutes(2);

    /// <summary>Users who may have events.</summary>
    public Task<IReadOnlyList<UserId>> MarkedAsync(CancellationToken cancellationToken) => system.QueryAsync(
        SqlStatement.Of($"SELECT user_id FROM outgoing_users ORDER BY marked_at"), row => UserId.Parse(row.GetString("user_id")), cancellationToken);

    /// <summary>Notes how many events a user has left, and takes the mark from one who has none, unless it was set lately.</summary>
    public Task NoteLeftAsync(UserId user, long left, CancellationToken cancellationToken) => system.ExecuteAsync(
        [
            SqlStatement.Of($"UPDATE outgoing_users SET pending = {left} WHERE user_id = {user.Value}"),
            SqlStatement.Of($"DELETE FROM outgoing_users WHERE user_id = {user.Value} AND pending = 0 AND marked_at < {(clock.GetUtcNow() - s_settled).UtcTicks}"),
        ],
        cancellationToken);

    /// <summary>Takes the mark from a deleted user.</summary>
    public Task ForgetAsync(UserId user, CancellationToken cancellationToken) => system.ExecuteAsync(
        SqlStatement.Of($"DELETE FROM outgoing_users WHERE user_id = {user.Value}"), cancellationToken);

    /// <summary>Events that are due, the oldest first.</summary>
    public async Task<IReadOnlyList<OutgoingEvent>> TakeAsync(UserId user, int max, CancellationToken cancellationToken) =>
        await databases.FindAsync(user, cancellationToken) is { } database
            ? await database.QueryAsync(
                SqlStatement.Of($"""
                    SELECT id, body, attempts FROM outgoing_events WHERE next_try_at <= {clock.GetUtcNow().UtcTicks}
                    ORDER BY created_at, id LIMIT {max}
                    """),
                row => new OutgoingEvent(row.GetString("id"), row.GetString("body"), (int)row.GetInt64("attempts")),
                cancellationToken)
            : [];

    /// <summary>How many events there are, and when the next is due: now or earlier where one is; null where there is none.</summary>
    public async Task<(long Left, DateTimeOffset? NextDue)> LeftAsync(UserId user, CancellationToken cancellationToken)
    {
        if (await databases.FindAsync(user, cancellationToken) is not { } database)
        {
            return (0, null);
        }

        var (left, due) = await database.QueryFirstAsync(
            SqlStatement.Of($"SELECT COUNT(*) AS events, min(next_try_at) AS due FROM outgoing_events"),
            row => (row.GetInt64("events"), row.GetInt64OrNull("due")),
            cancellationToken);
        return (left, due is { } ticks ? Instant.FromTicks(ticks) : null);
    }

    /// <summary>Removes an event that was delivered or given up.</summary>
    public async Task RemoveAsync(UserId user, string id, CancellationToken cancellationToken)
    {
        if (await databases.FindAsync(user, cancellationToken) is { } database)
        {
            await database.ExecuteAsync(SqlStatement.Of($"DELETE FROM outgoing_events WHERE id = {id}"), cancellationToken);
        }
    }

    /// <summary>Notes a failed attempt.</summary>
    public async Task PostponeAsync(UserId user, string id, DateTimeOffset until, CancellationToken cancellationToken)
    {
        if (await databases.FindAsync(user, cancellationToken) is { } database)
        {
            await database.ExecuteAsync(
                SqlStatement.Of($"UPDATE outgoing_events SET attempts = attempts + 1, next_try_at = {until.UtcTicks} WHERE id = {id}"), cancellationToken);
        }
    }
}

/// <summary>Takes a deleted user's mark out of the system's database; their events go with their own.</summary>
internal sealed class OutgoingEraser(OutgoingStore store) : IUserEraser
{
    public Task EraseAsync(UserId user, CancellationToken cancellationToken) => store.ForgetAsync(user, cancellationToken);
}
