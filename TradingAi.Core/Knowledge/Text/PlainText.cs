using System.Text.RegularExpressions;

namespace TradingAi.Core.Knowledge.Text;

/// <summary>Markdown without its marks, for snippets: no image, link target or HTML survives.</summary>
internal static partial class PlainText
{
    /// <summary>Returns one line of plain text.</summary>
    public static string FromMarkdown(string markdown)
    {
        var text = Images().Replace(markdown, "${text}");
        text = Links().Replace(text, "${text}");
        text = Html().Replace(text, " ");
        text = Marks().Replace(text, "");
        return Spaces().Replace(text, " ").Trim();
    }

    [GeneratedRegex(@"!\[(?<text>[^\]]*)\]\([^)]*\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Images();

    [GeneratedRegex(@"\[(?<text>[^\]]*)\]\([^)]*\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Links();

    [GeneratedRegex(@"</?[a-zA-Z][^<>]*>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Html();

    [GeneratedRegex(@"^\s{0,3}(#{1,6}\s+|>\s?|[-*+]\s+(\[[ xX]\]\s+)?)|\*{1,3}|`{1,3}|__|~~|\|", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Marks();

    [GeneratedRegex(@"\s+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Spaces();
}
