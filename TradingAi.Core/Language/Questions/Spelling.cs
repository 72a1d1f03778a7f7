namespace TradingAi.Core.Language.Questions;

/// <summary>Corrects words that are one slip away from a key word.</summary>
internal static class Spelling
{
    private const int ShortestCorrected = 5;

    // Swapping one letter for another makes other words; only long words are taken for such a slip.
    private const int ShortestSubstituted = 7;

    /// <summary>The tokens, misspelt key words corrected.</summary>
    public static List<Token> Correct(List<Token> tokens, CoreVocabulary core, IReadOnlySet<string> names) =>
        [.. tokens.Select(token => Correct(token, core, names) is { } word ? token with { Word = word } : token)];

    private static string? Correct(Token token, CoreVocabulary core, IReadOnlySet<string> names)
    {
        var word = token.Word;
        if (word.Length < ShortestCorrected || token.Number is not null || token.Date is not null || token.IsTicker
            || (token.IsUpper && word.Length <= ShortestCorrected) || core.IsWord(word) || names.Contains(word) || names.Contains(Stems.Of(word)))
        {
            return null;
        }

        word = Stems.Of(word);
        var found = core.KeyWords.Concat(names).Where(candidate => IsOneSlip(word, candidate)).Distinct().Take(3).ToArray();
        return found.Length == 1 || (found.Length > 1 && found.Select(Stems.Of).Distinct().Count() == 1) ? found[0] : null;
    }

    private static bool IsOneSlip(string word, string candidate)
    {
        if (candidate.Length < ShortestCorrected - 1 || Math.Abs(word.Length - candidate.Length) > 1 || word[0] != candidate[0])
        {
            return false;
        }

        var prefix = 0;
        while (prefix < word.Length && prefix < candidate.Length && word[prefix] == candidate[prefix])
        {
            prefix++;
        }

        var left = word.AsSpan(prefix);
        var right = candidate.AsSpan(prefix);
        if (left.Length == right.Length)
        {
            var transposed = left.Length >= 2 && left[0] == right[1] && left[1] == right[0] && left[2..].SequenceEqual(right[2..]);
            return transposed || (left.Length >= 1 && word.Length >= ShortestSubstituted && left[1..].SequenceEqual(right[1..]));
        }

        return left.Length > right.Length ? left[1..].SequenceEqual(right) : left.SequenceEqual(right[1..]);
    }
}
