namespace TradingAi.Simulators.Upstash.Filters;

/// <summary>The operators that are symbols.</summary>
internal static class Comparisons
{
    /// <summary>An operator.</summary>
    public enum Kind
    {
        Equal,
        NotEqual,
        Less,
        LessOrEqual,
        Greater,
        GreaterOrEqual,
    }

    /// <summary>The operator of a symbol.</summary>
    public static bool TryParse(string symbol, out Kind kind)
    {
        (var known, kind) = symbol switch
        {
            "=" => (true, Kind.Equal),
            "!=" => (true, Kind.NotEqual),
            "<" => (true, Kind.Less),
            "<=" => (true, Kind.LessOrEqual),
            ">" => (true, Kind.Greater),
            ">=" => (true, Kind.GreaterOrEqual),
            _ => (false, default),
        };
        return known;
    }

    /// <summary>Whether two numbers are in the order of an operator.</summary>
    public static bool Holds(Kind kind, double left, double right) => kind switch
    {
        Kind.Less => left < right,
        Kind.LessOrEqual => left <= right,
        Kind.Greater => left > right,
        Kind.GreaterOrEqual => left >= right,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
