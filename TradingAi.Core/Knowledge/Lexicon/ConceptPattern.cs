namespace TradingAi.Core.Knowledge.Lexicon;

/// <summary>
/// One way of saying a concept: words in order. <c>tir*</c> matches a beginning, <c>{a|b}</c> alternatives,
/// <c>=puts</c> exactly that form, and <c>~</c> allows up to four other words in between; a plain word matches all its inflections.
/// </summary>
internal sealed class ConceptPattern
{
    private const int MaximumGap = 4;
    private readonly Element[] _elements;

    private ConceptPattern(Element[] elements) => _elements = elements;

    /// <summary>The stems or beginnings one of which the first word must have, for the lexicon's index.</summary>
    public IReadOnlyList<WordTest> First => _elements[0].Tests;

    /// <summary>Parses the notation, or returns null where nothing but ignored words is left.</summary>
    public static ConceptPattern? Parse(string notation)
    {
        var elements = new List<Element>();
        var gap = 0;
        foreach (var part in Parts(notation))
        {
            if (part == "~")
            {
                gap = MaximumGap;
                continue;
            }

            if (part[0] == '{')
            {
                var alternatives = part.Trim('{', '}').Split('|', StringSplitOptions.TrimEntries).Select(WordTest.Sequence)
                    .Where(words => words.Length > 0).ToArray();
                elements.Add(new Element(gap, [.. alternatives.Select(words => words[0])], alternatives));
            }
            else
            {
                foreach (var test in WordTest.Sequence(part))
                {
                    elements.Add(new Element(gap, [test], [[test]]));
                    gap = 0;
                }
            }

            gap = 0;
        }

        return elements.Count == 0 ? null : new ConceptPattern([.. elements]);
    }

    /// <summary>Whether the pattern matches with its first element at <paramref name="start"/>.</summary>
    public bool MatchesAt(List<Word> words, int start) => Matches(words, start, 0);

    private bool Matches(List<Word> words, int position, int element)
    {
        if (element == _elements.Length)
        {
            return true;
        }

        var (gap, _, alternatives) = _elements[element];
        var last = Math.Min(words.Count - 1, position + (element == 0 ? 0 : gap));
        for (var at = position; at <= last; at++)
        {
            foreach (var alternative in alternatives)
            {
                if (SequenceAt(words, at, alternative) && Matches(words, at + alternative.Length, element + 1))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool SequenceAt(List<Word> words, int at, WordTest[] tests)
    {
        if (at + tests.Length > words.Count)
        {
            return false;
        }

        for (var i = 0; i < tests.Length; i++)
        {
            if (!tests[i].Matches(words[at + i]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Splits at spaces outside braces.</summary>
    private static IEnumerable<string> Parts(string notation)
    {
        var (start, depth) = (0, 0);
        for (var i = 0; i <= notation.Length; i++)
        {
            if (i == notation.Length || (depth == 0 && notation[i] == ' '))
            {
                if (i > start)
                {
                    yield return notation[start..i];
                }

                start = i + 1;
            }
            else
            {
                depth += notation[i] switch { '{' => 1, '}' => -1, _ => 0 };
            }
        }
    }

    private readonly record struct Element(int Gap, WordTest[] Tests, WordTest[][] Alternatives);
}

/// <summary>A test of one word: equal stem, a beginning of the word as written, or the very form.</summary>
internal readonly record struct WordTest(string Key, bool IsPrefix, string? Form = null)
{
    public bool Matches(Word word) =>
        IsPrefix ? word.Text.StartsWith(Key, StringComparison.Ordinal) : Form is null ? word.Stem == Key : word.Text == Form;

    /// <summary>The tests of consecutive words, without ignored ones.</summary>
    public static WordTest[] Sequence(string text)
    {
        var tests = new List<WordTest>();
        foreach (var token in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var words = Words.Split(token);
            var isPrefix = token.EndsWith('*');
            for (var i = 0; i < words.Count; i++)
            {
                var prefixed = isPrefix && i == words.Count - 1;
                tests.Add(new WordTest(prefixed ? words[i].Text : words[i].Stem, prefixed, token[0] == '=' ? words[i].Text : null));
            }
        }

        return [.. tests];
    }
}
