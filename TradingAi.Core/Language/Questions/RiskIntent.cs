using System.Text.RegularExpressions;

namespace TradingAi.Core.Language.Questions;

/// <summary>What a question for the risk of now wants to hear of.</summary>
internal enum RiskWish
{
    /// <summary>The score with its factors.</summary>
    Score,

    /// <summary>What is open.</summary>
    Exposure,

    /// <summary>How far the equity curve is below its peak.</summary>
    Drawdown,
}

/// <summary>Tells questions for the risk that the trader runs now, and for the drawdown of now. A question that says anything more, a symbol or a range, is none of them.</summary>
internal static partial class RiskIntent
{
    /// <summary>What the question wants; null where it is another one.</summary>
    public static RiskWish? Of(string text) => Question().Match(text) is not { Success: true } match ? null
        : match.Groups["exposure"].Success ? RiskWish.Exposure
        : match.Groups["drawdown"].Success ? RiskWish.Drawdown
        : RiskWish.Score;

    [GeneratedRegex(
        @"^\s*(?:so|and|ok)?,?\s*(?:"
        + @"(?:(?:what\s+is|what's|whats|show\s+me|tell\s+me|how\s+(?:high|big)\s+is)\s+)?my\s+(?:current\s+)?risk\s+(?:score|level|factors)"
        + @"|what\s+are\s+my\s+(?:current\s+)?risk\s+factors"
        + @"|how\s+(?:risky\s+(?:am\s+i|is\s+my\s+trading|are\s+my\s+positions)|much\s+risk\s+(?:am\s+i\s+(?:taking|running|carrying)|do\s+i\s+(?:take|run|carry|have)))"
        + @"|what\s+risks?\s+(?:am\s+i\s+(?:taking|running|carrying)|do\s+i\s+(?:run|carry))"
        + @"|(?<exposure>(?:(?:what\s+is|what's|whats|show\s+me|tell\s+me|how\s+(?:high|big|large)\s+is)\s+)?my\s+(?:current\s+|open\s+|total\s+|net\s+|gross\s+)?(?:exposure|concentration))"
        + @"|(?<exposure>how\s+(?:(?:much\s+)?(?:am\s+i\s+)?exposed(?:\s+am\s+i)?|concentrated\s+(?:am\s+i|are\s+my\s+positions|is\s+my\s+(?:book|portfolio|exposure))))"
        + @"|(?<exposure>am\s+i\s+(?:(?:currently|still|more)\s+)?(?:net\s+)?(?:long\s+or\s+(?:net\s+)?short|short\s+or\s+(?:net\s+)?long)(?:\s+(?:overall|in\s+total))?)"
        + @"|(?<drawdown>(?:(?:what\s+is|what's|whats|show\s+me|tell\s+me|how\s+(?:high|big|large|deep|bad)\s+is)\s+)?(?:my|the)\s+(?:current|present)\s+(?:drawdown|dd))"
        + @"|(?<drawdown>(?:what\s+is|what's|whats|how\s+(?:high|big|large|deep|bad)\s+is)\s+my\s+(?:drawdown|dd)(?=\s+(?:now|right|at|today|currently)))"
        + @"|(?<drawdown>(?:what|how\s+(?:much|big|large|deep)\s+of\s+a)\s+(?:drawdown|dd)\s+am\s+i\s+in|(?:how\s+deep\s+)?am\s+i\s+(?:(?:currently|still|now)\s+)?in\s+(?:a\s+|my\s+)?(?:drawdown|dd))"
        + @"|(?<drawdown>how\s+(?:far|much)\s+am\s+i\s+(?:currently\s+)?(?:below|under|off|from|down\s+from)\s+(?:my|the)\s+(?:equity\s+)?(?:peak|high|top))"
        + @")(?:\s+(?:now|right\s+now|at\s+the\s+moment|today|currently))?\s*[?.!]*\s*$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex Question();
}
