using TradingAi.Core.Insights.Hypotheses;
using TradingAi.Core.Insights.Statistics;

namespace TradingAi.Core.Insights;

/// <summary>Turns a contrast into the numbers that its test compares.</summary>
internal sealed class SampleValues(TradeSample sample)
{
    private readonly double[] _holdHours = [.. sample.Trades.Select(t => t.HoldTime!.Value.TotalHours)];
    private readonly double[] _sizes = PositionSize.RelativeTo(sample);
    private readonly double?[] _r = [.. sample.Trades.Select(t => (double?)t.R)];

    /// <summary>The sample.</summary>
    public TradeSample Sample => sample;

    /// <summary>The seed of everything random about a contrast.</summary>
    public static ulong SeedOf(Contrast contrast) => SeededRandom.SeedOf($"{contrast.Dimension}|{contrast.Key}|{contrast.Measure}");

    /// <summary>The values of both sides.</summary>
    public TwoSamples Of(Contrast contrast)
    {
        IReadOnlyList<double> values = contrast.Measure switch
        {
            Measure.HoldHours => _holdHours,
            Measure.Size => _sizes,
            _ => sample.Pnl,
        };
        return new TwoSamples([.. contrast.Side.Select(n => values[n])], [.. contrast.Rest.Select(n => values[n])]);
    }

    /// <summary>Tests a contrast.</summary>
    public TestResult Test(Contrast contrast, int permutations = PermutationTest.MaxPermutations) =>
        PermutationTest.Run(Of(contrast), withShares: contrast.Measure == Measure.Pnl, SeedOf(contrast), permutations);

    /// <summary>The difference of mean R; null where a side has fewer trades with a known initial risk than wanted.</summary>
    public double? EffectInR(Contrast contrast, int minimum)
    {
        if (contrast.Measure != Measure.Pnl)
        {
            return null;
        }

        var side = contrast.Side.Select(n => _r[n]).OfType<double>().ToArray();
        var rest = contrast.Rest.Select(n => _r[n]).OfType<double>().ToArray();
        return side.Length >= minimum && rest.Length >= minimum ? side.Average() - rest.Average() : null;
    }
}
