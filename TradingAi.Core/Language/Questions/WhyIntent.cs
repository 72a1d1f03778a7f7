using System.Text.RegularExpressions;

namespace TradingAi.Core.Language.Questions;

/// <summary>
/// Tells questions for why money was lost or made: "Why did I lose money last week?" takes for granted what the figure may deny, so the
/// figure is asked for first.
/// </summary>
internal static partial class WhyIntent
{
    /// <summary>The question for the figure, and whether a loss is taken for granted rather than a gain; null for other questions.</summary>
    public static (string Figure, bool Lost)? Of(string text) => Question().Match(text) is { Success: true } match
        ? ("how much " + match.Groups["rest"].Value, match.Groups["lost"].Success) : null;

    [GeneratedRegex(
        @"^\s*(?:(?:so|and|but|ok)\b,?\s*)?why\s+(?!.*\b(?:many|often)\b)(?<rest>(?:did|do|have|am|was)\s+i\s+"
        + @"(?:(?<lost>los(?:e|t|ing))|(?:mak(?:e|ing)|made|earn(?:ed|ing)?)\s+(?:so\s+much\s+)?money)\b.*)$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex Question();
}
