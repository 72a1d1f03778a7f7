namespace TradingAi.Core.Analytics;

/// <summary>
/// Count, mean and spread of a set of numbers, of which two can be joined without the numbers (Chan, Golub and LeVeque 1983),
/// so that nothing is lost to the difference of large sums.
/// </summary>
/// <param name="Count">How many numbers.</param>
/// <param name="Mean">Their mean; 0 of none.</param>
/// <param name="SquaredDeviations">Sum of the squared differences from the mean.</param>
public readonly record struct Moments(int Count, double Mean, double SquaredDeviations)
{
    /// <summary>The sample standard deviation, with n − 1; null under two numbers.</summary>
    public double? StandardDeviation => Count < 2 ? null : Math.Sqrt(SquaredDeviations / (Count - 1));

    /// <summary>Of one number.</summary>
    public static Moments Of(double value) => new(1, value, 0);

    /// <summary>Of several numbers.</summary>
    public static Moments Of(IEnumerable<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return values.Aggregate(default(Moments), (sum, value) => sum.Join(Of(value)));
    }

    /// <summary>Of both sets.</summary>
    public Moments Join(Moments other)
    {
        if (Count == 0 || other.Count == 0)
        {
            return Count == 0 ? other : this;
        }

        var count = Count + other.Count;
        var delta = other.Mean - Mean;
        return new Moments(
            count,
            Mean + (delta * other.Count / count),
            SquaredDeviations + other.SquaredDeviations + (delta * delta * Count * other.Count / count));
    }
}
