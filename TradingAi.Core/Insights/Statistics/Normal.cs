namespace TradingAi.Core.Insights.Statistics;

/// <summary>The standard normal distribution.</summary>
internal static class Normal
{
    private static readonly double[] s_coefficients =
        [-1.26551223, 1.00002368, 0.37409196, 0.09678418, -0.18628806, 0.27886807, -1.13520398, 1.48851587, -0.82215223, 0.17087277];

    /// <summary>
    /// The chance of a value at least this far from 0 on either side: erfc(z / √2), by the Chebyshev fit of Press et al.,
    /// Numerical Recipes, 6.2, whose relative error stays below 1.2e-7. Never under the smallest normal number.
    /// </summary>
    public static double TwoSided(double z)
    {
        var x = Math.Min(Math.Abs(z), 37) / Math.Sqrt(2);
        var t = 1 / (1 + (0.5 * x));
        var polynomial = s_coefficients.Reverse().Aggregate(0.0, (sum, c) => (sum * t) + c);
        return Math.Min(1, t * Math.Exp((-x * x) + polynomial));
    }
}
