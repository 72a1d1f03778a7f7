using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using TradingAi.Core.Chat;

namespace TradingAi.Core.Insights.Narration;

/// <summary>
/// A name that the trader typed, as plain words within a sentence: it is data, and may hold anything. Links, images, tags and addresses
/// go; any other character that Markdown or HTML acts on is kept where it does nothing, and otherwise written so that it does nothing.
/// </summary>
internal static partial class PlainName
{
    private const int Longest = 60;
    private const int MostRead = 2_000;
    private const string Nameless = "(unnamed)";

    /// <summary>One short line; <c>(unnamed)</c> where nothing is left of it.</summary>
    public static string Of(string name)
    {
        var line = Line(name);
        return line.Length == 0 ? Nameless : line.Length <= Longest ? line : Cut(line, Longest).TrimEnd() + "…";
    }

    /// <summary>The whole of it, on one line; empty where nothing is left.</summary>
    public static string Line(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var line = Cut(name, MostRead);
        string before;
        do
        {
            before = line;
            line = LinkStripper.Strip(OneLine(WebUtility.HtmlDecode(line))).Replace('\\', '/').Replace('`', '\'').Replace('~', '∼');
        }
        while (line != before);

        line = OneLine(Marks().Replace(Bold().Replace(line, "${text}"), Kept).Replace('[', '(').Replace(']', ')'));
        line = Address().Replace(Opening().Replace(line, "${mark} "), " ");
        return OneLine(Block().Replace(MailAt().Replace(line, " @ "), ""));
    }

    // Without what turns the direction of the text around it.
    private static string OneLine(string text) => string.Join(
        ' ', string.Concat(text.Select(c => char.IsWhiteSpace(c) ? ' ' : c).Where(IsShown)).Split(' ', StringSplitOptions.RemoveEmptyEntries));

    // Joiners make up emoji and letters.
    private static bool IsShown(char c) => char.GetUnicodeCategory(c) switch
    {
        UnicodeCategory.Control => false,
        UnicodeCategory.Format => c is '\u200c' or '\u200d',
        _ => true,
    };

    private static string Cut(string text, int length) =>
        text.Length <= length ? text : text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];

    private static string Kept(Match mark) => mark.Groups["kept"].Success ? mark.Value : mark.Groups["times"].Success ? "×" : " ";

    [GeneratedRegex(@"(?<![\p{L}\p{N}])(?<mark>\*{1,3})(?=\S)(?<text>[^*]+)(?<=\S)\k<mark>", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Bold();

    // After a letter an underscore, and a star that ends its word, can end an emphasis but begin none.
    [GeneratedRegex(@"(?<kept>(?<=[\p{L}\p{N}])(?:\*(?=\s|$)|_+(?![*_])))|(?<times>(?<=[\p{L}\p{N}])\*(?=[\p{L}\p{N}]))|[*_]+|(?<!\S)#{1,6}(?=\s|$)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Marks();

    // What would begin a tag or an entity.
    [GeneratedRegex(@"(?<mark><)(?=[a-z/!?])|(?<mark>&)(?=#?\w+;)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Opening();

    // What is left of an address whose rest was no address: it may go on behind the name.
    [GeneratedRegex(@"://|(?<=www)\.|(?<=\b(?:mailto|tel|xmpp)):(?=\S)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Address();

    [GeneratedRegex(@"(?<=[\w.+-])@(?=\w)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex MailAt();

    // A quote or a list, where the name begins the line.
    [GeneratedRegex(@"^(?:[-+>]\s+)+", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Block();
}
