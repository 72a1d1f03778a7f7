using TradingAi.Core.Journal;

namespace TradingAi.Core.Language.Questions;

/// <summary>The names of one journal: symbols, tags, playbooks, strategies, brokers, mistakes, and the ways to say them.</summary>
internal sealed class JournalVocabulary
{
    private static readonly string[] s_weak =
        ["the", "a", "of", "on", "in", "to", "and", "or", "for", "with", "my", "at", "trade", "setup", "strategy", "playbook", "play", "system", "entry"];

    private readonly Dictionary<string, HashSet<string>> _partials = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Condition> _partialConditions = new(StringComparer.Ordinal);
    private readonly HashSet<string> _symbols;

    /// <summary>Collects the names.</summary>
    public JournalVocabulary(JournalSnapshot journal, CoreVocabulary core)
    {
        Journal = journal;
        _symbols = journal.Trades.Select(t => t.Symbol).ToHashSet(StringComparer.OrdinalIgnoreCase);
        AddNames(Grouping.Playbook, journal.Playbooks.Select(p => p.Name), core);
        AddNames(Grouping.StrategyType, journal.Trades.Select(t => t.StrategyType), core);
        AddNames(Grouping.Tag, journal.Trades.SelectMany(t => t.Tags), core);
        AddNames(Grouping.Broker, journal.Trades.Select(t => t.BrokerageName), core);
        AddNames(Grouping.Mistake, journal.Trades.SelectMany(t => t.Mistakes), core);
        AddSymbols(core);
        foreach (var (phrase, names) in _partials)
        {
            var words = phrase.Split(' ');
            if (!core.Table.Contains(words) && !Names.Contains(words) && !(words.Length == 1 && core.IsWord(words[0])))
            {
                var grouping = ((KeyCondition)_partialConditions[phrase]).Grouping;
                (words.Length == 1 && !words[0].Any(char.IsDigit) ? Weak : Names).Add(words, new ConditionMeaning(new KeyCondition(grouping, [.. names.Order(StringComparer.Ordinal)])));
            }
        }
    }

    /// <summary>The journal.</summary>
    public JournalSnapshot Journal { get; }

    /// <summary>Whole names, distinctive parts of them, and symbols.</summary>
    public PhraseTable Names { get; } = new();

    /// <summary>Names that are also words of the trade: they count in quotation marks or after "tagged" and the like.</summary>
    public PhraseTable Colliding { get; } = new();

    /// <summary>Single words of longer names: they count beside a noun such as "trades", or after a preposition.</summary>
    public PhraseTable Weak { get; } = new();

    /// <summary>The journal's symbols, verbatim.</summary>
    public IReadOnlySet<string> Symbols => _symbols;

    /// <summary>True where the journal holds the symbol.</summary>
    public bool HasSymbol(string text) => _symbols.Contains(text);

    private void AddSymbols(CoreVocabulary core)
    {
        foreach (var symbol in _symbols)
        {
            var meaning = new ConditionMeaning(new KeyCondition(Grouping.Symbol, [symbol]));
            string[] words = [.. Tokenizer.Cut(symbol).Select(t => t.Word)];
            if (words.Length == 0)
            {
                continue;
            }

            (words.Length == 1 && core.IsWord(words[0]) ? Colliding : Names).Add(words, meaning);
        }

        foreach (var (ticker, names) in Companies.Names)
        {
            foreach (var name in names.Split('|'))
            {
                string[] words = [.. Tokenizer.Cut(name).Select(t => t.Word)];
                if (core.Table.Contains(words) || (words.Length == 1 && core.IsWord(words[0])))
                {
                    continue;
                }

                var held = Companies.Names.Where(c => _symbols.Contains(c.Key) && c.Value.Split('|').Contains(name)).Select(c => c.Key).Order(StringComparer.Ordinal).ToArray();
                Names.Add(words, held.Length > 0 ? new ConditionMeaning(new KeyCondition(Grouping.Symbol, held)) : new NotHeldMeaning(ticker));
            }
        }
    }

    private void AddNames(Grouping grouping, IEnumerable<string?> names, CoreVocabulary core)
    {
        foreach (var name in names.OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            string[] words = [.. Tokenizer.Cut(name).Select(t => t.Word)];
            if (words.Length == 0)
            {
                continue;
            }

            var meaning = new ConditionMeaning(new KeyCondition(grouping, [name]));
            (words.Length == 1 && core.IsWord(words[0]) ? Colliding : Names).Add(words, meaning);
            if (grouping is Grouping.Playbook or Grouping.StrategyType)
            {
                AddPartials(grouping, name, words);
            }
        }
    }

    private void AddPartials(Grouping grouping, string name, string[] words)
    {
        for (var start = 0; start < words.Length; start++)
        {
            for (var length = 1; length <= words.Length - start && length < words.Length; length++)
            {
                var part = words[start..(start + length)];
                if (!s_weak.Contains(part[0]) && !s_weak.Contains(part[^1]))
                {
                    Remember(grouping, name, string.Join(' ', part.Select(Stems.Of)));
                }
            }
        }

        if (words.Length >= 3)
        {
            Remember(grouping, name, string.Concat(words.Select(w => w[0])));
        }
    }

    private void Remember(Grouping grouping, string name, string phrase)
    {
        // A part of a playbook's name is not also taken for a strategy.
        if (_partialConditions.TryAdd(phrase, new KeyCondition(grouping, [])))
        {
            _partials[phrase] = new HashSet<string>(StringComparer.Ordinal);
        }

        if (((KeyCondition)_partialConditions[phrase]).Grouping == grouping)
        {
            _partials[phrase].Add(name);
        }
    }
}
