using Microsoft.Data.Sqlite;
using SQLitePCL;
using static SQLitePCL.raw;

namespace TradingAi.Simulators.Turso;

/// <summary>One connection to one database: what a stream runs its statements on.</summary>
internal sealed class SqliteSession : IDisposable
{
    /// <summary>How long a statement waits for another stream's transaction.</summary>
    public static readonly TimeSpan BusyTimeout = TimeSpan.FromSeconds(5);

    private const int BusySnapshot = SQLITE_BUSY | (2 << 8);

    private static readonly TimeSpan s_busyPause = TimeSpan.FromMilliseconds(5);

    private readonly SqliteConnection _connection;
    private readonly TimeProvider _time;

    private SqliteSession(SqliteConnection connection, TimeProvider time) => (_connection, _time) = (connection, time);

    /// <summary>Whether no transaction is open.</summary>
    public bool IsAutocommit => sqlite3_get_autocommit(Handle) != 0;

    private sqlite3 Handle => _connection.Handle!;

    /// <summary>Opens a file, creating it if need be.</summary>
    public static SqliteSession Open(string path, TimeProvider time)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        try
        {
            connection.Open();
            using var command = connection.CreateCommand();

            // The operating system keeps what a killed process wrote; waiting for the disk would only slow the tests.
            command.CommandText = "PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF;";
            command.ExecuteNonQuery();
            return new SqliteSession(connection, time);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Runs a statement, waiting a while for a transaction of another stream.</summary>
    /// <exception cref="StatementException">It failed.</exception>
    public async Task<StatementResult> ExecuteAsync(SqlText sql, SqlArguments arguments, bool wantRows, CancellationToken cancellationToken)
    {
        var started = _time.GetTimestamp();
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (TryExecute(sql, arguments, wantRows, started) is { } result)
            {
                return result;
            }

            if (_time.GetElapsedTime(started) >= BusyTimeout)
            {
                throw new StatementException("SQLITE_BUSY", "SQLite error: database is locked");
            }

            await Task.Delay(s_busyPause, _time, cancellationToken);
        }
    }

    /// <summary>Refuses what the server's parser refuses, without running anything.</summary>
    /// <exception cref="StatementException">The text is no SQL.</exception>
    public void CheckSyntax(SqlText sql)
    {
        try
        {
            using var statement = Prepare(sql);
        }
        catch (StatementException exception) when (exception.Error.Code != "SQL_PARSE_ERROR")
        {
            // What a statement names may come into being by an earlier one.
        }
    }

    /// <summary>The parameters and columns of a statement.</summary>
    /// <exception cref="StatementException">It cannot be prepared.</exception>
    public StatementDescription Describe(SqlText sql)
    {
        using var statement = Prepare(sql);
        return new StatementDescription(
            [.. Enumerable.Range(1, sqlite3_bind_parameter_count(statement))
                .Select(index => new DescribedParameter(sqlite3_bind_parameter_name(statement, index).utf8_to_string()))],
            Columns(statement),
            sqlite3_stmt_isexplain(statement) != 0,
            sqlite3_stmt_readonly(statement) != 0);
    }

    /// <summary>Rolls back what is open, and closes the connection.</summary>
    public void Dispose() => _connection.Dispose();

    private sqlite3_stmt Prepare(SqlText sql)
    {
        var result = sqlite3_prepare_v2(Handle, sql.Text, out var statement);
        return result == SQLITE_OK ? statement : throw SqliteFailure.Of(Handle, result, whilePreparing: true);
    }

    // Null while another stream's transaction is in the way.
    private StatementResult? TryExecute(SqlText sql, SqlArguments arguments, bool wantRows, long started)
    {
        var prepared = sqlite3_prepare_v2(Handle, sql.Text, out var opened);
        using var statement = opened;
        if (prepared == SQLITE_BUSY)
        {
            return null;
        }

        if (prepared != SQLITE_OK)
        {
            throw SqliteFailure.Of(Handle, prepared, whilePreparing: true);
        }

        arguments.Bind(statement);
        List<IReadOnlyList<HranaValue>> rows = [];
        var read = 0L;
        int result;
        while ((result = sqlite3_step(statement)) == SQLITE_ROW)
        {
            read++;
            if (wantRows)
            {
                rows.Add(Row(statement));
            }
        }

        if ((result & 0xff) == SQLITE_BUSY && sqlite3_extended_errcode(Handle) != BusySnapshot)
        {
            return null;
        }

        if (result != SQLITE_DONE)
        {
            throw SqliteFailure.Of(Handle, result, whilePreparing: false);
        }

        var changed = sql.IsChange && sqlite3_stmt_readonly(statement) == 0 ? sqlite3_changes(Handle) : 0;
        return new StatementResult(
            Columns(statement),
            rows,
            changed,
            sql.IsInsert ? sqlite3_last_insert_rowid(Handle).ToString() : null,
            read,
            changed,
            Math.Round(_time.GetElapsedTime(started).TotalMilliseconds, 3));
    }

    private static ResultColumn[] Columns(sqlite3_stmt statement) =>
        [.. Enumerable.Range(0, sqlite3_column_count(statement)).Select(column =>
            new ResultColumn(sqlite3_column_name(statement, column).utf8_to_string(), sqlite3_column_decltype(statement, column).utf8_to_string()))];

    private static HranaValue[] Row(sqlite3_stmt statement)
    {
        var row = new HranaValue[sqlite3_column_count(statement)];
        for (var column = 0; column < row.Length; column++)
        {
            row[column] = new HranaValue(sqlite3_column_type(statement, column) switch
            {
                SQLITE_INTEGER => sqlite3_column_int64(statement, column),
                SQLITE_FLOAT => sqlite3_column_double(statement, column),
                SQLITE_TEXT => sqlite3_column_text(statement, column).utf8_to_string(),
                SQLITE_BLOB => sqlite3_column_blob(statement, column).ToArray(),
                _ => null,
            });
        }

        return row;
    }
}
