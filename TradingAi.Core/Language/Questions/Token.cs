namespace TradingAi.Core.Language.Questions;

/// <summary>One word, number or sign of a question.</summary>
internal sealed record Token
{
    /// <summary>Larger numbers are none: no journal holds them, and what is computed with them would overflow.</summary>
    public const decimal LargestNumber = 1_000_000_000_000;

    /// <summary>As it was written.</summary>
    public required string Text { get; init; }

    /// <summary>Lower case, without possessive; corrected where it was a misspelt key word.</summary>
    public required string Word { get; init; }

    /// <summary>The number it stands for, in digits or in words.</summary>
    public decimal? Number { get; init; }

    /// <summary>The date it stands for, written <c>2026-02-06</c>.</summary>
    public DateOnly? Date { get; init; }

    /// <summary>The time of day it stands for, written <c>10:30</c>.</summary>
    public TimeOnly? Time { get; init; }

    /// <summary>True where a currency sign stands before or after a number.</summary>
    public bool IsMoney { get; init; }

    /// <summary>True where a dollar sign stands before a word, as in <c>$TSLA</c>.</summary>
    public bool IsTicker { get; init; }

    /// <summary>True inside quotation marks.</summary>
    public bool IsQuoted { get; init; }

    /// <summary>True where a comma, a semicolon or the end of a sentence stands before it.</summary>
    public bool AfterPause { get; init; }

    /// <summary>The word without its plural.</summary>
    public string Stem => Stems.Of(Word);

    /// <summary>True where every letter is a capital.</summary>
    public bool IsUpper => Text.Any(char.IsLetter) && !Text.Any(char.IsLower);

    /// <summary>True where the first letter is a capital.</summary>
    public bool IsCapitalized => Text.FirstOrDefault(char.IsLetter) is var c && char.IsUpper(c);
}

/// <summary>Takes plurals away, the same from the vocabulary as from the question.</summary>
internal static class Stems
{
    /// <summary>The stem of a lower-case word.</summary>
    public static string Of(string word)
    {
        if (word.Length <= 3 || !word.EndsWith('s') || word.EndsWith("ss", StringComparison.Ordinal)
            || word.EndsWith("us", StringComparison.Ordinal) || word.EndsWith("is", StringComparison.Ordinal)
            || word.EndsWith("ews", StringComparison.Ordinal))
        {
            return word;
        }

        if (word.EndsWith("ies", StringComparison.Ordinal) && word.Length > 4)
        {
            return word[..^3] + "y";
        }

        return word.EndsWith("sses", StringComparison.Ordinal) || word.EndsWith("xes", StringComparison.Ordinal)
            || word.EndsWith("ches", StringComparison.Ordinal) ? word[..^2] : word[..^1];
    }
}
