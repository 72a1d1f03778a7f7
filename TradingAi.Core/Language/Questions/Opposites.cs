using System.Text.RegularExpressions;

namespace TradingAi.Core.Language.Questions;

/// <summary>Spells out both sides where a question names a property once for two: "with and without a stop" is "with a stop versus without a stop".</summary>
internal static partial class Opposites
{
    private const string Article = @"(?:(?:an?|any|my)\s+)?";
    private const string Property = Article
        + @"(?:(?<stop>(?:protective\s+)?stops?(?:[\s-]+loss(?:es)?)?)|(?<target>(?:profit\s+)?targets?|take[\s-]profits?)|(?<noun>playbook|rating|note|tag|mistake)s?)";

    /// <summary>The question with both sides.</summary>
    public static string SpelledOut(string text) => Named().Replace(Shared().Replace(text, BothSides), BothSides);

    /// <summary>True where only one of two sides would be answered: "P&amp;L with and without NVDA".</summary>
    public static bool AreLeft(Reading reading)
    {
        for (var i = 0; i + 2 < reading.Tokens.Count; i++)
        {
            if ((reading.Tokens[i].Word, reading.Tokens[i + 2].Word) is ("with", "without") or ("without", "with") && reading.Tokens[i + 1].Word is "and" or "or" or "versus" or "vs")
            {
                return true;
            }
        }

        return false;
    }

    private static string BothSides(Match match)
    {
        var what = match.Groups["stop"].Success ? "stop" : match.Groups["target"].Success ? "target" : match.Groups["noun"].Value;
        return match.Groups["first"].Value.Equals("without", StringComparison.OrdinalIgnoreCase) ? $"without a {what} versus with a {what}" : $"with a {what} versus without a {what}";
    }

    // "with and without a stop"
    [GeneratedRegex(@"\b(?<first>with)\s+(?:and|or|vs\.?|versus)\s+without\s+" + Property + @"\b|\b(?<first>without)\s+(?:and|or|vs\.?|versus)\s+with\s+" + Property + @"\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Shared();

    // "with stops or without", "with a stop and without a stop", "with a stop compared with those without one"
    [GeneratedRegex(
        @"\b(?<first>with)\s+" + Property + @",?\s+(?:and|or|vs\.?|versus|than|against|compared?\s+(?:to|with))\s+(?:(?:those|the\s+ones|trades|ones)\s+)?without"
        + @"(?:(?:\s+(?:one|any|it|them))?(?=\s*(?:[?.!,;]|$)|\s+(?:on|in|for|this|last|since)\b)|\s+" + Article + @"(?:protective\s+|profit\s+)?(?:stops?(?:[\s-]+loss(?:es)?)?|targets?|take[\s-]profits?|playbooks?|ratings?|notes?|tags?|mistakes?)\b)",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex Named();
}
