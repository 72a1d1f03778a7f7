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

    /// <summary>The largest q-value that is shown.</summary>
    public const double MaxQ = 0.05;

    // A weaker finding must hold up at this level without the trades of a stronger one that it overlaps.
    private const double ApartLevel = 0.05;
    private const double Overlap = 0.25;
    private const int ApartPermutations = 999;

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
        var accepted = new List<int>();
        foreach (var n in Enumerable.Range(0, contrasts.Count).Where(n => q[n] <= MaxQ)
            .OrderBy(n => results[n].PValue).ThenByDescending(n => results[n].Statistic))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (accepted.TrueForAll(a => StandsApart(contrasts[n].Contrast, contrasts[a].Contrast, values)))
            {
                accepted.Add(n);
            }
        }

        return new SearchResult(
            contrasts.Count,
            q.Count == 0 ? null : q.Min(),
            [.. accepted.Select(n => Describe(contrasts[n].Contrast, contrasts[n].Types, results[n].PValue, q[n], values))]);
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

    // Friday as a whole says nothing new where Friday afternoon explains it: what overlaps a stronger finding must differ
    // outside of it, or inside of it, on its own.
    private static bool StandsApart(Contrast weaker, Contrast stronger, SampleValues values)
    {
        if (weaker.Measure != stronger.Measure)
        {
            return true;
        }

        var inside = stronger.Side.ToHashSet();
        var shared = weaker.Side.Count(inside.Contains);
        if (shared < Overlap * Math.Min(weaker.Side.Length, stronger.Side.Length))
        {
            return true;
        }

        return Differs(n => !inside.Contains(n)) || Differs(inside.Contains);

        bool Differs(Func<int, bool> where)
        {
            var part = weaker with { Side = [.. weaker.Side.Where(where)], Rest = [.. weaker.Rest.Where(where)] };
            return part.Side.Length >= MinimumSide && part.Rest.Length >= MinimumSide && values.Test(part, ApartPermutations).PValue <= ApartLevel;
        }
    }

    private static Discovery Describe(Contrast contrast, IReadOnlyList<InsightType> types, double p, double q, SampleValues values)
    {
        var samples = values.Of(contrast);
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

    private static string NameOfTest(Contrast contrast) =>
        (Math.Min(contrast.Side.Length, contrast.Rest.Length) < PermutationTest.LargeSide ? "permutation" : "normal approximation")
        + (contrast.Measure == Measure.Pnl ? " of mean net P&L and win rate" : " of the mean");

    // More money is good; longer holds of losers and larger trades after losses are not.
    private static bool IsGood(Measure measure, double difference) => measure == Measure.Pnl ? difference > 0 : difference < 0;
}
