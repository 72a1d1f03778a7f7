namespace TradingAi.Core.Storage;

/// <summary>
/// SQL with its arguments. Written as an interpolated string, every hole becomes a bound parameter, never text:
/// <c>SqlStatement.Of($"SELECT * FROM trades WHERE symbol = {symbol}")</c>.
/// </summary>
/// <param name="Text">SQL with the parameters <c>@p0</c>, <c>@p1</c>, … in order.</param>
/// <param name="Arguments">
/// One value a parameter: null, <see cref="string"/>, <see cref="long"/>, <see cref="int"/>, <see cref="bool"/>,
/// <see cref="double"/>, <see cref="decimal"/> (stored as text, so that nothing is lost) or <c>byte[]</c>.
/// </param>
public sealed record SqlStatement(string Text, IReadOnlyList<object?> Arguments)
{
    /// <summary>Makes a statement of an interpolated string.</summary>
    public static SqlStatement Of(FormattableString sql)
    {
        ArgumentNullException.ThrowIfNull(sql);
        var names = Enumerable.Range(0, sql.ArgumentCount).Select(n => (object)$"@p{n}").ToArray();
        return new SqlStatement(string.Format(null, sql.Format, names), sql.GetArguments());
    }
}

/// <summary>One row of a query's result, whichever database it came from.</summary>
public abstract class SqlRow
{
    /// <summary>True where the column holds NULL.</summary>
    public abstract bool IsNull(string column);

    /// <summary>A text column.</summary>
    public abstract string GetString(string column);

    /// <summary>An integer column.</summary>
    public abstract long GetInt64(string column);

    /// <summary>A real column.</summary>
    public abstract double GetDouble(string column);

    /// <summary>A blob column.</summary>
    public abstract byte[] GetBytes(string column);

    /// <summary>A text column, or null.</summary>
    public string? GetStringOrNull(string column) => IsNull(column) ? null : GetString(column);

    /// <summary>An integer column, or null.</summary>
    public long? GetInt64OrNull(string column) => IsNull(column) ? null : GetInt64(column);

    /// <summary>A real column, or null.</summary>
    public double? GetDoubleOrNull(string column) => IsNull(column) ? null : GetDouble(column);
}
