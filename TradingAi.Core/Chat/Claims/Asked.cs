using System.Text.RegularExpressions;

namespace TradingAi.Core.Chat.Claims;

/// <summary>
/// What the user said with a question. Its numbers may be repeated as the conditions they are ("trades above $500"), not as
/// answers; its dates and tickers where no figure is given for them.
/// </summary>
internal sealed partial class Asked(string text, SymbolNames names)
{
    private readonly IReadOnlyList<Claim> _claims = ClaimReader.Read(text, names);

    /// <summary>True where a number is a condition of the question.</summary>
    public bool IsCondition(NumberClaim number, string before) =>
        IsComparison(before) && _claims.OfType<NumberClaim>().Any(own => own.IsPercent == number.IsPercent && own.Readings.Intersect(number.Readings).Any());

    /// <summary>True where a text ends with what a condition's number follows: "more than", "the last".</summary>
    public static bool IsComparison(string before) => Comparison().IsMatch(before);

    /// <summary>True where the question names it.</summary>
    public bool Names(Claim claim) => claim switch
    {
        DateClaim date => _claims.OfType<DateClaim>().Any(own => date.Date.IsWithin(own.Date)),
        TimeClaim time => _claims.OfType<TimeClaim>().Any(own => own.Time == time.Time),
        SymbolClaim symbol => _claims.OfType<SymbolClaim>().Any(own => own.Symbol == symbol.Symbol) || Words.Hold(text.ToUpperInvariant(), symbol.Symbol),
        _ => false,
    };

    [GeneratedRegex(@"\b(?:above|below|under|over|than|least|most|within|after|before|between|exceeding|beyond|last|past|first|top|(?:between|from)\s+\S+\s+(?:and|to))\s+(?:the\s+|your\s+|a\s+)?$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Comparison();
}
