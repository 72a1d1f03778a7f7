using TradingAi.Core.Journal;

namespace TradingAi.Core.Storage;

/// <summary>The users that the service has seen.</summary>
public interface IUserDirectory
{
    /// <summary>Notes that a user used the service; written at most once in ten minutes a user.</summary>
    Task TouchAsync(UserId user, CancellationToken cancellationToken);

    /// <summary>Users who used the service, or whose journal changed, at or after an instant, by id.</summary>
    Task<IReadOnlyList<UserId>> ActiveSinceAsync(DateTimeOffset since, CancellationToken cancellationToken);
}

/// <inheritdoc/>
internal sealed class UserDirectory(ISystemDatabase database, TimeProvider time) : IUserDirectory
{
    private static readonly TimeSpan s_precision = TimeSpan.FromMinutes(10);

    public async Task TouchAsync(UserId user, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var last = await database.QueryFirstAsync(
            SqlStatement.Of($"SELECT last_active_at FROM users WHERE id = {user.Value}"),
            row => row.GetInt64OrNull("last_active_at"), cancellationToken);
        if (last is { } ticks && now - Instant.FromTicks(ticks) < s_precision)
        {
            return;
        }

        await database.ExecuteAsync(SqlStatement.Of($"""
            INSERT INTO users (id, created_at, last_active_at) VALUES ({user.Value}, {now.UtcTicks}, {now.UtcTicks})
            ON CONFLICT (id) DO UPDATE SET last_active_at = max(coalesce(last_active_at, 0), excluded.last_active_at)
            """), cancellationToken);
    }

    public async Task<IReadOnlyList<UserId>> ActiveSinceAsync(DateTimeOffset since, CancellationToken cancellationToken) =>
        await database.QueryAsync(
            SqlStatement.Of($"SELECT id FROM users WHERE last_active_at >= {since.UtcTicks} OR last_change_at >= {since.UtcTicks} ORDER BY id"),
            row => UserId.Parse(row.GetString("id")), cancellationToken);
}
