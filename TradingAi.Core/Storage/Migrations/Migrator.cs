using Microsoft.Data.Sqlite;

namespace TradingAi.Core.Storage.Migrations;

/// <summary>
/// Brings a database to the schema of this version: applies the files it has not recorded yet, in number order, each in
/// one transaction with its record. A number lower than one already applied is still applied. Safe when several threads or
/// processes do it at once.
/// </summary>
internal sealed class Migrator(IReadOnlyList<Migration> migrations)
{
    /// <summary>Applies what is missing.</summary>
    /// <returns>How many files were applied.</returns>
    /// <exception cref="StorageUnavailableException">
    /// An applied file was changed since, or the database was written by a newer version of the service.
    /// </exception>
    public int Apply(SqliteConnection connection)
    {
        // Reading first keeps the usual case, nothing to do, free of a write.
        var applied = HasRecords(connection) ? ReadRecords(connection, null) : [];
        Verify(applied);
        var count = 0;
        foreach (var migration in migrations.Where(m => !applied.ContainsKey(m.Number)))
        {
            count += ApplyOne(connection, migration);
        }

        return count;
    }

    private static int ApplyOne(SqliteConnection connection, Migration migration)
    {
        using var transaction = connection.BeginTransaction(deferred: false);
        Run(connection, transaction, """
            CREATE TABLE IF NOT EXISTS migrations (
              number     INTEGER PRIMARY KEY,
              name       TEXT NOT NULL,
              checksum   TEXT NOT NULL,
              applied_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
            );
            """);
        if (ReadRecords(connection, transaction).ContainsKey(migration.Number))
        {
            return 0; // Another one was faster.
        }

        Run(connection, transaction, migration.Sql);
        Run(connection, transaction, "INSERT INTO migrations (number, name, checksum) VALUES (@number, @name, @checksum)",
            ("@number", migration.Number), ("@name", migration.Name), ("@checksum", migration.Checksum));
        transaction.Commit();
        return 1;
    }

    private void Verify(Dictionary<int, string> applied)
    {
        foreach (var (number, checksum) in applied)
        {
            var migration = migrations.FirstOrDefault(m => m.Number == number)
                ?? throw new StorageUnavailableException(
                    $"A database holds migration {number}, which this version of the service does not know: run the version that wrote it, or a newer one.");
            if (migration.Checksum != checksum)
            {
                throw new StorageUnavailableException(
                    $"Migration {migration.Name} was changed after it had been applied to a database: restore the file and add a new one.");
            }
        }
    }

    private static bool HasRecords(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT EXISTS (SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'migrations')";
        return (long)command.ExecuteScalar()! == 1;
    }

    private static Dictionary<int, string> ReadRecords(SqliteConnection connection, SqliteTransaction? transaction)
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "SELECT number, checksum FROM migrations";
        using var reader = command.ExecuteReader();
        var records = new Dictionary<int, string>();
        while (reader.Read())
        {
            records.Add(reader.GetInt32(0), reader.GetString(1));
        }

        return records;
    }

    private static void Run(
        SqliteConnection connection, SqliteTransaction transaction, string sql, params ReadOnlySpan<(string Name, object Value)> arguments)
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        foreach (var (name, value) in arguments)
        {
            command.Parameters.AddWithValue(name, value);
        }

        command.ExecuteNonQuery();
    }
}
