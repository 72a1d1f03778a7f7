using TradingAi.Core.Operations.Vendors;

namespace TradingAi.Core.Storage.Turso;

/// <summary>Empties a database that cannot be deleted as a whole.</summary>
internal static class TursoContents
{
    /// <summary>Drops everything that this service made, in one transaction. A database that is not there is empty.</summary>
    /// <exception cref="StorageUnavailableException">It cannot be done; nothing was dropped.</exception>
    public static async Task DropAsync(TursoDatabase database, CancellationToken cancellationToken)
    {
        try
        {
            await DropAllAsync(database, cancellationToken);
        }
        catch (StorageUnavailableException error) when (error.InnerException?.InnerException is VendorException { Status: 404 })
        {
            // Somebody deleted it by hand. A host name that is not found proves nothing of the kind.
        }
    }

    private static async Task DropAllAsync(TursoDatabase database, CancellationToken cancellationToken)
    {
        // Triggers before the tables they stand on, and virtual tables before the tables that those keep their data in, which
        // go with them. Indexes go with their tables.
        var drops = await database.QueryAsync(
            SqlStatement.Of($"""
                SELECT type, name FROM sqlite_master
                WHERE type IN ('table', 'view', 'trigger') AND name NOT LIKE 'sqlite~_%' ESCAPE '~' AND name NOT LIKE 'libsql~_%' ESCAPE '~'
                ORDER BY CASE type WHEN 'trigger' THEN 1 WHEN 'view' THEN 2 ELSE 3 END, sql NOT LIKE 'CREATE VIRTUAL%', rowid DESC
                """),
            row => new SqlStatement($"DROP {row.GetString("type")} IF EXISTS {Quote(row.GetString("name"))}", []),
            cancellationToken);
        await database.ExecuteAsync(drops, cancellationToken);
    }

    private static string Quote(string name) => '"' + name.Replace("\"", "\"\"", StringComparison.Ordinal) + '"';
}
