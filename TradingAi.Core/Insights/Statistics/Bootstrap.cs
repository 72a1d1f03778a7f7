namespace TradingAi.Core.Insights.Statistics;

/// <summary>The percentile bootstrap (Efron) of a difference of means, each side resampled on its own.</summary>
internal static class Bootstrap
{
    private const int Resamples = 2_000;

    // Bounds the work on very large samples, whose interval needs fewer resamples.
    private const int MaxDraws = 10_000_000;
    private const int FewestResamples = 400;

    /// <summary>Low and high end of the 95 % interval.</summary>
    public static (double Low, double High) Interval(TwoSamples samples, ulong seed)
    {
        var random = new SeededRandom(seed);
        var count = Math.Clamp(MaxDraws / (samples.Side.Length + samples.Rest.Length), FewestResamples, Resamples);
        var differences = new double[count];
        for (var n = 0; n < count; n++)
        {
            differences[n] = ResampledMean(samples.Side, ref random) - ResampledMean(samples.Rest, ref random);
        }

        Array.Sort(differences);
        return (differences[(int)(0.025 * (count - 1))], differences[(int)Math.Ceiling(0.975 * (count - 1))]);
    }

    private static double ResampledMean(double[] values, ref SeededRandom random)
    {
        var sum = 0.0;
        for (var n = 0; n < values.Length; n++)
        {
            sum += values[random.Next(values.Length)];
        }

        return sum / values.Length;
    }
}
