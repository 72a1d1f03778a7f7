using System.Globalization;
using System.Text;
using TradingAi.Core.Storage.Turso.Hrana;

namespace TradingAi.Core.Storage.Turso;

/// <summary>A row of an answer. Values of another kind than asked for are converted as SQLite converts them.</summary>
internal sealed class TursoRow : SqlRow
{
    private readonly Dictionary<string, int> _ordinals = new(StringComparer.OrdinalIgnoreCase);
    private HranaValue[] _values = [];

    private TursoRow(IReadOnlyList<Column> columns)
    {
        for (var i = 0; i < columns.Count; i++)
        {
            _ordinals.TryAdd(columns[i].Name ?? "", i);
        }
    }

    /// <summary>Maps the rows of a result.</summary>
    /// <exception cref="TursoException">A row has not as many values as there are columns.</exception>
    public static IReadOnlyList<T> Map<T>(TursoAddress database, StreamResponseResult result, Func<SqlRow, T> map)
    {
        var row = new TursoRow(result.Cols ?? []);
        var mapped = new List<T>(result.Rows?.Count ?? 0);
        foreach (var values in result.Rows ?? [])
        {
            row._values = values?.Length == result.Cols?.Count ? values! : throw TursoErrors.Malformed(database);
            mapped.Add(map(row));
        }

        return mapped;
    }

    public override bool IsNull(string column) => Get(column) is null;

    public override string GetString(string column) => Get(column) switch
    {
        string text => text,
        long number => number.ToString(CultureInfo.InvariantCulture),
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        byte[] bytes => Encoding.UTF8.GetString(bytes),
        _ => throw HoldsNull(column),
    };

    public override long GetInt64(string column) => Get(column) switch
    {
        long number => number,
        double number => (long)number,
        string text => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : 0,
        byte[] => 0,
        _ => throw HoldsNull(column),
    };

    public override double GetDouble(string column) => Get(column) switch
    {
        double number => number,
        long number => number,
        string text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : 0,
        byte[] => 0,
        _ => throw HoldsNull(column),
    };

    public override byte[] GetBytes(string column) => Get(column) switch
    {
        byte[] bytes => bytes,
        string text => Encoding.UTF8.GetBytes(text),
        null => throw HoldsNull(column),
        _ => throw new InvalidOperationException($"The column {column} holds no blob."),
    };

    private object? Get(string column) => _ordinals.TryGetValue(column, out var ordinal)
        ? _values[ordinal].Value
        : throw new ArgumentException($"The query has no column {column}.", nameof(column));

    private static InvalidOperationException HoldsNull(string column) => new($"The column {column} holds NULL.");
}
