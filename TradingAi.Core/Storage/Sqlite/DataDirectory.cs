namespace TradingAi.Core.Storage.Sqlite;

/// <summary>The directories that databases stand in.</summary>
internal static class DataDirectory
{
    /// <summary>Creates a directory with its parents; one that is there is left alone.</summary>
    /// <exception cref="StorageUnavailableException">It cannot be created.</exception>
    public static void Create(string directory)
    {
        try
        {
            Directory.CreateDirectory(directory);
        }
        catch (Exception error) when (SqliteErrors.IsKnown(error))
        {
            throw SqliteErrors.Translate(error);
        }
    }
}
