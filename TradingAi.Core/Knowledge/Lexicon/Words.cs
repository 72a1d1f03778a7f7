using System.Collections.Frozen;
using System.Text;

namespace TradingAi.Core.Knowledge.Lexicon;

/// <summary>One word of a text: as written (lower-case) and its stem.</summary>
internal readonly record struct Word(string Text, string Stem);

/// <summary>Splits text into the words that concept patterns are matched on.</summary>
internal static class Words
{
    /// <summary>Words that never decide a concept; patterns may use or omit them freely.</summary>
    private static readonly FrozenSet<string> s_ignored =
        "a an the my your his her its our their this that these those of i it so just very really".Split(' ').ToFrozenSet();

    private static readonly FrozenDictionary<string, string> s_bareNegations =
        "dont didnt doesnt couldnt shouldnt wouldnt wasnt isnt arent cant wont hadnt havent hasnt"
            .Split(' ').ToFrozenDictionary(word => word, word => word[..^2]);

    /// <summary>Returns the words in order; <c>didn't</c> becomes <c>did not</c>, and <c>A+</c> stays one word.</summary>
    public static List<Word> Split(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var words = new List<Word>(text.Length / 6);
        var current = new StringBuilder(24);
        for (var i = 0; i <= text.Length; i++)
        {
            var c = i < text.Length ? text[i] : ' ';
            if (char.IsLetterOrDigit(c) || (c is '\'' or '’' && current.Length > 0 && i + 1 < text.Length && char.IsLetter(text[i + 1])))
            {
                current.Append(c == '’' ? '\'' : char.ToLowerInvariant(c));
            }
            else if (current.Length > 0)
            {
                if (c == '+' && current.Length == 1)
                {
                    current.Append('+');
                }

                Add(words, current.ToString());
                current.Clear();
            }
        }

        return words;
    }

    private static void Add(List<Word> words, string raw)
    {
        if (s_bareNegations.TryGetValue(raw, out var bare))
        {
            AddPlain(words, Verb(bare));
            AddPlain(words, "not");
        }
        else if (raw.EndsWith("n't", StringComparison.Ordinal))
        {
            AddPlain(words, Verb(raw[..^3]));
            AddPlain(words, "not");
        }
        else if (raw == "cannot")
        {
            AddPlain(words, "can");
            AddPlain(words, "not");
        }
        else
        {
            var apostrophe = raw.IndexOf('\'', StringComparison.Ordinal);
            AddPlain(words, apostrophe < 0 ? raw : raw[..apostrophe]);
        }
    }

    private static string Verb(string stem) => stem switch { "ca" => "can", "wo" => "will", _ => stem };

    private static void AddPlain(List<Word> words, string word)
    {
        if (word.Length > 0 && !s_ignored.Contains(word))
        {
            words.Add(new Word(word, Stemmer.Stem(word)));
        }
    }
}
