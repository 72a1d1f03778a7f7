using TradingAi.Core.Journal;
using TradingAi.Core.Knowledge;
using TradingAi.Core.Language.Facts;

namespace TradingAi.Core.Language.Tools;

/// <summary>
/// What functions gave the model for one answer. Ids go on where those of the prompt end, so that the model can cite them and the
/// check of its numbers finds them. Functions may run at once.
/// </summary>
internal sealed class ToolEvidence(Grounding grounding)
{
    // More than any answer states; a model that asks on is told so.
    private const int MostFacts = 300;
    private const int MostSources = 100;

    private readonly Lock _gate = new();
    private readonly List<Fact> _facts = [];
    private readonly List<Source> _sources = [];
    private readonly List<string> _vectors = [];
    private readonly HashSet<string> _degraded = new(StringComparer.Ordinal);

    /// <summary>True once a function gave a fact.</summary>
    public bool HasFacts
    {
        get
        {
            lock (_gate)
            {
                return _facts.Count > 0;
            }
        }
    }

    /// <summary>Adds a figure.</summary>
    /// <exception cref="ToolArgumentException">There are too many.</exception>
    public Fact Add(string figure, Quantity? value, string unit, IReadOnlyDictionary<string, string> filters, EntityRef? trade = null)
    {
        lock (_gate)
        {
            if (_facts.Count >= MostFacts)
            {
                throw new ToolArgumentException("time_range", "no more figures are given for this question; answer from those you have");
            }

            var fact = new Fact
            {
                Id = $"F{grounding.Facts.Count + grounding.Background.Count + _facts.Count + 1}", Figure = figure, Value = value?.ToJson(), Unit = unit, Filters = filters, Ref = trade?.ToString(),
            };
            _facts.Add(fact);
            return fact;
        }
    }

    /// <summary>Adds what was found; an entity that is a source already keeps its id.</summary>
    public Source Add(SearchResult result)
    {
        lock (_gate)
        {
            var source = Held(result.Ref) ?? Kept(Passages.SourceOf(result, NextSource));
            _vectors.AddRange(result.VectorIds.Except(_vectors));
            return source;
        }
    }

    /// <summary>Adds a trade in words; one that is a source already keeps its id.</summary>
    public Source Add(EntityRef entity, string title, string snippet)
    {
        lock (_gate)
        {
            return Held(entity) ?? Kept(new Source($"S{NextSource}", entity.ToString(), entity.TypeName, title, snippet, 0));
        }
    }

    /// <summary>Notes parts that could not serve a search.</summary>
    public void Degrade(IEnumerable<string> parts)
    {
        lock (_gate)
        {
            _degraded.UnionWith(parts);
        }
    }

    /// <summary>The grounding of the whole answer.</summary>
    public Grounding AddedTo(Grounding before)
    {
        lock (_gate)
        {
            return before with
            {
                Facts = [.. before.Facts, .. _facts],
                Sources = [.. before.Sources, .. _sources],
                ContextVectors = [.. before.ContextVectors.Union(_vectors)],
                Degraded = [.. before.Degraded.Union(_degraded)],
            };
        }
    }

    private int NextSource => grounding.Sources.Count + _sources.Count + 1;

    private Source? Held(EntityRef entity) => grounding.Sources.Concat(_sources).FirstOrDefault(s => s.Ref == entity.ToString());

    private Source Kept(Source source)
    {
        if (_sources.Count >= MostSources)
        {
            throw new ToolArgumentException("limit", "no more passages are given for this question; answer from those you have");
        }

        _sources.Add(source);
        return source;
    }
}
