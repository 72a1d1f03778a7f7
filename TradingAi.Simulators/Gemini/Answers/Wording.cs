namespace TradingAi.Simulators.Gemini.Answers;

/// <summary>Names of figures and properties as words.</summary>
internal static class Wording
{
    /// <summary><c>net_pnl</c> as "net P&amp;L", <c>keyFindings</c> as "key findings"; digits are left out.</summary>
    public static string Of(string name)
    {
        var spaced = string.Concat(name.Select(c => char.IsAsciiLetterUpper(c) ? $" {char.ToLowerInvariant(c)}" : char.IsLetter(c) ? $"{c}" : " "));
        var words = spaced.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => word == "pnl" ? "P&L" : word);
        return string.Join(' ', words) is { Length: > 0 } text ? text : "this";
    }

    /// <summary>The same as the beginning of a sentence.</summary>
    public static string Beginning(string name)
    {
        var text = Of(name);
        return char.ToUpperInvariant(text[0]) + text[1..];
    }
}
