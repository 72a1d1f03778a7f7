using System.Collections.Frozen;
using System.Text;
using TradingAi.Core.Knowledge.Lexicon;

namespace TradingAi.Core.Knowledge.Retrieval;

/// <summary>
/// Turns a question into expressions of the full-text index. Only letters and digits of the question come through, each
/// term in quotes, so no question can be query syntax.
/// </summary>
internal static class QueryTerms
{
    private const int MaximumTerms = 64;

    private static readonly FrozenSet<string> s_stopWords = """
        a about after all also am an and any are as at be because been before being but by can could did do does doing during each
        every for from had has have having he her here hers him his how i if in into is it its itself just me more most my myself no
        not of off on once one only or other our out over own said same say she should so some such tell than that the their them then
        there these they this those through to too under until up very was we were what when where which while who whom whose why will
        with would you your yours show find list give entries entry note notes wrote write written mention mentioned times time trade
        trades trading traded thing things something anything ever
        """.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).ToFrozenSet();

    /// <summary>The question's words, any of which may match; null where none is left.</summary>
    public static string? Words(string question)
    {
        var words = Tokens(question).Distinct().Take(MaximumTerms * 4).ToArray();
        var telling = words.Where(word => !s_stopWords.Contains(word)).Take(MaximumTerms).ToArray();
        return Any(telling.Length > 0 ? telling : [.. words.Take(MaximumTerms)]);
    }

    /// <summary>
    /// The question's concepts, each twice, and once the kinds of those of which it names no kind itself; null where it has none.
    /// </summary>
    /// <remarks>The full-text index counts a term as often as the expression holds it.</remarks>
    public static string? Concepts(string question, TradingLexicon lexicon)
    {
        var own = lexicon.Tag(question).Keys.Take(MaximumTerms).ToHashSet(StringComparer.Ordinal);
        var kinds = own.Select(lexicon.NarrowerThan).Where(kinds => !kinds.Any(own.Contains)).SelectMany(kinds => kinds);
        return Any([.. own.SelectMany(id => (string[])[id, id]), .. kinds.Take(MaximumTerms)]);
    }

    private static string? Any(string[] terms) =>
        terms.Length == 0 ? null : string.Join(" OR ", terms.Select(term => $"\"{term}\""));

    private static IEnumerable<string> Tokens(string text)
    {
        var token = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune))
            {
                token.Append(Rune.ToLowerInvariant(rune));
            }
            else if (token.Length > 0)
            {
                yield return token.ToString();
                token.Clear();
            }
        }

        if (token.Length > 0)
        {
            yield return token.ToString();
        }
    }
}
