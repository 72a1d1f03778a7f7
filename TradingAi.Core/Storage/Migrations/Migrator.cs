using System.Globalization;

namespace TradingAi.Core.Storage.Migrations;

/// <summary>
/// What brings a database to the schema of this version: the files it has not recorded yet, in number order, each applied in
/// one transaction with its record. A number lower than one already applied is still applied. How the statements reach a
/// database is the business of each kind of database.
/// </summary>
internal sealed class Migrator(IReadOnlyList<Migration> migrations)
{
    /// <summary>Creates the table of records where there is none.</summary>
    public const string CreateRecords = """
        CREATE TABLE IF NOT EXISTS migrations (
          number     INTEGER PRIMARY KEY,
          name       TEXT NOT NULL,
          checksum   TEXT NOT NULL,
          applied_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
        );
        """;

    /// <summary>One row with <c>found</c>: 1 where the table of records exists.</summary>
    public const string HasRecords =
        "SELECT EXISTS (SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'migrations') AS found";

    /// <summary>The records: <c>number</c> and <c>checksum</c>.</summary>
    public const string ReadRecords = "SELECT number, checksum FROM migrations";

    /// <summary>Records a file as applied; refused by the primary key where it is recorded already.</summary>
    public static SqlStatement Record(Migration migration) => SqlStatement.Of(
        $"INSERT INTO migrations (number, name, checksum) VALUES ({migration.Number}, {migration.Name}, {migration.Checksum})");

    /// <summary>The same as text that can stand among other statements.</summary>
    public static string RecordAsText(Migration migration) => string.Create(
        CultureInfo.InvariantCulture,
        $"INSERT INTO migrations (number, name, checksum) VALUES ({migration.Number}, '{migration.Name.Replace("'", "''", StringComparison.Ordinal)}', '{migration.Checksum}');");

    /// <summary>The files that a database lacks, in order.</summary>
    /// <param name="applied">The checksums that the database recorded, by number.</param>
    /// <exception cref="StorageUnavailableException">
    /// An applied file was changed since, or the database was written by a newer version of the service.
    /// </exception>
    public IReadOnlyList<Migration> Missing(IReadOnlyDictionary<int, string> applied)
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

        return [.. migrations.Where(m => !applied.ContainsKey(m.Number))];
    }
}
