using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using TradingAi.Core.Journal;
using TradingAi.Core.Storage.Migrations;

namespace TradingAi.Core.Storage.Sqlite;

/// <summary>One file a user: <c>{DATA_DIRECTORY}/users/{key}.db</c>.</summary>
internal sealed class SqliteUserDatabases(IOptions<StorageOptions> options, SqliteConnections connections)
    : IUserDatabases, IDisposable
{
    private readonly string _directory = Path.Combine(Path.GetFullPath(options.Value.DataDirectory), "users");
    private readonly Migrator _migrator = new(Migration.LoadAll("user"));

    // One small object a user; connections, which cost something, are pooled over all of them.
    private readonly ConcurrentDictionary<string, SqliteDatabase> _databases = new(StringComparer.Ordinal);

    public async Task<IDatabase> OpenAsync(UserId user, CancellationToken cancellationToken)
    {
        DataDirectory.Create(_directory);
        var database = Of(user);
        await database.PrepareAsync(create: true, cancellationToken);
        return database;
    }

    public async Task<IDatabase?> FindAsync(UserId user, CancellationToken cancellationToken) =>
        _databases.ContainsKey(user.Key) || File.Exists(PathOf(user))
            ? await FindExistingAsync(Of(user), cancellationToken)
            : null;

    public Task DeleteAsync(UserId user, CancellationToken cancellationToken) =>
        Directory.Exists(_directory) ? Of(user).DeleteAsync(cancellationToken) : Task.CompletedTask;

    public void Dispose()
    {
        foreach (var database in _databases.Values)
        {
            database.Dispose();
        }
    }

    private static async Task<IDatabase?> FindExistingAsync(SqliteDatabase database, CancellationToken cancellationToken)
    {
        if (!database.Exists)
        {
            return null;
        }

        await database.PrepareAsync(create: false, cancellationToken);
        return database;
    }

    private SqliteDatabase Of(UserId user) => _databases.GetOrAdd(
        user.Key, static (_, self) => new SqliteDatabase(self.Path, self.Connections, self.Migrator),
        (Path: PathOf(user), Connections: connections, Migrator: _migrator));

    private string PathOf(UserId user) => Path.Combine(_directory, user.Key + ".db");
}
