namespace TradingAi.Core.Knowledge.Chunking;

/// <summary>
/// Overlapping windows of some sixty words inside a chunk: what a small sentence model can hold, what BM25 weighs best,
/// and what a person reads as a snippet.
/// </summary>
internal static class PassageWindows
{
    private const int Size = 60;
    private const int Overlap = 15;

    /// <summary>Returns one window or more, together all words of the text; a short rest joins the window before.</summary>
    public static IReadOnlyList<string> Split(string text)
    {
        var words = TextBlocks.Words(text);
        if (words.Length <= Size + Overlap)
        {
            return [text.Trim()];
        }

        var windows = new List<string>();
        for (var start = 0; start == 0 || start + Overlap < words.Length; start += Size - Overlap)
        {
            windows.Add(string.Join(' ', words.Skip(start).Take(Size)));
        }

        return windows;
    }
}
