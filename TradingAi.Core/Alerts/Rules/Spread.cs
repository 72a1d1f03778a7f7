namespace TradingAi.Core.Alerts.Rules;

/// <summary>
/// The middle and the width of what is usual, neither moved by a few wild values: the median, and the median absolute deviation
/// times 1.4826, which is the standard deviation where values are normal (Rousseeuw and Croux 1993).
/// </summary>
/// <param name="Median">The median.</param>
/// <param name="Width">The width, 0 where more than half of the values are equal.</param>
internal readonly record struct Spread(decimal Median, decimal Width)
{
    private const decimal NormalConsistency = 1.4826m;

    /// <summary>Of at least one value.</summary>
    public static Spread Of(IReadOnlyCollection<decimal> values)
    {
        var median = MedianOf([.. values.Order()]);
        return new Spread(median, NormalConsistency * MedianOf([.. values.Select(v => Math.Abs(v - median)).Order()]));
    }

    /// <summary>So many times the median, or the median and so many widths, whichever is more.</summary>
    public decimal Beyond(int medians, int widths) => Math.Max(medians * Median, Median + (widths * Width));

    private static decimal MedianOf(List<decimal> ordered) => (ordered[(ordered.Count - 1) / 2] + ordered[ordered.Count / 2]) / 2;
}
