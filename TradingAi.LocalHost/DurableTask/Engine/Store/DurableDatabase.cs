using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using TradingAi.LocalHost.Hosting;

namespace TradingAi.LocalHost.DurableTask.Engine.Store;

/// <summary>
/// The file that holds all orchestrations: one writer, any number of readers. Every commit is on disk when it
/// returns. The host's lock on the data directory keeps a second process away.
/// </summary>
internal sealed class DurableDatabase : IDisposable
{
    private const long SchemaVersion = 1;

    private readonly ConcurrentBag<Sql> _idleReaders = [];
    private readonly string _path;

    private DurableDatabase(string path, Sql writer)
    {
        _path = path;
        Writer = writer;
    }

    /// <summary>The one connection that writes.</summary>
    public Sql Writer { get; }

    /// <summary>Opens <c>durable.db</c> in a directory, and makes both if they are not there.</summary>
    /// <exception cref="HostStartException">The file cannot be used; the message says why.</exception>
    public static DurableDatabase Open(string directory)
    {
        var path = Path.Combine(Path.GetFullPath(directory), "durable.db");
        Sql? writer = null;
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            writer = new Sql(Connect(path));
            Prepare(writer, path);
            return new DurableDatabase(path, writer);
        }
        catch (Exception exception)
        {
            writer?.Dispose();
            throw exception switch
            {
                HostStartException => exception,
                SqliteException or IOException or UnauthorizedAccessException => new HostStartException(
                    $"The orchestrations' file '{path}' cannot be used: {exception.Message} "
                    + "Mend or restore it, or move it away to start without the orchestrations it holds.",
                    exception),
                _ => exception,
            };
        }
    }

    /// <summary>Runs queries over one consistent state.</summary>
    public T Read<T>(Func<Sql, T> queries)
    {
        if (!_idleReaders.TryTake(out var reader))
        {
            reader = new Sql(Connect(_path));
        }

        try
        {
            reader.Execute("BEGIN");
            var result = queries(reader);
            reader.Execute("COMMIT");
            _idleReaders.Add(reader);
            return result;
        }
        catch
        {
            reader.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        while (_idleReaders.TryTake(out var reader))
        {
            reader.Dispose();
        }

        Writer.Dispose();
    }

    private static SqliteConnection Connect(string path)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, DefaultTimeout = 5 }.ToString());
        connection.Open();
        return connection;
    }

    private static void Prepare(Sql sql, string path)
    {
        sql.Execute("PRAGMA journal_mode = WAL");
        sql.Execute("PRAGMA synchronous = FULL");
        if (sql.Scalar("PRAGMA quick_check(1)") is not "ok")
        {
            throw new HostStartException($"The orchestrations' file '{path}' is corrupt. Restore it, or move it away to start without the orchestrations it holds.");
        }

        switch (sql.Scalar("PRAGMA user_version"))
        {
            case 0L:
                sql.Execute($"BEGIN IMMEDIATE; {Schema.Sql} PRAGMA user_version = {SchemaVersion}; COMMIT");
                break;
            case SchemaVersion:
                break;
            case var other:
                throw new HostStartException($"The orchestrations' file '{path}' has version {other}; this host knows version {SchemaVersion}.");
        }
    }
}
