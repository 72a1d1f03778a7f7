using System.Text;
using TradingAi.Core.Storage.Migrations;
using TradingAi.Core.Storage.Turso.Hrana;

namespace TradingAi.Core.Storage.Turso;

/// <summary>
/// Migrates databases. One round trip tells what a database has; what it lacks is sent as one sequence, which a server runs
/// until a statement fails: BEGIN, each file behind its record, COMMIT. Where another instance was faster, the first record is
/// refused, nothing happens, and the records are read again.
/// </summary>
internal sealed class TursoMigrations(HranaClient client, Migrator migrator, BusyRetry busyRetry)
{
    private const int MaxAttempts = 5;

    /// <summary>Applies what a database lacks.</summary>
    /// <param name="database">The database.</param>
    /// <param name="create">Whether to begin with a database that holds no records at all.</param>
    /// <param name="cancellationToken">Stops the wait.</param>
    /// <returns>False where the database holds no records and none were to be made.</returns>
    /// <exception cref="TursoException">The database cannot serve.</exception>
    /// <exception cref="StorageUnavailableException">See <see cref="Migrator.Missing"/>.</exception>
    public async Task<bool> ApplyAsync(TursoAddress database, bool create, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var applied = await ReadRecordsAsync(database, cancellationToken);
            if (applied is null && !create)
            {
                return false;
            }

            var missing = migrator.Missing(applied ?? []);
            if (missing.Count == 0)
            {
                return true;
            }

            try
            {
                await busyRetry.RunAsync(token => RunAsync(database, missing, token), cancellationToken);
                return true;
            }
            catch (TursoException error) when (error.Failure == TursoFailure.Conflict)
            {
                if (attempt == MaxAttempts)
                {
                    throw new TursoException(TursoFailure.Unavailable, $"The database at {database} cannot be migrated: {error.Message}", error);
                }
            }
        }
    }

    // Null where there is no table of records: the second statement fails then, and is not looked at.
    private async Task<Dictionary<int, string>?> ReadRecordsAsync(TursoAddress database, CancellationToken cancellationToken)
    {
        StreamRequest[] requests =
        [
            new ExecuteRequest(new Statement(Migrator.HasRecords, null, WantRows: true)),
            new ExecuteRequest(new Statement(Migrator.ReadRecords, null, WantRows: true)),
            new CloseRequest(),
        ];
        var results = await new HranaStream(client, database).RunAsync(requests, "migrations", isRepeatable: true, cancellationToken);
        return TursoRow.Map(database, HranaResults.Of(database, results[0]), row => row.GetInt64("found")) is [1]
            ? TursoRow.Map(database, HranaResults.Of(database, results[1]), row => ((int)row.GetInt64("number"), row.GetString("checksum"))).ToDictionary()
            : null;
    }

    private async Task<bool> RunAsync(TursoAddress database, IReadOnlyList<Migration> migrations, CancellationToken cancellationToken)
    {
        StreamRequest[] requests = [new SequenceRequest(Script(migrations)), new CloseRequest()];
        var results = await new HranaStream(client, database).RunAsync(requests, "migrate", isRepeatable: false, cancellationToken);
        HranaResults.Check(database, results[0]);
        return true;
    }

    private static string Script(IReadOnlyList<Migration> migrations)
    {
        var script = new StringBuilder("BEGIN IMMEDIATE;\n").AppendLine(Migrator.CreateRecords);
        foreach (var migration in migrations)
        {
            script.AppendLine(Migrator.RecordAsText(migration)).AppendLine(migration.Sql);
        }

        return script.Append("COMMIT;").ToString();
    }
}
