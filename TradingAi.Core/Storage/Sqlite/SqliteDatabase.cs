using Microsoft.Data.Sqlite;
using TradingAi.Core.Storage.Migrations;

namespace TradingAi.Core.Storage.Sqlite;

/// <summary>
/// One SQLite file: writers one at a time, readers beside them (WAL). Migrated before its first use; once it has been
/// used it is never created again, so that a file that vanished is an error and not an empty journal.
/// </summary>
internal sealed class SqliteDatabase(string path, SqliteConnections connections, Migrator migrator) : IDatabase, IDisposable
{
    private const int MaxReaders = 8;

    private readonly SemaphoreSlim _writer = new(1);
    private readonly SemaphoreSlim _readers = new(MaxReaders);
    private volatile bool _ready;

    /// <summary>True where the file is there; it may still be corrupt.</summary>
    public bool Exists => _ready || File.Exists(path);

    /// <summary>Applies the migrations that the file lacks, before anything else is done with it.</summary>
    /// <param name="create">Whether to create a file that is not there.</param>
    /// <param name="cancellationToken">Stops the wait.</param>
    public async Task PrepareAsync(bool create, CancellationToken cancellationToken)
    {
        if (_ready)
        {
            return;
        }

        await _writer.WaitAsync(cancellationToken);
        try
        {
            if (!_ready)
            {
                await connections.RunAsync(path, create, connection => SqliteMigrations.Apply(connection, migrator), cancellationToken);
                _ready = true;
            }
        }
        finally
        {
            _writer.Release();
        }
    }

    public async Task<IReadOnlyList<T>> QueryAsync<T>(SqlStatement query, Func<SqlRow, T> map, CancellationToken cancellationToken)
    {
        await _readers.WaitAsync(cancellationToken);
        try
        {
            ThrowIfDeleted();
            return await connections.RunAsync(path, create: false, connection => Query(connection, query, map), cancellationToken);
        }
        finally
        {
            _readers.Release();
        }
    }

    public async Task<IReadOnlyList<int>> ExecuteAsync(IReadOnlyList<SqlStatement> transaction, CancellationToken cancellationToken)
    {
        await _writer.WaitAsync(cancellationToken);
        try
        {
            ThrowIfDeleted();
            return await connections.RunAsync(path, create: false, connection => Execute(connection, transaction), cancellationToken);
        }
        finally
        {
            _writer.Release();
        }
    }

    /// <summary>Deletes the file once nobody reads or writes it.</summary>
    public async Task DeleteAsync(CancellationToken cancellationToken)
    {
        await _writer.WaitAsync(cancellationToken);
        var readers = 0;
        try
        {
            for (; readers < MaxReaders; readers++)
            {
                await _readers.WaitAsync(cancellationToken);
            }

            _ready = false;
            connections.Close(path);

            // The log goes first: a log left beside a new file would be replayed into it.
            File.Delete(path + "-wal");
            File.Delete(path + "-shm");
            File.Delete(path);
        }
        catch (Exception error) when (SqliteErrors.IsKnown(error))
        {
            throw SqliteErrors.Translate(error);
        }
        finally
        {
            if (readers > 0)
            {
                _readers.Release(readers);
            }

            _writer.Release();
        }
    }

    public void Dispose()
    {
        _writer.Dispose();
        _readers.Dispose();
    }

    private void ThrowIfDeleted()
    {
        if (!_ready)
        {
            throw new StorageUnavailableException("The database was deleted while it was in use.");
        }
    }

    private static IReadOnlyList<T> Query<T>(SqliteConnection connection, SqlStatement query, Func<SqlRow, T> map)
    {
        using var command = CreateCommand(connection, query.Text);
        SqliteArguments.Bind(command, query);
        using var reader = command.ExecuteReader();
        var row = new SqliteDataRow(reader);
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(map(row));
        }

        return rows;
    }

    private static IReadOnlyList<int> Execute(SqliteConnection connection, IReadOnlyList<SqlStatement> statements)
    {
        // Statements of equal text are prepared once: an import repeats a few of them hundreds of times.
        var prepared = new Dictionary<string, SqliteCommand>(StringComparer.Ordinal);
        try
        {
            using var transaction = connection.BeginTransaction(deferred: false);
            var changed = new int[statements.Count];
            for (var i = 0; i < changed.Length; i++)
            {
                var statement = statements[i];
                if (!prepared.TryGetValue(statement.Text, out var command))
                {
                    command = CreateCommand(connection, statement.Text);
                    command.Transaction = transaction;
                    prepared.Add(statement.Text, command);
                }

                SqliteArguments.Bind(command, statement);
                changed[i] = Math.Max(0, command.ExecuteNonQuery());
            }

            transaction.Commit();
            return changed;
        }
        finally
        {
            foreach (var command in prepared.Values)
            {
                command.Dispose();
            }
        }
    }

    private static SqliteCommand CreateCommand(SqliteConnection connection, string text)
    {
        var command = connection.CreateCommand();
        command.CommandText = text;
        return command;
    }
}
