using System.Text.RegularExpressions;

namespace TradingAi.Tests.Support;

/// <summary>Parts prose into sentences, so that texts can be compared.</summary>
internal static partial class Sentences
{
    public static HashSet<string> Of(IEnumerable<string> texts) =>
        [.. texts.SelectMany(t => End().Split(t)).Select(s => s.Trim()).Where(s => s.Length > 0)];

    [GeneratedRegex(@"(?<=[.!?])\s+|\n+", RegexOptions.None, 1000)]
    private static partial Regex End();
}
