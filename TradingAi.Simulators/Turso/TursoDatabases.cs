using System.Text.RegularExpressions;

namespace TradingAi.Simulators.Turso;

/// <summary>The databases, a file each: below <c>--data</c>, or in a folder that goes with the process.</summary>
internal sealed partial class TursoDatabases : IDisposable
{
    private readonly DirectoryInfo _directory;
    private readonly bool _temporary;
    private readonly bool _strict;
    private readonly TimeProvider _time;

    public TursoDatabases(SimulatorOptions options, TimeProvider time)
    {
        _time = time;
        _strict = options.StrictDatabases;
        _temporary = options.DataDirectory is null;
        _directory = options.DataDirectory is { } data
            ? Directory.CreateDirectory(Path.Combine(data, "turso"))
            : Directory.CreateTempSubdirectory("tradingai-simulators-");
    }

    /// <summary>The names of all databases.</summary>
    public IReadOnlyList<string> Names =>
        [.. _directory.EnumerateFiles("*.db").Select(file => Path.GetFileNameWithoutExtension(file.Name)).Order(StringComparer.Ordinal)];

    /// <summary>Whether a name can be a database's: 1–64 lower-case letters, digits and hyphens.</summary>
    public static bool IsName(string? name) => name is not null && NamePattern().IsMatch(name);

    /// <summary>Whether there is a database of this name.</summary>
    public bool Exists(string name) => File.Exists(PathOf(name));

    /// <summary>Whether a client may use a database: it is there, or comes into being by being used.</summary>
    public bool IsServed(string name) => !_strict || Exists(name);

    /// <summary>Makes a database.</summary>
    /// <returns>Whether it is new.</returns>
    public bool Create(string name)
    {
        try
        {
            // An empty file is an empty database, and making one anew fails for all callers but one.
            new FileStream(PathOf(name), FileMode.CreateNew).Dispose();
            return true;
        }
        catch (IOException) when (Exists(name))
        {
            return false;
        }
    }

    /// <summary>Deletes a database; its streams must have been closed.</summary>
    /// <returns>Whether there was one.</returns>
    public bool Delete(string name)
    {
        var existed = Exists(name);
        foreach (var suffix in new[] { "-wal", "-shm", "" })
        {
            File.Delete(PathOf(name) + suffix);
        }

        return existed;
    }

    /// <summary>Opens a connection to a database, which it creates if need be.</summary>
    public SqliteSession Open(string name) => SqliteSession.Open(PathOf(name), _time);

    public void Dispose()
    {
        if (_temporary)
        {
            _directory.Delete(recursive: true);
        }
    }

    private string PathOf(string name) => Path.Combine(_directory.FullName, name + ".db");

    [GeneratedRegex(@"\A[a-z0-9-]{1,64}\z", RegexOptions.None, 1000)]
    private static partial Regex NamePattern();
}
