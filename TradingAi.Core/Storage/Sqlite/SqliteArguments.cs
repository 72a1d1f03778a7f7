using Microsoft.Data.Sqlite;

namespace TradingAi.Core.Storage.Sqlite;

/// <summary>Binds a statement's arguments to its parameters.</summary>
internal static class SqliteArguments
{
    /// <summary>Replaces the command's parameters by the statement's.</summary>
    public static void Bind(SqliteCommand command, SqlStatement statement)
    {
        command.Parameters.Clear();
        for (var i = 0; i < statement.Arguments.Count; i++)
        {
            command.Parameters.AddWithValue($"@p{i}", SqlValue.Of(statement.Arguments[i]) ?? DBNull.Value);
        }
    }
}
