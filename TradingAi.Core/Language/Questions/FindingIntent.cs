using System.Text.RegularExpressions;

namespace TradingAi.Core.Language.Questions;

/// <summary>What a question for findings wants to hear of.</summary>
internal enum FindingWish
{
    /// <summary>Whatever stands out.</summary>
    All,

    /// <summary>What costs money.</summary>
    Negative,

    /// <summary>What makes money.</summary>
    Positive,
}

/// <summary>
/// Tells questions for what stands out in a whole journal: patterns, strengths, what to work on. A question that says anything more, a
/// symbol or a range, is none of them.
/// </summary>
internal static partial class FindingIntent
{
    /// <summary>What the question wants; null where it is another one.</summary>
    public static FindingWish? Of(string text) => Question().Match(text) is not { Success: true } match ? null
        : match.Groups["negative"].Success ? FindingWish.Negative
        : match.Groups["positive"].Success ? FindingWish.Positive
        : FindingWish.All;

    /// <summary>The question before an "and" that asks for findings, and what it wants of them: "How did I do this month and what should I work on?"</summary>
    public static (string First, FindingWish Wish)? SecondPart(string text)
    {
        foreach (Match and in And().Matches(text))
        {
            if (Of(text[(and.Index + and.Length)..]) is { } wish)
            {
                return (text[..and.Index], wish);
            }
        }

        return null;
    }

    [GeneratedRegex(@"[,;.?]?\s+and\s+|[.?]\s+", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex And();

    [GeneratedRegex(
        @"^\s*(?:so|and|ok)?,?\s*(?:"
        + @"(?:what|which)\s+(?:(?:trading|behaviou?ral)\s+)?(?:patterns?|habits)\s+(?:do\s+you\s+see|can\s+you\s+(?:see|find)|stand\s+out|are\s+there|do\s+i\s+have)(?:\s+in\s+my\s+(?:trading|trades|journal|results))?"
        + @"|(?:do\s+you\s+see|are\s+there|can\s+you\s+(?:see|find)|do\s+i\s+have)\s+any\s+(?:trading\s+)?(?:patterns?|habits)(?:\s+in\s+my\s+(?:trading|trades|journal|results))?"
        + @"|(?<negative>what\s+(?:should|can|could|must|do)\s+i\s+(?:need\s+to\s+)?(?:work\s+on|improve|fix|change|focus\s+on|stop\s+doing|do\s+better|do\s+differently)(?:\s+(?:in|about|with)\s+my\s+trading)?(?:\s+(?:first|next))?)"
        + @"|(?<negative>(?:where|how)\s+(?:can|could|should)\s+i\s+improve(?:\s+my\s+trading)?)"
        + @"|what\s+am\s+i\s+doing\s+(?:(?<negative>wrong|badly)|(?<positive>right|well))(?:\s+in\s+my\s+trading)?"
        + @"|what\s+are\s+my\s+(?:biggest\s+|main\s+)?(?:(?<negative>weaknesses|leaks|bad\s+habits)|(?<positive>strengths|good\s+habits))(?:\s+(?:as\s+a\s+trader|in\s+my\s+trading))?"
        + @"|where\s+(?:do|am|did)\s+i\s+(?:(?<negative>los(?:e|ing)|leak(?:ing)?|bleed(?:ing)?|leav(?:e|ing))|(?<positive>mak(?:e|ing)|earn(?:ing)?))\s+(?:the\s+most\s+|most\s+of\s+)?(?:my\s+)?money(?:\s+in\s+my\s+trading)?"
        + @"|(?<negative>what\s+(?:is\s+costing|costs)\s+me\s+(?:the\s+most\s+)?money)"
        + @"|what\s+stands\s+out(?:\s+in\s+my\s+(?:trading|trades|journal|results))?"
        + @")\s*[?.!]*\s*$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex Question();
}
