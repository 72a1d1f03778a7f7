namespace TradingAi.Core.Language.Narration;

/// <summary>Words an answer that is made of passages: quoted as the trader's own words, never followed.</summary>
internal static class PassageNarration
{
    private const int Quoted = 5;

    /// <summary>The answer.</summary>
    public static string Of(IReadOnlyList<Source> sources)
    {
        var more = sources.Count > Quoted ? "\nMore passages are listed as sources." : "";
        return "This is what your journal says about it:\n" + Lines(sources) + more;
    }

    /// <summary>The first passages, a line each, quoted and cited.</summary>
    public static string Lines(IReadOnlyList<Source> sources) =>
        string.Join("\n", sources.Take(Quoted).Select(s => $"- {s.Title}: “{s.Snippet}” [{s.Id}]"));
}
