using System.Globalization;

namespace TradingAi.Core.Storage;

/// <summary>The five kinds of value that SQLite's dialect knows.</summary>
internal static class SqlValue
{
    /// <summary>An argument as it is stored: null, <see cref="long"/>, <see cref="double"/>, <see cref="string"/> or <c>byte[]</c>.</summary>
    /// <exception cref="ArgumentException">No column can hold a value of this type.</exception>
    public static object? Of(object? argument) => argument switch
    {
        null or string or long or double or byte[] => argument,
        int number => (long)number,
        bool flag => flag ? 1L : 0L,
        decimal number => number.ToString(CultureInfo.InvariantCulture),
        _ => throw new ArgumentException($"A statement cannot hold a {argument.GetType().Name}.", nameof(argument)),
    };
}
