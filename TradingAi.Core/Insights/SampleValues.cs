using TradingAi.Core.Analytics;
using TradingAi.Core.Insights.Hypotheses;
using TradingAi.Core.Insights.Statistics;

namespace TradingAi.Core.Insights;

/// <summary>Turns a contrast into the numbers that are shown and the numbers that its test compares.</summary>
internal sealed class SampleValues
{
    private readonly double[] _holdHours;
    private readonly double[] _stakes;
    private readonly double?[] _r;
    private readonly int[] _days;
    private readonly double[] _scores;
    private readonly double[] _scoresWithinHold;
    private readonly double[] _logHours;
    private readonly double[] _logStakes;

    /// <summary>Prepares the numbers of a sample.</summary>
    public SampleValues(TradeSample sample)
    {
        Sample = sample;
        _holdHours = [.. sample.Trades.Select(t => t.HoldTime!.Value.TotalHours)];
        _stakes = Stake.Of(sample);
        _r = [.. sample.Trades.Select(t => (double?)t.R)];
        _days = [.. sample.LocalEntries.Select(e => DateOnly.FromDateTime(e).DayNumber)];
        _scores = UsualResult.Scores(sample.Trades, sample.Pnl);
        _scoresWithinHold = WithoutMeans(_scores, n => GroupDimensions.HoldKey(sample.Trades[n].HoldTime!.Value));
        _logHours = WithoutMeans([.. _holdHours.Select(h => Math.Log(h + (1.0 / 60)))], n => sample.Trades[n].Asset);
        _logStakes = AgainstNeighbours(WithoutMeans([.. _stakes.Select(s => Math.Log(Math.Max(s, 1e-6)))], n => sample.Trades[n].Asset), sample);
    }

    /// <summary>The sample.</summary>
    public TradeSample Sample { get; }

    /// <summary>Each trade's net P&amp;L against the usual result of such a trade (<see cref="UsualResult"/>).</summary>
    public double[] Scores => _scores;

    /// <summary>The seed of everything random about a contrast.</summary>
    public static ulong SeedOf(Contrast contrast) => SeededRandom.SeedOf($"{contrast.Dimension}|{contrast.Key}|{contrast.Measure}");

    /// <summary>The values of both sides as they are shown.</summary>
    public TwoSamples Shown(Contrast contrast) => Split(contrast, contrast.Measure switch
    {
        Measure.HoldHours => _holdHours,
        Measure.Size => _stakes,
        _ => Sample.Pnl,
    });

    /// <summary>The values that the test compares, one a trade of the sample.</summary>
    public double[] Tested(Contrast contrast) => contrast.Measure switch
    {
        Measure.HoldHours => _logHours,
        Measure.Size => _logStakes,
        _ => contrast.WithinHold ? _scoresWithinHold : _scores,
    };

    /// <summary>Tests a contrast.</summary>
    public TestResult Test(Contrast contrast)
    {
        if (contrast.Measure == Measure.Share)
        {
            return SignTest.AtLeast(contrast.Side.Length, contrast.Trials);
        }

        var samples = Split(contrast, Tested(contrast));
        var inflation = DayClusters.Inflation(samples, [.. contrast.Side.Select(n => _days[n])], [.. contrast.Rest.Select(n => _days[n])]);
        var tail = contrast.Measure != Measure.Pnl ? Tail.Larger : contrast.OnlyWorse ? Tail.Smaller : Tail.Both;
        return PermutationTest.Run(samples.Side, samples.Rest, tail, SeedOf(contrast), inflation);
    }

    /// <summary>Whether what is shown points where the test does; a result that only does so once it is scaled is not told.</summary>
    public bool Agrees(Contrast contrast) =>
        contrast.Measure == Measure.Share || Shown(contrast).Difference * Split(contrast, Tested(contrast)).Difference > 0;

    /// <summary>The difference of mean R; null where a side has fewer trades with a known initial risk than wanted.</summary>
    public double? EffectInR(Contrast contrast, int minimum)
    {
        if (contrast.Measure is not (Measure.Pnl or Measure.Share))
        {
            return null;
        }

        var side = contrast.Side.Select(n => _r[n]).OfType<double>().ToArray();
        var rest = contrast.Rest.Select(n => _r[n]).OfType<double>().ToArray();
        return side.Length >= minimum && rest.Length >= minimum ? side.Average() - rest.Average() : null;
    }

    private static TwoSamples Split(Contrast contrast, IReadOnlyList<double> values) =>
        new([.. contrast.Side.Select(n => values[n])], [.. contrast.Rest.Select(n => values[n])]);

    // Large losses come from large trades, and what follows them is large as well where the account has grown: sizes are told
    // from the mean of the entries shortly before and after.
    private static double[] AgainstNeighbours(double[] values, TradeSample sample)
    {
        const int Reach = 15;
        int[] order = [.. Enumerable.Range(0, values.Length).OrderBy(n => sample.Trades[n].EntryAt).ThenBy(n => n)];
        var against = new double[values.Length];
        for (var k = 0; k < order.Length; k++)
        {
            var near = order[Math.Max(0, k - Reach)..Math.Min(order.Length, k + Reach + 1)].Where(n => n != order[k]).ToList();
            against[order[k]] = near.Count == 0 ? 0 : values[order[k]] - near.Average(n => values[n]);
        }

        return against;
    }

    private static double[] WithoutMeans<T>(double[] values, Func<int, T> group)
        where T : notnull
    {
        var means = Enumerable.Range(0, values.Length).GroupBy(group).ToDictionary(g => g.Key, g => g.Average(n => values[n]));
        return [.. values.Select((v, n) => v - means[group(n)])];
    }
}
