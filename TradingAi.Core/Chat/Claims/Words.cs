namespace TradingAi.Core.Chat.Claims;

/// <summary>Words within a text.</summary>
internal static class Words
{
    /// <summary>True where a text holds a word, in this case and not as a part of another.</summary>
    public static bool Hold(string text, string word)
    {
        for (var at = text.IndexOf(word, StringComparison.Ordinal); at >= 0; at = text.IndexOf(word, at + 1, StringComparison.Ordinal))
        {
            if ((at == 0 || !char.IsLetterOrDigit(text[at - 1])) && (at + word.Length == text.Length || !char.IsLetterOrDigit(text[at + word.Length])))
            {
                return true;
            }
        }

        return false;
    }
}
