namespace TradingAi.Core.Knowledge.Voyage;

/// <summary>
/// Estimates how many tokens Voyage will count for texts, rather too many than too few: first by what the usual tokenizers make
/// of words, digits and signs, then corrected by what the vendor counted.
/// </summary>
internal sealed class TokenEstimate
{
    /// <summary>The longest text that counts whole; what is longer is cut by the vendor.</summary>
    public const int LongestText = 32_000;

    private const int TokensOfPrompt = 8;
    private const int LettersPerToken = 4;
    private const int SmallestLesson = 200;
    private const double FirstRatio = 1.3;
    private const double Margin = 1.08;

    private readonly Lock _lock = new();
    private double _ratio = FirstRatio;

    /// <summary>Tokens of one text.</summary>
    public long Of(string text)
    {
        double ratio;
        lock (_lock)
        {
            ratio = _ratio;
        }

        return Math.Min(LongestText, (long)Math.Ceiling(Count(text) * ratio));
    }

    /// <summary>
    /// Learns from what the vendor counted: a higher ratio holds at once, a lower one little by little. A few words teach nothing.
    /// </summary>
    public void Learn(IReadOnlyList<string> texts, long tokens)
    {
        var counted = texts.Sum(text => Math.Min(LongestText, Count(text)));
        if (counted < SmallestLesson || tokens <= 0)
        {
            return;
        }

        var seen = Margin * tokens / counted;
        lock (_lock)
        {
            _ratio = seen > _ratio ? seen : ((7 * _ratio) + seen) / 8;
        }
    }

    private static long Count(string text)
    {
        long tokens = TokensOfPrompt;
        var letters = 0;
        foreach (var character in text)
        {
            if (char.IsAsciiLetter(character))
            {
                // A token begins with the word's first letter, and with every fourth after it.
                tokens += letters++ % LettersPerToken == 0 ? 1 : 0;
                continue;
            }

            letters = 0;
            tokens += character is ' ' ? 0 : char.IsAscii(character) ? 1 : character < '\u0800' ? 2 : 3;
        }

        return tokens;
    }
}
