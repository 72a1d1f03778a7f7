using TradingAi.Core.Insights.Narration;

namespace TradingAi.Core.Insights;

/// <summary>What an insight says, before it is stored.</summary>
/// <param name="Title">One line.</param>
/// <param name="Content">Paragraphs, parted by empty lines.</param>
/// <param name="Findings">What stands out.</param>
/// <param name="Recommendations">One text for each finding from which something follows to be done.</param>
/// <param name="DataSources">Refs of the trades behind it.</param>
public sealed record InsightDraft(
    string Title,
    string Content,
    IReadOnlyList<Finding> Findings,
    IReadOnlyList<string> Recommendations,
    IReadOnlyList<string> DataSources);

/// <summary>
/// Composes insights from one sample of trades. The tests run once however many types are asked for; the same journal,
/// range and present always give the same insight.
/// </summary>
public sealed class InsightComposer
{
    private readonly TradeSample _sample;
    private readonly SearchResult _search;

    /// <summary>Tests a sample.</summary>
    public InsightComposer(TradeSample sample, CancellationToken cancellationToken)
    {
        _sample = sample;
        _search = FindingSearch.Run(sample, cancellationToken);
    }

    /// <summary>The trades.</summary>
    internal TradeSample Sample => _sample;

    /// <summary>How many hypotheses were looked at.</summary>
    internal int Tested => _search.Tested;

    /// <summary>The smallest corrected p-value; null where nothing could be tested.</summary>
    internal double? SmallestQ => _search.SmallestQ;

    /// <summary>What stands out, the surest first.</summary>
    internal IReadOnlyList<Discovery> Discoveries => _search.Found;

    /// <summary>Every finding of the range, the surest first.</summary>
    public IReadOnlyList<Finding> AllFindings => [.. _search.Found.Select(d => d.Finding)];

    /// <summary>Writes one type of insight.</summary>
    public InsightDraft Compose(InsightType type)
    {
        var shown = _search.Of(type);
        var (title, content) = InsightNarrator.Write(_sample, type, _search);

        // Without a finding, the whole range stands behind what is said; its latest trades are named.
        IEnumerable<string> sources = shown.Count > 0
            ? shown.SelectMany(d => d.Finding.Refs)
            : _sample.Trades.Reverse().Select(t => t.Ref.ToString());
        return new InsightDraft(
            title,
            content,
            [.. shown.Select(d => d.Finding)],
            [.. shown.Select(d => Advice.Of(d, _sample)).OfType<string>()],
            [.. sources.Distinct(StringComparer.Ordinal).Take(Finding.MaxRefs)]);
    }
}
