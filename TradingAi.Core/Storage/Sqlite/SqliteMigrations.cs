using Microsoft.Data.Sqlite;
using TradingAi.Core.Storage.Migrations;

namespace TradingAi.Core.Storage.Sqlite;

/// <summary>Migrates a file. Safe when several threads or processes do it at once.</summary>
internal static class SqliteMigrations
{
    /// <summary>Applies what is missing.</summary>
    /// <returns>How many files were applied.</returns>
    /// <exception cref="StorageUnavailableException">See <see cref="Migrator.Missing"/>.</exception>
    public static int Apply(SqliteConnection connection, Migrator migrator)
    {
        // Reading first keeps the usual case, nothing to do, free of a write.
        var applied = HasRecords(connection) ? ReadRecords(connection, null) : [];
        return migrator.Missing(applied).Sum(migration => ApplyOne(connection, migration));
    }

    private static int ApplyOne(SqliteConnection connection, Migration migration)
    {
        using var transaction = connection.BeginTransaction(deferred: false);
        Run(connection, transaction, new SqlStatement(Migrator.CreateRecords, []));
        if (ReadRecords(connection, transaction).ContainsKey(migration.Number))
        {
            return 0; // Another one was faster.
        }

        Run(connection, transaction, new SqlStatement(migration.Sql, []));
        Run(connection, transaction, Migrator.Record(migration));
        transaction.Commit();
        return 1;
    }

    private static bool HasRecords(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Migrator.HasRecords;
        return (long)command.ExecuteScalar()! == 1;
    }

    private static Dictionary<int, string> ReadRecords(SqliteConnection connection, SqliteTransaction? transaction)
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = Migrator.ReadRecords;
        using var reader = command.ExecuteReader();
        var records = new Dictionary<int, string>();
        while (reader.Read())
        {
            records.Add(reader.GetInt32(0), reader.GetString(1));
        }

        return records;
    }

    private static void Run(SqliteConnection connection, SqliteTransaction transaction, SqlStatement statement)
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = statement.Text;
        SqliteArguments.Bind(command, statement);
        command.ExecuteNonQuery();
    }
}
