using System.Text.RegularExpressions;

namespace TradingAi.Core.Chat;

/// <summary>
/// Takes links, images and markup out of an answer as it is streamed: a text that was talked into naming an address could carry
/// what it read to whoever owns that address. A link keeps its label. What may yet become a link is held back until it is decided.
/// </summary>
internal sealed partial class LinkStripper
{
    // Longer than any link that is worth waiting for.
    private const int MostHeld = 2_000;

    private string _held = "";

    /// <summary>Takes the next piece and gives what is safe to pass on; may be empty.</summary>
    public string Push(string piece)
    {
        var text = _held + piece;
        var unfinished = Unfinished().Match(text);
        var end = unfinished.Success && text.Length - unfinished.Index <= MostHeld ? unfinished.Index : text.Length;
        _held = text[end..];
        return Strip(text[..end]);
    }

    /// <summary>What was held back, once nothing follows.</summary>
    public string Flush()
    {
        var rest = Strip(_held);
        _held = "";
        return rest;
    }

    /// <summary>A whole text without its links. What was taken out may have parted the pieces of another one.</summary>
    public static string Strip(string text)
    {
        for (var length = -1; length != text.Length;)
        {
            length = text.Length;
            text = Markup().Replace(Address().Replace(Link().Replace(Image().Replace(text, ""), "${label}"), ""), "");
        }

        return text;
    }

    [GeneratedRegex(@"!\[[^\]\n]*\]\([^)\n]*\)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Image();

    [GeneratedRegex(@"\[(?<label>[^\[\]\n]*)\]\([^)\n]*\)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Link();

    // The scheme may have been passed on before its colon came.
    [GeneratedRegex(@"(?:\b[a-z][a-z0-9+.-]*)?://[^\s<>()\[\]]+|\bwww\.[^\s<>()\[\]]+", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Address();

    [GeneratedRegex(@"</?[a-z!][^<>\n]*>", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Markup();

    // From the first character that may begin a link to the end: an open label or address of one, a closed label that an address
    // may follow, an open tag, an address that has not ended.
    [GeneratedRegex(
        @"(?:!?\[[^\]\n]*(?:\](?:\([^)\n]*)?)?|!|<(?:[a-z!/][^<>\n]*)?|[a-z0-9+.-]*:(?:/(?:/[^\s<>()\[\]]*)?)?|\bw{1,3}(?:\.[^\s<>()\[\]]*)?)$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase,
        1000)]
    private static partial Regex Unfinished();
}
