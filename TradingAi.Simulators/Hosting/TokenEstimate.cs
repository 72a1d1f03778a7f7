namespace TradingAi.Simulators.Hosting;

/// <summary>
/// How many tokens a text has, by a rule that needs no vocabulary and is close to what the vendors bill for English prose:
/// a token is up to six Latin letters, or up to three digits, or up to two letters of another script, or one other visible
/// character. White space counts nothing, so texts cut at white space add up to the whole.
/// </summary>
internal static class TokenEstimate
{
    private const int LettersPerToken = 6;
    private const int DigitsPerToken = 3;
    private const int OtherLettersPerToken = 2;

    /// <summary>The tokens of a text.</summary>
    public static int Count(ReadOnlySpan<char> text)
    {
        var count = 0;
        for (var at = TokenEnd(text, 0); at >= 0; at = TokenEnd(text, at))
        {
            count++;
        }

        return count;
    }

    /// <summary>The characters that the first tokens of a text take; its whole length if it has no more.</summary>
    public static int LengthOf(ReadOnlySpan<char> text, int tokens)
    {
        var end = 0;
        for (var i = 0; i < tokens; i++)
        {
            var next = TokenEnd(text, end);
            if (next < 0)
            {
                return text.Length;
            }

            end = next;
        }

        return TokenEnd(text, end) < 0 ? text.Length : end;
    }

    /// <summary>Where the token that begins at or after a position ends, or -1 if none does.</summary>
    private static int TokenEnd(ReadOnlySpan<char> text, int start)
    {
        while (start < text.Length && char.IsWhiteSpace(text[start]))
        {
            start++;
        }

        if (start == text.Length)
        {
            return -1;
        }

        if (char.IsHighSurrogate(text[start]) && start + 1 < text.Length)
        {
            return start + 2;
        }

        var longest = LongestToken(text[start]);
        var end = start + 1;
        while (end < text.Length && end - start < longest && LongestToken(text[end]) == longest)
        {
            end++;
        }

        return end;
    }

    // The limits differ, so a character's limit also tells its kind.
    private static int LongestToken(char c) =>
        char.IsAsciiLetter(c) ? LettersPerToken
        : char.IsAsciiDigit(c) ? DigitsPerToken
        : char.IsLetter(c) ? OtherLettersPerToken
        : 1;
}
