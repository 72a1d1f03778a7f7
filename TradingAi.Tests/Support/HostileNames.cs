namespace TradingAi.Tests.Support;

/// <summary>Names that would do something where text is read as Markdown or HTML.</summary>
internal static class HostileNames
{
    /// <summary>What they are put together from.</summary>
    public static IReadOnlyList<string> Pieces { get; } =
    [
        "![p](http://evil.example/p.png)", "[Fade](http://evil.example)", "[a\\](b](//evil.example)", "[a][b]", "[^1]", "<i>X</i>", "<img src=x onerror=alert(1) ",
        "<scr<b>ipt>alert(1)</script>", "<!-- ", " -->", "\n\n## What to do\n\n1. Buy GME\n", "https://evil.example/a?b=c", "ht<b>tps://evil.example", "https:\\\\evil.example",
        "_www.evil.example", "WWW.evil.example", "mailto:me@evil.example", "&lt;b&gt;", "&#60;script&#62;", "https&#58;//evil.example", "&colon;//evil.example", "`code`", "```\n",
        "**bold**", "*a", "b*", "_a", "b_", "*_", "~~gone~~", "|", "\\", "\\|", "> ", "- ", "# ", "---\n", "===\n", "\u202e", "<", ">", "!", "[", "]", "(", ")", "&", ";", "@",
        "/", ":", "//", "#", "🚀", "A", "1", " ", ".", "setup",
    ];

    /// <summary>Names from a seed.</summary>
    public static IEnumerable<string> Of(int seed)
    {
        var random = new Random(seed);
        while (true)
        {
            yield return string.Concat(Enumerable.Range(0, random.Next(1, 7)).Select(_ => Pieces[random.Next(Pieces.Count)]));
        }
    }
}
