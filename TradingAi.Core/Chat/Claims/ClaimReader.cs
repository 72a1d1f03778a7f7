using System.Text.RegularExpressions;

namespace TradingAi.Core.Chat.Claims;

/// <summary>Finds what a text claims.</summary>
internal static partial class ClaimReader
{
    /// <summary>
    /// The numbers, times and dates of a text in their order. Citations are no claims. With names the text is an answer: its tickers are
    /// claims too, the numbers of its lists' items are none.
    /// </summary>
    public static IReadOnlyList<Claim> Read(string text, SymbolNames? names = null)
    {
        var bare = Names().Replace(Citations.Blank(text), m => new string(' ', m.Length));
        var claims = new List<Claim>(DateReader.Read(bare));
        foreach (var date in claims.ToArray())
        {
            bare = Blanked(bare, date);
        }

        claims.AddRange(NumberReader.Read(bare).Where(c => names is null || c is not NumberClaim { IsItem: true }).Select(c => names?.TickerOf(c) ?? c));
        if (names is not null)
        {
            claims.AddRange(names.Read(bare));
        }

        return [.. claims.OrderBy(c => c.Start)];
    }

    private static string Blanked(string text, Claim claim) => text[..claim.Start] + new string(' ', claim.Length) + text[claim.End..];

    // Names that end in a number, and references of the journal.
    [GeneratedRegex(@"\b(?:S&P|Nasdaq|NASDAQ|Russell|Dow|FTSE|Nikkei|CAC|DAX|Level|Tier)\s?-?\d+\b|\b(?:stock|option|trade_note|notebook|playbook):[^\s\[\]),;]+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Names();
}
