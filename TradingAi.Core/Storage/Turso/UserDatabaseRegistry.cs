using TradingAi.Core.Journal;

namespace TradingAi.Core.Storage.Turso;

/// <summary>Where each user's database is: the table <c>user_databases</c> of the system database.</summary>
internal sealed class UserDatabaseRegistry(ISystemDatabase database, TimeProvider time)
{
    /// <summary>Where a user's database is; null for a user without one.</summary>
    /// <exception cref="StorageUnavailableException">The system database cannot serve, or the row holds no address.</exception>
    public async Task<TursoAddress?> FindAsync(UserId user, CancellationToken cancellationToken)
    {
        var url = await database.QueryFirstAsync(
            SqlStatement.Of($"SELECT url FROM user_databases WHERE user_id = {user.Value}"), row => row.GetString("url"), cancellationToken);
        try
        {
            return url is null ? null : TursoAddress.Parse(url);
        }
        catch (FormatException error)
        {
            throw new StorageUnavailableException($"The row of {user} in user_databases cannot be used: {error.Message}", error);
        }
    }

    /// <summary>Records a user's database; a record that is there stays.</summary>
    public Task AddAsync(UserId user, TursoAddress address, CancellationToken cancellationToken) => database.ExecuteAsync(
        SqlStatement.Of($"""
            INSERT INTO user_databases (user_id, url, created_at) VALUES ({user.Value}, {address.Url.AbsoluteUri}, {time.GetUtcNow().UtcTicks})
            ON CONFLICT (user_id) DO NOTHING
            """),
        cancellationToken);

    /// <summary>Takes the record away.</summary>
    public Task RemoveAsync(UserId user, CancellationToken cancellationToken) =>
        database.ExecuteAsync(SqlStatement.Of($"DELETE FROM user_databases WHERE user_id = {user.Value}"), cancellationToken);
}
