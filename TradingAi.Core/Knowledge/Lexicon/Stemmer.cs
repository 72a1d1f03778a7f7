using System.Buffers;
using System.Collections.Frozen;

namespace TradingAi.Core.Knowledge.Lexicon;

/// <summary>
/// Conflates the inflections of an English word: <c>chasing</c>, <c>chased</c> and <c>chase</c> become one stem.
/// Light on purpose: it takes off plural, past and -ing endings and maps the irregular verbs that traders use,
/// and leaves derivations (<c>-ness</c>, <c>-ment</c>) alone, which the concept patterns name themselves.
/// </summary>
internal static class Stemmer
{
    private static readonly SearchValues<char> s_vowels = SearchValues.Create("aeiouy");
    private static readonly FrozenDictionary<string, string> s_irregular = Irregular().ToFrozenDictionary();

    /// <summary>Returns the stem of one lower-case word.</summary>
    public static string Stem(string word)
    {
        if (s_irregular.TryGetValue(word, out var root))
        {
            word = root;
        }

        return word.Length <= 3 || char.IsDigit(word[0]) ? Undouble(word) : Finish(StripEnding(word));
    }

    private static string StripEnding(string word)
    {
        if (word.EndsWith("ies", StringComparison.Ordinal) || word.EndsWith("ied", StringComparison.Ordinal))
        {
            return word.Length > 4 ? word[..^3] + "y" : word[..^1];
        }

        if (word.EndsWith("sses", StringComparison.Ordinal))
        {
            return word[..^2];
        }

        if (word[^1] == 's' && word[^2] is not ('s' or 'u' or 'i') && word is not ("news" or "always" or "series"))
        {
            word = word[..^1];
        }

        foreach (var ending in (ReadOnlySpan<string>)["ing", "ed"])
        {
            if (word.EndsWith(ending, StringComparison.Ordinal) && HasVowel(word.AsSpan(0, word.Length - ending.Length)))
            {
                var stem = word[..^ending.Length];
                return IsShort(stem) ? stem + "e" : stem; // hoping is hope, hopping is hop
            }
        }

        return word;
    }

    private static string Finish(string stem) =>
        Undouble(stem.Length > 3 && stem[^1] == 'e' && !IsShort(stem.AsSpan(0, stem.Length - 1)) ? stem[..^1] : stem);

    private static string Undouble(string stem) =>
        stem.Length > 2 && stem[^1] == stem[^2] && !IsVowel(stem[^1]) && !char.IsDigit(stem[^1]) ? stem[..^1] : stem;

    /// <summary>One vowel group, ending consonant, vowel, consonant: the stems that keep or regain an e (Porter's *o with m = 1).</summary>
    private static bool IsShort(ReadOnlySpan<char> stem)
    {
        if (stem.Length < 3 || IsVowel(stem[^1]) || stem[^1] is 'w' or 'x' or 'y' || !IsVowel(stem[^2]) || IsVowel(stem[^3]))
        {
            return false;
        }

        return stem[..^2].IndexOfAny(s_vowels) < 0;
    }

    private static bool HasVowel(ReadOnlySpan<char> text) => text.Length > 1 && text.IndexOfAny(s_vowels) >= 0;

    private static bool IsVowel(char c) => c is 'a' or 'e' or 'i' or 'o' or 'u';

    private static Dictionary<string, string> Irregular()
    {
        const string forms = """
            bleed bled|blow blew blown|break broke broken|bring brought|build built|buy bought|catch caught|choose chose chosen
            come came|cost costs|dig dug|drink drank drunk|drive drove driven|eat ate eaten|fall fell fallen|feel felt
            fight fought|find found|fly flew flown|forget forgot forgotten|freeze froze frozen|get got gotten|give gave given
            go went gone goes|grow grew grown|hang hung|hear heard|hold held|keep kept|know knew known|leave left|lose lost
            make made|mean meant|pay paid|ride rode ridden|rise rose risen|run ran|say said|see saw seen|sell sold|send sent
            shake shook shaken|shrink shrank shrunk|sit sat|sleep slept|slide slid|speak spoke spoken|spend spent|stand stood
            steal stole stolen|stick stuck|swing swung|take took taken|teach taught|tell told|think thought|throw threw thrown
            wake woke woken|win won|write wrote written|do did done|lie lay|bite bit bitten|sink sank sunk|creep crept
            """;

        var map = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var verb in forms.Split(['|', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var words = verb.Split(' ');
            foreach (var form in words.AsSpan(1))
            {
                map[form] = words[0];
            }
        }

        return map;
    }
}
