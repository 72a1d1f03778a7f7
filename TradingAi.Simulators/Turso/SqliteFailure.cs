using System.Runtime.InteropServices;
using SQLitePCL;
using static SQLitePCL.raw;

namespace TradingAi.Simulators.Turso;

/// <summary>Puts an error of SQLite into the server's words and codes.</summary>
internal static class SqliteFailure
{
    /// <summary>The error of the last call on a connection.</summary>
    public static StatementException Of(sqlite3 connection, int result, bool whilePreparing)
    {
        var message = sqlite3_errmsg(connection).utf8_to_string();
        var code = result & 0xff;
        if (!whilePreparing || code != SQLITE_ERROR)
        {
            return new StatementException(NameOf(code), $"SQLite error: {message}");
        }

        // The server parses a text itself before SQLite sees it.
        if (message.EndsWith("syntax error", StringComparison.Ordinal)
            || message.StartsWith("unrecognized token", StringComparison.Ordinal)
            || message == "incomplete input")
        {
            return new StatementException("SQL_PARSE_ERROR", $"SQL string could not be parsed: {message}");
        }

        return sqlite3_error_offset(connection.DangerousGetHandle()) is >= 0 and var offset
            ? new StatementException("SQL_INPUT_ERROR", $"SQL input error: {message} (at offset {offset})")
            : new StatementException(NameOf(code), $"SQLite error: {message}");
    }

    private static string NameOf(int code) => code switch
    {
        SQLITE_INTERNAL => "SQLITE_INTERNAL",
        SQLITE_PERM => "SQLITE_PERM",
        SQLITE_ABORT => "SQLITE_ABORT",
        SQLITE_BUSY => "SQLITE_BUSY",
        SQLITE_LOCKED => "SQLITE_LOCKED",
        SQLITE_NOMEM => "SQLITE_NOMEM",
        SQLITE_READONLY => "SQLITE_READONLY",
        SQLITE_INTERRUPT => "SQLITE_INTERRUPT",
        SQLITE_IOERR => "SQLITE_IOERR",
        SQLITE_CORRUPT => "SQLITE_CORRUPT",
        SQLITE_FULL => "SQLITE_FULL",
        SQLITE_CANTOPEN => "SQLITE_CANTOPEN",
        SQLITE_SCHEMA => "SQLITE_SCHEMA",
        SQLITE_TOOBIG => "SQLITE_TOOBIG",
        SQLITE_CONSTRAINT => "SQLITE_CONSTRAINT",
        SQLITE_MISMATCH => "SQLITE_MISMATCH",
        SQLITE_MISUSE => "SQLITE_MISUSE",
        SQLITE_AUTH => "SQLITE_AUTH",
        SQLITE_RANGE => "SQLITE_RANGE",
        SQLITE_NOTADB => "SQLITE_NOTADB",
        _ => "SQLITE_UNKNOWN",
    };

    // The binding lacks this one function.
    [DllImport("e_sqlite3", CallingConvention = CallingConvention.Cdecl)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory)]
    private static extern int sqlite3_error_offset(nint connection);
}
