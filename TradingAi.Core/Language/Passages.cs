using System.Text.RegularExpressions;
using TradingAi.Core.Journal;
using TradingAi.Core.Knowledge;
using TradingAi.Core.Knowledge.Chunking;
using TradingAi.Core.Language.Facts;
using TradingAi.Core.Language.Narration;

namespace TradingAi.Core.Language;

/// <summary>The passages of one answer and where they came from.</summary>
internal sealed record FoundPassages(IReadOnlyList<Source> Sources, IReadOnlyList<string> VectorIds, IReadOnlyList<string> Degraded)
{
    /// <summary>None.</summary>
    public static FoundPassages None { get; } = new([], [], []);
}

/// <summary>Retrieves what the journal says in words: about a topic, or about the trades behind a figure.</summary>
internal sealed partial class Passages(ISearch search, JournalView view)
{
    private const int SnippetLength = 280;

    /// <summary>The best passages about a topic.</summary>
    public async Task<FoundPassages> FindAsync(Question question, SearchFilter filter, Relevance relevance, CancellationToken cancellationToken)
    {
        var limit = Math.Clamp(question.MaxContextVectors, 1, 100);
        var until = filter.Until < view.AsOf ? filter.Until : view.AsOf;
        var results = await search.SearchAsync(question.User, question.Text, filter with { Until = until }, limit, cancellationToken);
        var relevant = results.Results.Where(r => relevance.Holds(r.Title + " " + r.Snippet + " " + TextOf(r.Ref))).ToList();
        return new FoundPassages(
            [.. relevant.Select((r, i) => SourceOf(r, i + 1))],
            [.. relevant.SelectMany(r => r.VectorIds)],
            results.Degraded);
    }

    /// <summary>A search result as a passage.</summary>
    public static Source SourceOf(SearchResult result, int number) =>
        new($"S{number}", result.Ref.ToString(), result.Ref.TypeName, Wording.Plain(result.Title), Snippet(result.Snippet), result.Score);

    /// <summary>
    /// A grounding of figures with what a search found behind its own passages. What was declined gets none: it may have nothing to do
    /// with the journal, and whatever is nearest to it would pass for an answer. Neither does an answer of passages alone: those it has
    /// were searched for and held to be relevant; nor one that holds every passage it asks for.
    /// </summary>
    public static Grounding Added(Grounding grounding, SearchResults found, int most)
    {
        if (grounding.Outcome == ChatOutcome.Declined || grounding.Facts.Count == 0 || grounding.HoldsAllPassages)
        {
            return grounding;
        }

        var held = grounding.Sources.Select(s => s.Ref).ToHashSet(StringComparer.Ordinal);
        List<SearchResult> added = [.. found.Results.Where(r => held.Add(r.Ref.ToString())).Take(Math.Max(0, most - grounding.Sources.Count))];
        return grounding with
        {
            Sources = [.. grounding.Sources, .. added.Select((r, i) => SourceOf(r, grounding.Sources.Count + i + 1))],
            ContextVectors = [.. grounding.ContextVectors, .. added.SelectMany(r => r.VectorIds)],
            Degraded = [.. grounding.Degraded.Union(found.Degraded)],
        };
    }

    /// <summary>The trades behind a figure, with their notes.</summary>
    public FoundPassages Behind(Question question, Evaluation evaluation)
    {
        var wording = new Wording(view);
        var sources = new List<Source>();
        foreach (var trade in evaluation.Trades)
        {
            Add(trade.Ref, wording.Trade(trade), trade.NetPnl is { } p && trade.ExitAt < view.AsOf ? $"Net P&L {wording.Money(p)}" : "Open");
            foreach (var note in view.Journal.NotesOf(trade.Ref).Where(n => n.CreatedAt < view.AsOf).Take(1))
            {
                Add(note.Ref, Wording.Plain(note.Name), Snippet(note.Content));
            }
        }

        List<Source> shown = [.. sources.Take(Math.Max(0, question.MaxContextVectors))];
        return Quoted(shown);

        void Add(EntityRef entity, string title, string snippet) =>
            sources.Add(new Source($"S{sources.Count + 1}", entity.ToString(), entity.TypeName, title, snippet, 1.0 / (sources.Count + 1)));
    }

    /// <summary>Every note on these trades, a trade's oldest first.</summary>
    public FoundPassages NotesOf(Question question, IEnumerable<Trade> trades)
    {
        List<Source> notes =
        [
            .. trades.SelectMany(t => view.Journal.NotesOf(t.Ref)).Where(n => n.CreatedAt < view.AsOf).Take(Math.Max(0, question.MaxContextVectors))
                .Select((n, i) => new Source($"S{i + 1}", n.Ref.ToString(), n.Ref.TypeName, Wording.Plain(n.Name), Snippet(n.Content), 1.0 / (i + 1))),
        ];
        return Quoted(notes);
    }

    private static FoundPassages Quoted(IReadOnlyList<Source> sources) =>
        new(sources, [.. sources.Select(s => EntityRef.TryParse(s.Ref, out var entity) ? EntityChunker.VectorId(entity, 0) : s.Ref)], []);

    private string TextOf(EntityRef entity) => entity.Type switch
    {
        EntityType.TradeNote => view.Journal.TradeNotes.FirstOrDefault(n => n.Id == entity.Id)?.Content ?? "",
        EntityType.Notebook => view.Journal.Notebooks.FirstOrDefault(n => n.Id == entity.Id)?.Content ?? "",
        EntityType.Playbook when view.Journal.FindPlaybook(entity.Id) is { } playbook => playbook.Description + " " + string.Join(" ", playbook.Rules.Select(r => r.Text)),
        _ => "",
    };

    /// <summary>A passage as plain data: links and images stripped, one line, cut at a word.</summary>
    public static string Snippet(string text)
    {
        var plain = Spaces().Replace(Marks().Replace(Links().Replace(text, "${label}"), ""), " ").Trim();
        if (plain.Length <= SnippetLength)
        {
            return plain;
        }

        var cut = plain.LastIndexOf(' ', SnippetLength);
        return plain[..(cut > 0 ? cut : SnippetLength)] + "…";
    }

    [GeneratedRegex(@"!\[[^\]]*\]\([^)]*\)|\[(?<label>[^\]]*)\]\([^)]*\)|https?://\S+|<[^>]*>", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Links();

    [GeneratedRegex(@"[#*_`>|\[\]<]+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Marks();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Spaces();
}
