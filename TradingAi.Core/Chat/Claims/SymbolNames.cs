using System.Text.RegularExpressions;
using TradingAi.Core.Language;
using TradingAi.Core.Language.Questions;

namespace TradingAi.Core.Chat.Claims;

/// <summary>
/// Tells tickers from other words in capitals: what the journal or the evidence holds as a symbol is one; what the trader's own texts or
/// the question hold otherwise, and the jargon of the trade, are none; what is left is taken for a ticker that nobody supplied.
/// </summary>
internal sealed partial class SymbolNames
{
    private static readonly HashSet<string> s_words = new(StringComparer.Ordinal)
    {
        "USD", "EUR", "GBP", "JPY", "CHF", "CAD", "AUD", "INR", "KRW", "UTC", "GMT", "EST", "EDT", "CST", "PST", "ET", "AM", "PM", "ID", "OK", "US", "UK", "EU",
        "ATR", "RSI", "EMA", "SMA", "MACD", "VWAP", "ORB", "IV", "HV", "DTE", "ITM", "OTM", "ATM", "CSP", "CC", "PMCC", "LEAPS", "ETF", "IPO", "CPI", "PPI", "FOMC", "FED", "GDP", "NFP", "EPS",
        "FOMO", "FUD", "YOLO", "BTFD", "EOD", "BOD", "HOD", "LOD", "PDH", "PDL", "PDT", "SL", "TP", "BE", "RR", "MAE", "MFE", "PNL", "ROI", "ROE", "CAGR", "YTD", "MTD", "WTD", "QTD", "DD",
        "SQN", "VAR", "CVAR", "ES", "NYSE", "NASDAQ", "AMEX", "SEC", "IRS", "OTC", "III", "VIII", "AI", "API", "JSON", "PDF", "FAQ", "TLDR", "NB", "PS", "EG", "IE", "VS", "AKA", "ASAP", "TBD", "NA",
        "I", "A", "AN", "AND", "ARE", "AS", "AT", "ALL", "ANY", "BUT", "BUY", "BY", "CAN", "DO", "DOWN", "EACH", "FOR", "FROM", "GET", "HAS", "HAVE", "HOLD", "HOW", "IF", "IN", "IS", "IT", "ITS",
        "JUST", "LESS", "LONG", "LOSS", "MORE", "MOST", "MUST", "MY", "NEVER", "NEW", "NO", "NON", "NONE", "NOT", "NOW", "OF", "OFF", "ON", "ONE", "ONLY", "OPEN", "OR", "OUT", "OVER", "PUT", "PUTS", "CALL",
        "CALLS", "SELL", "SHORT", "SO", "STOP", "LIMIT", "TEN", "THAN", "THAT", "THE", "THEN", "THIS", "TO", "TOO", "TWO", "UP", "WAS", "WE", "WHAT", "WHEN", "WHY", "WILL", "WIN", "WITH", "YES", "YOU", "YOUR",
        "ALSO", "AFTER", "BAD", "BEST", "BIG", "DATA", "DAY", "FACT", "GOOD", "HIGH", "HOLDS", "KEY", "LOW", "MAX", "MIN", "NOTE", "PLAN", "RISK", "RULE", "RULES", "SIZE", "TIP", "TRADE", "WORST", "MARKET",
    };

    private readonly HashSet<string> _known;
    private readonly HashSet<string> _supplied;
    private readonly Dictionary<string, string> _companies = new(StringComparer.Ordinal);

    /// <summary>Reads what was supplied with a question.</summary>
    /// <param name="grounding">The facts and passages.</param>
    /// <param name="asked">The question, and whatever else the user said with it.</param>
    public SymbolNames(Grounding grounding, string asked)
    {
        _known = new HashSet<string>(grounding.Symbols, StringComparer.Ordinal);
        List<Fact> facts = [.. grounding.Facts, .. grounding.Background];
        foreach (var fact in facts)
        {
            _known.UnionWith(Evidence.SymbolsOf(fact));
        }

        var texts = grounding.Sources.SelectMany(s => new[] { s.Title, s.Snippet }).Concat(facts.SelectMany(f => f.Filters.Values.Append(f.Value?.ToString() ?? ""))).Append(asked).Append(grounding.Narrative);
        _supplied = [.. texts.SelectMany(t => Capitals().Matches(t)).Select(m => m.Groups["ticker"].Value)];
        foreach (var (ticker, names) in Companies.Names.Where(c => _known.Contains(c.Key)))
        {
            foreach (var name in names.Split('|').Where(n => n.All(char.IsAsciiLetter) && n.Length > 3))
            {
                _companies.TryAdd(char.ToUpperInvariant(name[0]) + name[1..], ticker);
            }
        }
    }

    /// <summary>The tickers of a text.</summary>
    public IEnumerable<SymbolClaim> Read(string text)
    {
        foreach (Match match in Capitals().Matches(text))
        {
            var ticker = match.Groups["ticker"];
            if (IsSymbol(ticker.Value, match.Groups["dollar"].Success))
            {
                yield return new SymbolClaim(ticker.Index, ticker.Length, ticker.Value, ticker.Value);
            }
        }

        if (_companies.Count > 0)
        {
            foreach (Match match in Name().Matches(text))
            {
                if (_companies.TryGetValue(match.Value, out var ticker))
                {
                    yield return new SymbolClaim(match.Index, match.Length, match.Value, ticker);
                }
            }
        }
    }

    /// <summary>The ticker that a bare number is, as those of Tokyo are (<c>9984</c>); null where it is none.</summary>
    public SymbolClaim? TickerOf(Claim claim) =>
        claim is NumberClaim { IsMoney: false, IsPercent: false, IsNegative: false, Unit: null, Year: null } number && _known.Contains(number.Written)
            ? new SymbolClaim(number.Start, number.Length, number.Written, number.Written)
            : null;

    // A single letter is a ticker behind a dollar sign only.
    private bool IsSymbol(string word, bool isMarked) =>
        isMarked || (word.Length > 1 && (_known.Contains(word) || (word.Length is 3 or 4 or 5 && word.All(char.IsAsciiLetterUpper) && !s_words.Contains(word) && !_supplied.Contains(word))));

    [GeneratedRegex(@"(?<![\p{L}\d&_'’:/])(?<dollar>\$)?(?<ticker>[A-Z][A-Z0-9]{0,5}(?:[./-][A-Z0-9]{1,4})?)(?![\p{L}\d&_]|['’](?!s\b))", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Capitals();

    [GeneratedRegex(@"\b[A-Z][a-z]{3,}\b", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Name();
}
