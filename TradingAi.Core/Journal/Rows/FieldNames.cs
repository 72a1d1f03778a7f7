using System.Text.Json;

namespace TradingAi.Core.Journal.Rows;

/// <summary>Field names are the same in snake_case and in camelCase: underscores and case do not count.</summary>
internal sealed class FieldNames : IEqualityComparer<string>
{
    public static FieldNames Comparer { get; } = new();

    /// <summary>A snake_case name in camelCase.</summary>
    public static string ToCamelCase(string name) => JsonNamingPolicy.CamelCase.ConvertName(
        string.Concat(name.Split('_').Select(word => char.ToUpperInvariant(word[0]) + word[1..])));

    public bool Equals(string? x, string? y)
    {
        ReadOnlySpan<char> a = x, b = y;
        var j = 0;
        foreach (var c in a)
        {
            if (c == '_')
            {
                continue;
            }

            while (j < b.Length && b[j] == '_')
            {
                j++;
            }

            if (j == b.Length || Fold(b[j++]) != Fold(c))
            {
                return false;
            }
        }

        return b[j..].TrimStart('_').IsEmpty;
    }

    public int GetHashCode(string obj)
    {
        var hash = 17;
        foreach (var c in obj)
        {
            hash = c == '_' ? hash : (hash * 31) + Fold(c);
        }

        return hash;
    }

    private static int Fold(char c) => char.IsAsciiLetterUpper(c) ? c | 0x20 : c;
}
