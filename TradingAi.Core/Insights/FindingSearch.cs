using TradingAi.Core.Insights.Hypotheses;
using TradingAi.Core.Insights.Narration;
using TradingAi.Core.Insights.Statistics;

namespace TradingAi.Core.Insights;

/// <summary>What the search of one sample came to.</summary>
/// <param name="Tested">Hypotheses looked at, all types together.</param>
/// <param name="SmallestQ">The smallest corrected p-value; null where nothing could be tested.</param>
/// <param name="Found">What stands out, the surest first.</param>
internal sealed record SearchResult(int Tested, double? SmallestQ, IReadOnlyList<Discovery> Found)
{
    /// <summary>The findings that one type of insight shows.</summary>
    public IReadOnlyList<Discovery> Of(InsightType type) => [.. Found.Where(d => d.Types.Contains(type))];
}

/// <summary>A finding with the contrast behind it.</summary>
internal sealed record Discovery(Finding Finding, Contrast Contrast, IReadOnlyList<InsightType> Types);

/// <summary>
/// Tests every hypothesis on a sample and keeps what chance does not explain. All types share one family of hypotheses,
/// so the false discovery rate holds over the whole range and a finding has the same q-value wherever it is shown: on a
/// journal without any effect, at most one range in twenty shows anything at all.
/// </summary>
internal static class FindingSearch
{
    /// <summary>The fewest trades on either side of a contrast.</summary>
    public const int MinimumSide = 10;

    /// <summary>
    /// The largest q-value that is shown. It is the share of journals without any effect that show something: half of the
    /// one in twenty that is promised, because trades that hang together make tests a little too sure.
    /// </summary>
    public const double MaxQ = 0.025;

    /// <summary>Searches a sample.</summary>
    public static SearchResult Run(TradeSample sample, CancellationToken cancellationToken)
    {
        var values = new SampleValues(sample);
        var contrasts = Distinct(sample);
        var results = new List<TestResult>(contrasts.Count);
        foreach (var (contrast, _) in contrasts)
        {
            cancellationToken.ThrowIfCancellationRequested();
            results.Add(values.Test(contrast));
        }

        var q = FalseDiscovery.QValues([.. results.Select(r => r.PValue)]);
        var clear = Enumerable.Range(0, contrasts.Count).Where(n => q[n] <= MaxQ && values.Agrees(contrasts[n].Contrast)).ToList();
        cancellationToken.ThrowIfCancellationRequested();
        var kept = new Explanations(values).Keep([.. clear.Select(n => contrasts[n].Contrast)]).ToHashSet();
        return new SearchResult(
            contrasts.Count,
            q.Count == 0 ? null : q.Min(),
            [
                .. clear.Where(n => kept.Contains(contrasts[n].Contrast))
                    .OrderBy(n => results[n].PValue).ThenByDescending(n => results[n].Statistic)
                    .Select(n => Describe(contrasts[n].Contrast, contrasts[n].Types, results[n].PValue, q[n], values)),
            ]);
    }

    /// <summary>
    /// The contrasts that can be tested, each division of the trades once: long against short is short against long. The
    /// smaller side gives the name.
    /// </summary>
    private static List<(Contrast Contrast, IReadOnlyList<InsightType> Types)> Distinct(TradeSample sample) =>
    [
        .. HypothesisCatalog.All
            .SelectMany(h => h.Contrasts(sample).Select(c => (Contrast: c, h.Types)))
            .Where(x => x.Contrast.Side.Length >= MinimumSide && x.Contrast.Rest.Length >= MinimumSide)
            .GroupBy(x => Division.Of(x.Contrast))
            .Select(g => (g.MinBy(x => x.Contrast.Side.Length).Contrast, (IReadOnlyList<InsightType>)[.. g.SelectMany(x => x.Types).Distinct()])),
    ];

    private static Discovery Describe(Contrast contrast, IReadOnlyList<InsightType> types, double p, double q, SampleValues values)
    {
        var samples = values.Shown(contrast);
        var (low, high) = Bootstrap.Interval(samples, SampleValues.SeedOf(contrast));
        var finding = new Finding
        {
            Dimension = contrast.Dimension,
            Key = contrast.Key,
            Direction = IsGood(contrast.Measure, samples.Difference) ? "positive" : "negative",
            Text = FindingText.Of(contrast, values.Sample, q, low, high),
            Effect = samples.Difference,
            EffectR = values.EffectInR(contrast, MinimumSide),
            N = contrast.Side.Length,
            NRest = contrast.Rest.Length,
            Test = NameOfTest(contrast),
            PValue = p,
            QValue = q,
            ConfidenceInterval = [low, high],
            Worth = FindingWorth.Of(contrast, values.Sample),
            Refs = [.. contrast.Side.Take(Finding.MaxRefs).Select(n => values.Sample.Trades[n].Ref.ToString())],
        };
        return new Discovery(finding, contrast, types);
    }

    private static string NameOfTest(Contrast contrast)
    {
        var way = Math.Min(contrast.Side.Length, contrast.Rest.Length) < PermutationTest.LargeSide ? "permutation" : "normal approximation";
        return contrast.Measure switch
        {
            Measure.Share => "exact sign permutation of the share",
            Measure.Pnl => $"{way} of the mean scaled result" + (contrast.OnlyWorse ? ", one-sided" : ""),
            _ => $"{way} of the mean logarithm, one-sided",
        };
    }

    // More money is good; longer holds of losers, larger trades after losses and habits that cost are not.
    private static bool IsGood(Measure measure, double difference) => measure == Measure.Pnl && difference > 0;
}
