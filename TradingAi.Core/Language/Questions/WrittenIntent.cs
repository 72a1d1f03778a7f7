using System.Text.RegularExpressions;

namespace TradingAi.Core.Language.Questions;

/// <summary>Tells questions for what was written about something that they name or point back to: "What did I write about my worst trade?"</summary>
internal static partial class WrittenIntent
{
    /// <summary>What the writing is to be about, in the question's words; null for other questions.</summary>
    public static string? About(string text) => Question().Match(text) is { Success: true } match ? match.Groups["what"].Value : null;

    /// <summary>True where it is what the answer before was about: "it", "that trade".</summary>
    public static bool PointsBack(string about) => Pointer().IsMatch(about);

    [GeneratedRegex(
        @"^\s*(?:(?:so|and|but|ok|then)\b,?\s*)*(?:"
        + @"what\s+(?:did|have|had)\s+i\s+(?:write|written|note|noted|jot|jotted|say|said)(?:\s+down)?"
        + @"|(?:what|which)\s+notes?\s+(?:did|have|do)\s+i\s+(?:write|written|make|made|take|taken|have)"
        + @"|(?:did|have)\s+i\s+(?:write|written|note|noted|say|said)(?:\s+down)?\s+(?:anything|something)"
        + @"|(?:is|are)\s+there\s+(?:a|any|some)\s+notes?"
        + @"|(?:what\s+(?:are|were|is|was)\s+|(?:show|read|give)\s+(?:me\s+)?)?(?:my|the|any|all\s+my)\s+notes?"
        + @"|what\s+(?:do|does|did)\s+(?:my|the)\s+notes?\s+(?:say|tell\s+me)"
        + @")\s+(?:about|on|for|of)\s+(?<what>\S.*?)\s*[?.!]*\s*$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex Question();

    [GeneratedRegex(
        @"^(?:it|that|this|them|those|these|(?:that|this|those|these)\s+(?:one|ones|trades?|positions?|day|week|month|symbols?|stocks?|playbooks?|tags?|loss|losses|wins?))$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex Pointer();
}
