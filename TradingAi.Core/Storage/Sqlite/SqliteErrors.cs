using Microsoft.Data.Sqlite;

namespace TradingAi.Core.Storage.Sqlite;

/// <summary>Says in the service's terms what SQLite or the file system refused.</summary>
internal static class SqliteErrors
{
    // Primary result codes: https://www.sqlite.org/rescode.html
    private const int Error = 1;
    private const int Permission = 3;
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    private const int InputOutput = 10;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int Constraint = 19;
    private const int NotADatabase = 26;

    private const string CorruptFile = "A database file is corrupt: restore it from a backup, or move it away to start an empty one.";

    /// <summary>True for an error that <see cref="Translate"/> has words for; any other is a mistake in our own SQL.</summary>
    public static bool IsKnown(Exception error) => error is IOException or UnauthorizedAccessException
        || (error is SqliteException sqlite && (sqlite.SqliteErrorCode == Constraint || Describe(sqlite) is not null));

    /// <summary>The exception that callers see. The cause, with its path, stays inside for the log.</summary>
    public static Exception Translate(Exception error) => error switch
    {
        SqliteException { SqliteErrorCode: Constraint } => new StorageConflictException("A constraint refused the transaction.", error),
        SqliteException sqlite => new StorageUnavailableException(Describe(sqlite)!, error),
        UnauthorizedAccessException => new StorageUnavailableException(Describe(ReadOnly)!, error),
        _ => new StorageUnavailableException(Describe(InputOutput)!, error),
    };

    // A damaged header is reported under the code of faulty SQL.
    private static string? Describe(SqliteException error) =>
        error.SqliteErrorCode == Error && error.Message.Contains("unsupported file format", StringComparison.Ordinal)
            ? CorruptFile
            : Describe(error.SqliteErrorCode);

    private static string? Describe(int code) => code switch
    {
        Permission or ReadOnly => "The data directory is read-only for this process: make DATA_DIRECTORY writable.",
        Busy or Locked => "The database is busy: another process holds its lock.",
        InputOutput => "The disk reported an error while a database was read or written.",
        Corrupt => CorruptFile,
        NotADatabase => "A database file is not a database: restore it from a backup, or move it away to start an empty one.",
        Full => "The disk or its quota is full: free space for DATA_DIRECTORY.",
        CannotOpen => "A database file cannot be opened: check that DATA_DIRECTORY exists and is readable and writable.",
        _ => null,
    };
}
