using TradingAi.Core.Knowledge.Lexicon;
using TradingAi.Core.Language.Questions;

namespace TradingAi.Core.Language;

/// <summary>
/// Whether a passage has anything to do with a question: they share a concept of the trade, or a word that carries meaning.
/// Ranks compare results within one search only, so the best of them may still be about something else.
/// </summary>
internal sealed class Relevance
{
    private static readonly string[] s_general =
        ["wrote", "write", "written", "note", "notes", "noted", "mention", "mentions", "mentioned", "mentioning", "journal", "notebook", "entry", "entries", "rule", "rules", "ever", "something", "anything", "down", "think", "thought", "feel", "felt",
         "when", "where", "why", "which", "show", "find", "found", "did", "day", "stock", "stocks", "option", "options", "trade", "trades", "position", "positions", "too", "also", "after", "before", "because"];

    private readonly TradingLexicon _lexicon;
    private readonly HashSet<string> _concepts;
    private readonly HashSet<string> _stems;

    /// <summary>Reads the question.</summary>
    public Relevance(string question, TradingLexicon lexicon, CoreVocabulary core)
    {
        _lexicon = lexicon;
        _concepts = [.. lexicon.Tag(question).Keys];
        _stems = [.. Words.Split(question).Where(w => w.Text.Length > 2 && !core.IsFiller(w.Text) && !s_general.Contains(w.Text)).Select(w => w.Stem)];
    }

    /// <summary>True where the passage is about something that the question names, or the question names nothing.</summary>
    public bool Holds(string passage) =>
        (_concepts.Count == 0 && _stems.Count == 0)
        || Words.Split(passage).Exists(w => _stems.Contains(w.Stem))
        || _lexicon.Tag(passage).Keys.Any(_concepts.Contains);
}
