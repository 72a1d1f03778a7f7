namespace TradingAi.Core.Insights.Statistics;

/// <summary>
/// How much trades of one day hang together: the cluster-robust standard error of a difference of means (Liang and Zeger,
/// 1986) over Welch's, which takes every trade for a witness of its own.
/// </summary>
internal static class DayClusters
{
    /// <summary>The ratio of the two, at least 1: clusters never make a result surer.</summary>
    /// <param name="samples">Both sides.</param>
    /// <param name="side">The cluster of each value of the side.</param>
    /// <param name="rest">The cluster of each value of the rest.</param>
    public static double Inflation(TwoSamples samples, IReadOnlyList<int> side, IReadOnlyList<int> rest)
    {
        var sums = new Dictionary<int, double>();
        var independent = Add(samples.Side, side, 1) + Add(samples.Rest, rest, -1);
        var clustered = sums.Values.Sum(s => s * s);
        return independent > 0 ? Math.Sqrt(Math.Max(1, clustered / independent)) : 1;

        double Add(double[] values, IReadOnlyList<int> clusters, int sign)
        {
            var mean = values.Average();
            var squares = 0.0;
            for (var n = 0; n < values.Length; n++)
            {
                var share = sign * (values[n] - mean) / values.Length;
                squares += share * share;
                sums[clusters[n]] = sums.GetValueOrDefault(clusters[n]) + share;
            }

            return squares;
        }
    }
}
