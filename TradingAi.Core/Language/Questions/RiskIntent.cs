using System.Text.RegularExpressions;

namespace TradingAi.Core.Language.Questions;

/// <summary>What a question for the risk of now wants to hear of.</summary>
internal enum RiskWish
{
    /// <summary>The score with its factors.</summary>
    Score,

    /// <summary>What is open.</summary>
    Exposure,
}

/// <summary>Tells questions for the risk that the trader runs now. A question that says anything more, a symbol or a range, is none of them.</summary>
internal static partial class RiskIntent
{
    /// <summary>What the question wants; null where it is another one.</summary>
    public static RiskWish? Of(string text) => Question().Match(text) is not { Success: true } match ? null
        : match.Groups["exposure"].Success ? RiskWish.Exposure
        : RiskWish.Score;

    [GeneratedRegex(
        @"^\s*(?:so|and|ok)?,?\s*(?:"
        + @"(?:(?:what\s+is|what's|whats|show\s+me|tell\s+me|how\s+(?:high|big)\s+is)\s+)?my\s+(?:current\s+)?risk\s+(?:score|level|factors)"
        + @"|what\s+are\s+my\s+(?:current\s+)?risk\s+factors"
        + @"|how\s+(?:risky\s+(?:am\s+i|is\s+my\s+trading|are\s+my\s+positions)|much\s+risk\s+(?:am\s+i\s+(?:taking|running|carrying)|do\s+i\s+(?:take|run|carry|have)))"
        + @"|what\s+risks?\s+(?:am\s+i\s+(?:taking|running|carrying)|do\s+i\s+(?:run|carry))"
        + @"|(?<exposure>(?:(?:what\s+is|what's|whats|show\s+me|tell\s+me|how\s+(?:high|big|large)\s+is)\s+)?my\s+(?:current\s+|open\s+|total\s+|net\s+|gross\s+)?(?:exposure|concentration))"
        + @"|(?<exposure>how\s+(?:(?:much\s+)?(?:am\s+i\s+)?exposed(?:\s+am\s+i)?|concentrated\s+(?:am\s+i|are\s+my\s+positions|is\s+my\s+(?:book|portfolio|exposure))))"
        + @")(?:\s+(?:now|right\s+now|at\s+the\s+moment|today|currently))?\s*[?.!]*\s*$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex Question();
}
