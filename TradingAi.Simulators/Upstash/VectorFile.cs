using System.Runtime.InteropServices;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace TradingAi.Simulators.Upstash;

/// <summary>Keeps the vectors in a SQLite file. Not thread-safe; the index locks.</summary>
internal sealed class VectorFile : IDisposable
{
    private const string Schema = """
        PRAGMA journal_mode = WAL;
        PRAGMA synchronous = OFF;
        CREATE TABLE IF NOT EXISTS namespaces (name TEXT PRIMARY KEY);
        CREATE TABLE IF NOT EXISTS vectors (
          sequence INTEGER PRIMARY KEY AUTOINCREMENT,
          namespace TEXT NOT NULL,
          id TEXT NOT NULL,
          vector BLOB NOT NULL,
          metadata TEXT,
          data TEXT,
          UNIQUE (namespace, id));
        """;

    private readonly SqliteConnection _connection;

    private VectorFile(SqliteConnection connection) => _connection = connection;

    /// <summary>Opens the file, or makes it.</summary>
    public static VectorFile Open(string path)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        connection.Open();
        var file = new VectorFile(connection);
        file.Execute(Schema);
        return file;
    }

    /// <summary>The names of the namespaces but for the default one if it is empty.</summary>
    public IReadOnlyList<string> Namespaces() =>
        Read("SELECT name FROM namespaces UNION SELECT namespace FROM vectors", row => row.GetString(0));

    /// <summary>The vectors of a namespace in the order they first came.</summary>
    public IReadOnlyList<StoredVector> Load(string name) => Read(
        "SELECT id, vector, metadata, data FROM vectors WHERE namespace = $namespace ORDER BY sequence",
        row => new StoredVector(
            row.GetString(0),
            MemoryMarshal.Cast<byte, float>(row.GetFieldValue<byte[]>(1)).ToArray(),
            row.IsDBNull(2) ? null : JsonElement.Parse(row.GetString(2)),
            row.IsDBNull(3) ? null : row.GetString(3)),
        ("$namespace", name));

    /// <summary>Adds an empty namespace.</summary>
    public void Add(string name) => Execute("INSERT OR IGNORE INTO namespaces VALUES ($namespace)", ("$namespace", name));

    /// <summary>Writes vectors.</summary>
    public void Save(string name, IReadOnlyList<StoredVector> vectors) => InTransaction(vectors, vector => Execute(
        """
        INSERT INTO vectors (namespace, id, vector, metadata, data) VALUES ($namespace, $id, $vector, $metadata, $data)
        ON CONFLICT (namespace, id) DO UPDATE SET vector = excluded.vector, metadata = excluded.metadata, data = excluded.data
        """,
        ("$namespace", name),
        ("$id", vector.Id),
        ("$vector", MemoryMarshal.AsBytes(vector.Vector.AsSpan()).ToArray()),
        ("$metadata", vector.Metadata?.GetRawText()),
        ("$data", vector.Data)));

    /// <summary>Deletes vectors.</summary>
    public void Delete(string name, IReadOnlyList<string> ids) => InTransaction(ids, id =>
        Execute("DELETE FROM vectors WHERE namespace = $namespace AND id = $id", ("$namespace", name), ("$id", id)));

    /// <summary>Deletes the vectors of a namespace.</summary>
    public void Empty(string name) => Execute("DELETE FROM vectors WHERE namespace = $namespace", ("$namespace", name));

    /// <summary>Deletes a namespace with its vectors.</summary>
    public void Drop(string name)
    {
        Empty(name);
        Execute("DELETE FROM namespaces WHERE name = $namespace", ("$namespace", name));
    }

    public void Dispose() => _connection.Dispose();

    private void InTransaction<T>(IReadOnlyList<T> items, Action<T> write)
    {
        using var transaction = _connection.BeginTransaction();
        foreach (var item in items)
        {
            write(item);
        }

        transaction.Commit();
    }

    private void Execute(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using var command = Command(sql, parameters);
        command.ExecuteNonQuery();
    }

    private List<T> Read<T>(string sql, Func<SqliteDataReader, T> map, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using var command = Command(sql, parameters);
        using var reader = command.ExecuteReader();
        List<T> rows = [];
        while (reader.Read())
        {
            rows.Add(map(reader));
        }

        return rows;
    }

    private SqliteCommand Command(string sql, ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        }

        return command;
    }
}
