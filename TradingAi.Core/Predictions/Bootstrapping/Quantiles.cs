namespace TradingAi.Core.Predictions.Bootstrapping;

/// <summary>Equal-tailed intervals of sorted draws.</summary>
internal static class Quantiles
{
    /// <summary>The quantile of a fraction, interpolated (Hyndman and Fan's type 7).</summary>
    public static double At(double[] sorted, double fraction)
    {
        var position = fraction * (sorted.Length - 1);
        var (low, high) = ((int)Math.Floor(position), (int)Math.Ceiling(position));
        return sorted[low] + ((position - low) * (sorted[high] - sorted[low]));
    }

    /// <summary>The interval of a continuous quantity.</summary>
    public static (double Low, double High) Continuous(double[] sorted, double level) =>
        (At(sorted, (1 - level) / 2), At(sorted, (1 + level) / 2));

    /// <summary>
    /// The interval of a quantity with few values. Quantiles of such a one hold more than the level at their ends; of the intervals
    /// that end at them or one value further in, the one that holds nearest to the level is taken.
    /// </summary>
    public static (T Low, T High) Discrete<T>(T[] sorted, double level)
        where T : struct, IComparable<T>
    {
        var tail = (int)Math.Round((1 - level) / 2 * sorted.Length);
        var (low, high) = (sorted[Math.Min(tail, sorted.Length - 1)], sorted[Math.Max(0, sorted.Length - 1 - tail)]);
        var best = (Low: low, High: high);
        var distance = double.MaxValue;
        foreach (var from in new[] { low, sorted.FirstOrDefault(v => v.CompareTo(low) > 0, low) })
        {
            foreach (var to in new[] { high, sorted.LastOrDefault(v => v.CompareTo(high) < 0, high) })
            {
                var held = (double)sorted.Count(v => v.CompareTo(from) >= 0 && v.CompareTo(to) <= 0) / sorted.Length;
                if (from.CompareTo(to) <= 0 && Math.Abs(held - level) < distance)
                {
                    (best, distance) = ((from, to), Math.Abs(held - level));
                }
            }
        }

        return best;
    }
}
