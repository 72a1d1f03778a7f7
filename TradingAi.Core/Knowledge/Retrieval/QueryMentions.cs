using System.Globalization;
using System.Text.RegularExpressions;

namespace TradingAi.Core.Knowledge.Retrieval;

/// <summary>
/// Tickers and months that a question names. They are no filter, for a note may speak of another trade's ticker, but what is
/// about them goes ahead of what is not.
/// </summary>
internal sealed partial class QueryMentions
{
    private const double SymbolBoost = 3;
    private const double MonthBoost = 2;

    private readonly HashSet<string> _symbols;
    private readonly List<(int Month, int? Year)> _months;

    private QueryMentions(HashSet<string> symbols, List<(int Month, int? Year)> months) => (_symbols, _months) = (symbols, months);

    /// <summary>Finds the candidates' tickers in a question, in capitals as tickers are written, and its months.</summary>
    public static QueryMentions Find(string question, IEnumerable<string> symbols)
    {
        var words = Tickers().Matches(question).Select(match => match.Value).ToHashSet(StringComparer.Ordinal);
        return new QueryMentions(
            symbols.Where(words.Contains).ToHashSet(StringComparer.OrdinalIgnoreCase),
            [.. Months().Matches(question).Select(match => (MonthNumber(match.Groups["month"].Value), match.Groups["year"].Success
                ? int.Parse(match.Groups["year"].ValueSpan, CultureInfo.InvariantCulture) : (int?)null))]);
    }

    /// <summary>The factor for something about this ticker at this time; 1 where the question names neither.</summary>
    public double Boost(string? symbol, DateTimeOffset time) =>
        (symbol is not null && _symbols.Contains(symbol) ? SymbolBoost : 1)
        * (_months.Exists(month => month.Month == time.Month && (month.Year ?? time.Year) == time.Year) ? MonthBoost : 1);

    private static int MonthNumber(string name) =>
        Array.FindIndex(CultureInfo.InvariantCulture.DateTimeFormat.MonthNames, month => string.Equals(month, name, StringComparison.OrdinalIgnoreCase)) + 1;

    [GeneratedRegex(@"\b[A-Z][A-Z0-9.\-]{0,9}\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Tickers();

    // "may" is a verb unless capitals or a year say otherwise.
    [GeneratedRegex(@"\b(?<month>January|February|March|April|May|June|July|August|September|October|November|December)\b(,?\s+(?<year>20\d\d))?", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Months();
}
