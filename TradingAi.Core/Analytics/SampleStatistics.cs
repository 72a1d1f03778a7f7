namespace TradingAi.Core.Analytics;

/// <summary>Statistics of a sample.</summary>
public static class SampleStatistics
{
    /// <summary>
    /// The sample standard deviation, with n − 1; null under two values, and exactly 0 where all values are equal, which
    /// rounding of the mean must not turn into a tiny number.
    /// </summary>
    public static double? StandardDeviation(IReadOnlyList<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.Count < 2)
        {
            return null;
        }

        if (values.All(v => v == values[0]))
        {
            return 0;
        }

        var mean = values.Average();
        return Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / (values.Count - 1));
    }
}
