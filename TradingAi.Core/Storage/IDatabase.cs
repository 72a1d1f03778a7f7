namespace TradingAi.Core.Storage;

/// <summary>
/// One SQL database in SQLite's dialect: a file here, a Turso database in the cloud. There are no interactive
/// transactions, because one must not be held open over a network: a transaction is a list of statements that succeed
/// or fail together, and a later statement can depend on an earlier one through SQL (<c>changes()</c>, <c>EXISTS</c>).
/// </summary>
/// <remarks>Every member throws <see cref="StorageUnavailableException"/> where the database cannot be reached, is
/// corrupt, full or read-only; nothing is written then.</remarks>
public interface IDatabase
{
    /// <summary>Runs a query and maps its rows.</summary>
    Task<IReadOnlyList<T>> QueryAsync<T>(SqlStatement query, Func<SqlRow, T> map, CancellationToken cancellationToken);

    /// <summary>Runs statements as one transaction; either all are durable on return or none is.</summary>
    /// <returns>The number of rows each statement changed, in order.</returns>
    Task<IReadOnlyList<int>> ExecuteAsync(IReadOnlyList<SqlStatement> transaction, CancellationToken cancellationToken);
}

/// <summary>Conveniences over <see cref="IDatabase"/>.</summary>
public static class DatabaseExtensions
{
    /// <summary>Runs one statement in a transaction of its own.</summary>
    /// <returns>The number of rows changed.</returns>
    public static async Task<int> ExecuteAsync(this IDatabase database, SqlStatement statement, CancellationToken cancellationToken) =>
        (await database.ExecuteAsync([statement], cancellationToken))[0];

    /// <summary>The first row of a query, mapped; the default where there is none.</summary>
    public static async Task<T?> QueryFirstAsync<T>(
        this IDatabase database, SqlStatement query, Func<SqlRow, T> map, CancellationToken cancellationToken)
    {
        var rows = await database.QueryAsync(query, map, cancellationToken);
        return rows.Count == 0 ? default : rows[0];
    }
}

/// <summary>The users' databases, one a user, migrated when first opened.</summary>
public interface IUserDatabases
{
    /// <summary>The user's database, created and migrated if need be.</summary>
    /// <exception cref="StorageUnavailableException">It cannot be opened, is corrupt, or cannot be created.</exception>
    Task<IDatabase> OpenAsync(Journal.UserId user, CancellationToken cancellationToken);

    /// <summary>The user's database if there is one; reading about an unknown user creates nothing.</summary>
    /// <exception cref="StorageUnavailableException">It cannot be opened or is corrupt.</exception>
    Task<IDatabase?> FindAsync(Journal.UserId user, CancellationToken cancellationToken);

    /// <summary>Deletes the user's database and all it holds; unknown users are no error.</summary>
    Task DeleteAsync(Journal.UserId user, CancellationToken cancellationToken);
}

/// <summary>The database of the service itself: users and schedules.</summary>
public interface ISystemDatabase : IDatabase;

/// <summary>
/// A database cannot serve: unreachable, corrupt, full or read-only. Answered as 503 with Retry-After; the message names
/// the cause for the operator and no path or content for the caller.
/// </summary>
public sealed class StorageUnavailableException(string message, Exception? innerException = null)
    : Exception(message, innerException);
