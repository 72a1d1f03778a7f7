using System.Globalization;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;

namespace TradingAi.LocalHost.Hosting.Timers;

/// <summary>The status of every monitored schedule, in <c>timers.db</c> of the data directory.</summary>
internal sealed class TimerStatusStore(IConfiguration settings)
{
    private const string FileName = "timers.db";

    private readonly string _path = Path.Combine(settings[HostSettings.DataDirectory]!, FileName);

    /// <summary>Creates the table if it is not there.</summary>
    /// <exception cref="HostStartException">The file cannot be opened as a database.</exception>
    public void Open()
    {
        try
        {
            using SqliteConnection connection = Connect();
            using SqliteCommand command = connection.CreateCommand();
            command.CommandText =
                """
                PRAGMA journal_mode = WAL;
                CREATE TABLE IF NOT EXISTS timers (name TEXT PRIMARY KEY, last TEXT NOT NULL, next TEXT NOT NULL, last_updated TEXT NOT NULL) STRICT;
                """;
            command.ExecuteNonQuery();
        }
        catch (SqliteException exception)
        {
            throw new HostStartException($"The timers' database '{_path}' cannot be opened: {exception.Message}", exception);
        }
    }

    /// <summary>The status of a timer, or null if it has none yet.</summary>
    public ScheduleStatus? Read(string name)
    {
        using SqliteConnection connection = Connect();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "SELECT last, next, last_updated FROM timers WHERE name = $name";
        command.Parameters.AddWithValue("$name", name);
        using SqliteDataReader reader = command.ExecuteReader();
        return reader.Read()
            ? new ScheduleStatus { Last = Time(reader, 0), Next = Time(reader, 1), LastUpdated = Time(reader, 2) }
            : null;
    }

    /// <summary>Stores the status of a timer; on disk when this returns.</summary>
    public void Write(string name, ScheduleStatus status)
    {
        using SqliteConnection connection = Connect();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "INSERT OR REPLACE INTO timers (name, last, next, last_updated) VALUES ($name, $last, $next, $updated)";
        command.Parameters.AddWithValue("$name", name);
        command.Parameters.AddWithValue("$last", Text(status.Last));
        command.Parameters.AddWithValue("$next", Text(status.Next));
        command.Parameters.AddWithValue("$updated", Text(status.LastUpdated));
        command.ExecuteNonQuery();
    }

    private static string Text(DateTime time) => time.ToString("O", CultureInfo.InvariantCulture);

    private static DateTime Time(SqliteDataReader reader, int column) =>
        DateTime.Parse(reader.GetString(column), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);

    private SqliteConnection Connect()
    {
        // Written at most once a minute and timer: a pool would only keep the file open.
        SqliteConnection connection = new(new SqliteConnectionStringBuilder { DataSource = _path, Pooling = false }.ToString());
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "PRAGMA synchronous = FULL";
        command.ExecuteNonQuery();
        return connection;
    }
}
