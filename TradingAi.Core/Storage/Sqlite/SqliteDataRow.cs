using Microsoft.Data.Sqlite;

namespace TradingAi.Core.Storage.Sqlite;

/// <summary>The reader's current row; valid while its query is being mapped.</summary>
internal sealed class SqliteDataRow : SqlRow
{
    private readonly SqliteDataReader _reader;
    private readonly Dictionary<string, int> _ordinals;

    public SqliteDataRow(SqliteDataReader reader)
    {
        _reader = reader;
        _ordinals = new Dictionary<string, int>(reader.FieldCount, StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < reader.FieldCount; i++)
        {
            _ordinals.TryAdd(reader.GetName(i), i);
        }
    }

    public override bool IsNull(string column) => _reader.IsDBNull(Ordinal(column));

    public override string GetString(string column) => _reader.GetString(Ordinal(column));

    public override long GetInt64(string column) => _reader.GetInt64(Ordinal(column));

    public override double GetDouble(string column) => _reader.GetDouble(Ordinal(column));

    public override byte[] GetBytes(string column) => _reader.GetFieldValue<byte[]>(Ordinal(column));

    private int Ordinal(string column) => _ordinals.TryGetValue(column, out var ordinal)
        ? ordinal
        : throw new ArgumentException($"The query has no column {column}.", nameof(column));
}
