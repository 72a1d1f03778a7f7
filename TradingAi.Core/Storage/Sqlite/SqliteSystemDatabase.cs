using Microsoft.Extensions.Options;
using TradingAi.Core.Storage.Migrations;

namespace TradingAi.Core.Storage.Sqlite;

/// <summary>The service's own file, <c>{DATA_DIRECTORY}/system.db</c>, opened at its first use.</summary>
internal sealed class SqliteSystemDatabase(IOptions<StorageOptions> options, SqliteConnections connections)
    : ISystemDatabase, IDisposable
{
    private readonly string _directory = Path.GetFullPath(options.Value.DataDirectory);
    private readonly SqliteDatabase _database = new(
        Path.Combine(Path.GetFullPath(options.Value.DataDirectory), "system.db"),
        connections,
        new Migrator(Migration.LoadAll("system")));

    public async Task<IReadOnlyList<T>> QueryAsync<T>(SqlStatement query, Func<SqlRow, T> map, CancellationToken cancellationToken)
    {
        await PrepareAsync(cancellationToken);
        return await _database.QueryAsync(query, map, cancellationToken);
    }

    public async Task<IReadOnlyList<int>> ExecuteAsync(IReadOnlyList<SqlStatement> transaction, CancellationToken cancellationToken)
    {
        await PrepareAsync(cancellationToken);
        return await _database.ExecuteAsync(transaction, cancellationToken);
    }

    public void Dispose() => _database.Dispose();

    private Task PrepareAsync(CancellationToken cancellationToken)
    {
        DataDirectory.Create(_directory);
        return _database.PrepareAsync(create: true, cancellationToken);
    }
}
