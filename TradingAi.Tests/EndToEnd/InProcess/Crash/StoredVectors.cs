using Microsoft.Data.Sqlite;

namespace TradingAi.Tests.EndToEnd.InProcess.Crash;

/// <summary>What stands in the <c>vectors</c> table of a user's file, read beside the app.</summary>
internal static class StoredVectors
{
    /// <summary>The chunk numbers of each entity, in order.</summary>
    /// <param name="dataDirectory">The app's data directory.</param>
    /// <param name="user">A user whose id is its own storage key: lower-case letters and digits.</param>
    public static IReadOnlyDictionary<string, int[]> ChunksByEntity(string dataDirectory, string user)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = Path.Combine(dataDirectory, "users", $"{user}.db"),
            Mode = SqliteOpenMode.ReadOnly,
            Pooling = false,
        }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT id FROM vectors";
        using var reader = command.ExecuteReader();
        var ids = new List<string>();
        while (reader.Read())
        {
            ids.Add(reader.GetString(0));
        }

        return ids
            .Select(id => (Entity: id[..id.LastIndexOf(':')], Chunk: int.Parse(id[(id.LastIndexOf(':') + 1)..])))
            .GroupBy(id => id.Entity, id => id.Chunk)
            .ToDictionary(entity => entity.Key, entity => entity.Order().ToArray());
    }

    /// <summary>Each of these entities has chunks 0, 1, 2 … once, and no other entity has any.</summary>
    public static void AssertEqual(IEnumerable<string> entities, string dataDirectory, string user, string when)
    {
        var stored = ChunksByEntity(dataDirectory, user);
        Assert.True(
            entities.Order().SequenceEqual(stored.Keys.Order()),
            $"{when}: missing {string.Join(' ', entities.Except(stored.Keys))}, surplus {string.Join(' ', stored.Keys.Except(entities))}");
        Assert.All(stored, entity => Assert.Equal(Enumerable.Range(0, entity.Value.Length), entity.Value));
    }
}
