namespace TradingAi.Core.Language.Questions;

/// <summary>The vocabulary that all journals share, built once.</summary>
internal sealed class CoreVocabulary
{
    private static readonly string[] s_structural =
        ["dollars", "minutes", "hours", "days", "weeks", "months", "percent", "least", "within", "after", "before", "stars", "rated",
         "morning", "mornings", "afternoon", "afternoons", "noon", "lunch", "between", "under", "above", "below", "quarter", "half"];

    // Words of ranges and behaviour that no phrase holds; they are not misspellings of anything.
    private static readonly string[] s_known =
        ["since", "until", "till", "through", "start", "started", "starting", "beginning", "onward", "onwards", "forward", "inception", "previous", "prior",
         "preceding", "trailing", "current", "couple", "straight", "consecutive", "successive", "immediately", "directly", "right", "following", "exactly",
         "exceeding", "beyond", "excess", "midnight", "midday", "lunchtime", "evening", "evenings", "later", "earlier", "where", "their", "broken", "price"];

    private readonly HashSet<string> _words;
    private readonly HashSet<string> _filler;

    /// <summary>Builds it.</summary>
    public CoreVocabulary()
    {
        foreach (var (figure, phrases) in Lexicon.FigurePhrases)
        {
            AddAll(phrases, new FigureMeaning(figure));
        }

        foreach (var (condition, phrases) in Lexicon.ConditionPhrases)
        {
            AddAll(phrases, new ConditionMeaning(condition));
        }

        foreach (var (grouping, phrases) in Lexicon.GroupPhrases)
        {
            AddAll(phrases, new GroupMeaning(grouping));
        }

        KeyWords = Table.Words.Concat(CalendarUnit.Words).Concat(s_structural).ToHashSet(StringComparer.Ordinal);
        foreach (var (cue, phrases) in CueLexicon.CuePhrases)
        {
            AddAll(phrases, new CueMeaning(cue));
        }

        foreach (var (cue, phrases) in CueLexicon.CountingPhrases)
        {
            AddAll(phrases, new CueMeaning(cue, Counts: true));
        }

        foreach (var phrase in CueLexicon.FillerPhrases)
        {
            Table.Add(phrase, FillerMeaning.Instance);
        }

        _filler = [.. CueLexicon.Filler];
        _words = [.. Table.Words, .. _filler, .. NumberWords.Words, .. CalendarUnit.Words, .. s_structural, .. s_known];
        _words.UnionWith(_words.Select(Stems.Of).ToArray());
    }

    /// <summary>Every phrase.</summary>
    public PhraseTable Table { get; } = new();

    /// <summary>Words worth correcting a misspelling to.</summary>
    public IReadOnlySet<string> KeyWords { get; }

    /// <summary>True for a word of the vocabulary, filler included.</summary>
    public bool IsWord(string word) => _words.Contains(word) || _words.Contains(Stems.Of(word));

    /// <summary>True for a word that says nothing.</summary>
    public bool IsFiller(string word) => _filler.Contains(word);

    private void AddAll(string[] phrases, Meaning meaning)
    {
        foreach (var phrase in phrases)
        {
            Table.Add(phrase, meaning);
        }
    }
}
