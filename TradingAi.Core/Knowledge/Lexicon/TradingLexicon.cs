using System.Collections.Frozen;
using System.Reflection;

namespace TradingAi.Core.Knowledge.Lexicon;

/// <summary>A concept of the trade.</summary>
/// <param name="Id">Stable name, such as <c>stop_moved</c>.</param>
/// <param name="Label">For people.</param>
/// <param name="Broader">Ids of the concepts of which this one is a kind.</param>
public sealed record Concept(string Id, string Label, IReadOnlyList<string> Broader);

/// <summary>
/// The concepts of trading and the many ways traders say them. Passages and questions are tagged alike, so that
/// "could not pull the trigger" meets "hesitation" though they share no word.
/// </summary>
/// <remarks>
/// Read from <c>Concepts/*.txt</c>: a line <c>[id] Label &lt; broader, broader</c> opens a concept, the lines below hold its
/// patterns, separated by semicolons (see <see cref="ConceptPattern"/>).
/// </remarks>
public sealed class TradingLexicon
{
    private const int PrefixKeyLength = 2;
    private readonly FrozenDictionary<string, Entry[]> _byStem;
    private readonly FrozenDictionary<string, Entry[]> _byPrefix;
    private readonly FrozenDictionary<string, string[]> _narrower;

    private TradingLexicon(List<Concept> concepts, List<Entry> entries)
    {
        Concepts = concepts;
        var keyed = entries.SelectMany(entry => entry.Pattern.First.Distinct().Select(test => (test, entry))).ToList();
        _byStem = Group(keyed.Where(pair => !pair.test.IsPrefix).Select(pair => (pair.test.Key, pair.entry)));
        _byPrefix = Group(keyed.Where(pair => pair.test.IsPrefix)
            .Select(pair => (pair.test.Key[..Math.Min(PrefixKeyLength, pair.test.Key.Length)], pair.entry)));
        _narrower = concepts.SelectMany(concept => concept.Broader.Select(broader => (broader, concept.Id)))
            .GroupBy(pair => pair.broader).ToFrozenDictionary(group => group.Key, group => group.Select(pair => pair.Id).ToArray());
    }

    /// <summary>Every concept, in the order of the files.</summary>
    public IReadOnlyList<Concept> Concepts { get; }

    /// <summary>Reads the concepts embedded in this assembly.</summary>
    /// <exception cref="InvalidDataException">A concept file is malformed or names an unknown broader concept.</exception>
    public static TradingLexicon Load()
    {
        var assembly = typeof(TradingLexicon).Assembly;
        var files = assembly.GetManifestResourceNames()
            .Where(name => name.Contains(".Lexicon.Concepts.", StringComparison.Ordinal)).Order(StringComparer.Ordinal);
        var concepts = new List<Concept>();
        var entries = new List<Entry>();
        foreach (var file in files)
        {
            Read(assembly, file, concepts, entries);
        }

        var ids = concepts.Select(concept => concept.Id).ToHashSet();
        var unknown = concepts.SelectMany(concept => concept.Broader).FirstOrDefault(id => !ids.Contains(id));
        return unknown is null && ids.Count == concepts.Count
            ? new TradingLexicon(concepts, entries)
            : throw new InvalidDataException($"The lexicon names '{unknown}' as a broader concept without defining it, or defines a concept twice.");
    }

    /// <summary>Returns the ids of the concepts a text speaks of, each with the number of places where it does.</summary>
    public IReadOnlyDictionary<string, int> Tag(string text)
    {
        var words = Words.Split(text);
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < words.Count; i++)
        {
            var here = new HashSet<string>(StringComparer.Ordinal);
            Match(words, i, _byStem.GetValueOrDefault(words[i].Stem, []), here);
            for (var length = 1; length <= Math.Min(PrefixKeyLength, words[i].Text.Length); length++)
            {
                Match(words, i, _byPrefix.GetValueOrDefault(words[i].Text[..length], []), here);
            }

            foreach (var id in here)
            {
                places[id] = places.GetValueOrDefault(id) + 1;
            }
        }

        return places;
    }

    /// <summary>The concepts that are kinds of the given one, directly.</summary>
    public IReadOnlyList<string> NarrowerThan(string id) => _narrower.GetValueOrDefault(id, []);

    private static void Match(List<Word> words, int at, Entry[] candidates, HashSet<string> here)
    {
        foreach (var (concept, pattern) in candidates)
        {
            if (!here.Contains(concept) && pattern.MatchesAt(words, at))
            {
                here.Add(concept);
            }
        }
    }

    private static void Read(Assembly assembly, string resource, List<Concept> concepts, List<Entry> entries)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            if (line[0] == '[')
            {
                concepts.Add(Heading(line, resource));
                continue;
            }

            var id = concepts.Count > 0 ? concepts[^1].Id : throw new InvalidDataException($"{resource}: patterns before the first concept.");
            entries.AddRange(line.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Select(ConceptPattern.Parse).OfType<ConceptPattern>().Select(pattern => new Entry(id, pattern)));
        }
    }

    private static Concept Heading(string line, string resource)
    {
        var close = line.IndexOf(']', StringComparison.Ordinal);
        if (close < 2)
        {
            throw new InvalidDataException($"{resource}: a heading is '[id] Label < broader, broader', not '{line}'.");
        }

        var rest = line[(close + 1)..].Split('<', 2, StringSplitOptions.TrimEntries);
        var broader = rest.Length == 2 ? rest[1].Split(',', StringSplitOptions.TrimEntries) : [];
        return new Concept(line[1..close], rest[0], broader);
    }

    private static FrozenDictionary<string, Entry[]> Group(IEnumerable<(string Key, Entry Entry)> entries) =>
        entries.GroupBy(pair => pair.Key).ToFrozenDictionary(group => group.Key, group => group.Select(pair => pair.Entry).ToArray());

    private readonly record struct Entry(string Concept, ConceptPattern Pattern);
}
