using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace TradingAi.Core.Storage.Sqlite;

/// <summary>
/// Open connections of all database files. Only as many as <see cref="StorageOptions.IdleConnections"/> stay open while
/// unused, and only <see cref="StorageOptions.ConcurrentCalls"/> are used at once, so that any number of users fits into a
/// fixed number of file handles, threads and megabytes.
/// </summary>
internal sealed class SqliteConnections(IOptions<StorageOptions> options) : IDisposable
{
    private readonly SemaphoreSlim _calls = new(options.Value.ConcurrentCalls);
    private readonly Lock _lock = new();

    // Least recently used first.
    private readonly LinkedList<(string Path, SqliteConnection Connection)> _idle = [];
    private bool _disposed;

    /// <summary>
    /// Runs a short blocking call on a connection to a file that exists. Microsoft.Data.Sqlite blocks also in its async
    /// methods, so calls run on the thread pool, a bounded number at once.
    /// </summary>
    /// <exception cref="StorageUnavailableException">The database cannot serve.</exception>
    /// <exception cref="StorageConflictException">A constraint refused the transaction.</exception>
    public async Task<T> RunAsync<T>(string path, bool create, Func<SqliteConnection, T> call, CancellationToken cancellationToken)
    {
        await _calls.WaitAsync(cancellationToken);
        try
        {
            return await Task.Run(() => Run(path, create, call), cancellationToken);
        }
        catch (Exception error) when (SqliteErrors.IsKnown(error))
        {
            throw SqliteErrors.Translate(error);
        }
        finally
        {
            _calls.Release();
        }
    }

    /// <summary>Closes the idle connections of a file, before it is deleted.</summary>
    public void Close(string path)
    {
        lock (_lock)
        {
            for (var node = _idle.First; node is not null;)
            {
                var next = node.Next;
                if (node.Value.Path == path)
                {
                    node.Value.Connection.Dispose();
                    _idle.Remove(node);
                }

                node = next;
            }
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _disposed = true;
            foreach (var (_, connection) in _idle)
            {
                connection.Dispose();
            }

            _idle.Clear();
        }
    }

    private T Run<T>(string path, bool create, Func<SqliteConnection, T> call)
    {
        var connection = TakeIdle(path) ?? Open(path, create);
        try
        {
            var result = call(connection);
            Return(path, connection);
            return result;
        }
        catch
        {
            // Whatever went wrong, the next caller starts on a fresh connection.
            connection.Dispose();
            throw;
        }
    }

    private SqliteConnection? TakeIdle(string path)
    {
        lock (_lock)
        {
            for (var node = _idle.Last; node is not null; node = node.Previous)
            {
                if (node.Value.Path == path)
                {
                    _idle.Remove(node);
                    return node.Value.Connection;
                }
            }
        }

        return null;
    }

    private void Return(string path, SqliteConnection connection)
    {
        SqliteConnection? surplus = connection;
        lock (_lock)
        {
            if (!_disposed)
            {
                _idle.AddLast((path, connection));
                surplus = null;
                if (_idle.Count > options.Value.IdleConnections)
                {
                    surplus = _idle.First!.Value.Connection;
                    _idle.RemoveFirst();
                }
            }
        }

        surplus?.Dispose();
    }

    private static SqliteConnection Open(string path, bool create)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = create ? SqliteOpenMode.ReadWriteCreate : SqliteOpenMode.ReadWrite,
            Pooling = false,
            ForeignKeys = true,
            DefaultTimeout = 15,
        }.ToString());
        try
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = """
                PRAGMA busy_timeout = 10000;
                PRAGMA journal_mode = WAL;
                PRAGMA synchronous = FULL;
                PRAGMA cache_size = -1024;
                """;
            command.ExecuteNonQuery();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
