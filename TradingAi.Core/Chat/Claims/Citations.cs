using System.Text.RegularExpressions;

namespace TradingAi.Core.Chat.Claims;

/// <summary>Citations in a text: <c>[F1]</c>, <c>[S2]</c>, <c>[F1, S2]</c>; several in a row stand together.</summary>
internal static partial class Citations
{
    /// <summary>The groups of citations that stand together, in their order.</summary>
    public static IReadOnlyList<Match> GroupsOf(string text) => [.. Group().Matches(text).Cast<Match>()];

    /// <summary>The ids of a group.</summary>
    public static IEnumerable<string> IdsOf(string group) => Id().Matches(group).Select(m => m.Value);

    /// <summary>True where a text cites anything.</summary>
    public static bool IsCited(string text) => Group().IsMatch(text);

    /// <summary>A text with blanks in the place of its citations, as long as before.</summary>
    public static string Blank(string text) => Group().Replace(text, m => new string(' ', m.Length));

    [GeneratedRegex(@"\[[FS]\d+(?:\s*[,;]\s*[FS]\d+)*\](?:\s*(?:,|;|and|&)?\s*\[[FS]\d+(?:\s*[,;]\s*[FS]\d+)*\])*", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Group();

    [GeneratedRegex(@"[FS]\d+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Id();
}
