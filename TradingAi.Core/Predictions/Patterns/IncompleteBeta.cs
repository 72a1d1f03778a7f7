namespace TradingAi.Core.Predictions.Patterns;

/// <summary>
/// The regularized incomplete beta function, by Lentz's continued fraction, and the logarithm of the gamma function by Lanczos'
/// approximation (Press et al., Numerical Recipes, 6.1 and 6.4). Relative errors stay below 1e-9.
/// </summary>
internal static class IncompleteBeta
{
    private const int MostTerms = 10_000;
    private const double Precision = 1e-14;
    private const double Tiny = 1e-300;

    private static readonly double[] s_lanczos =
    [
        57.1562356658629235, -59.5979603554754912, 14.1360979747417471, -0.491913816097620199, 0.339946499848118887e-4,
        0.465236289270485756e-4, -0.983744753048795646e-4, 0.158088703224912494e-3, -0.210264441724104883e-3, 0.217439618115212643e-3,
        -0.164318106536763890e-3, 0.844182239838527433e-4, -0.261908384015814087e-4, 0.368991826595316234e-5,
    ];

    /// <summary>The chance that a Beta(a, b) variable lies at or below x.</summary>
    /// <param name="a">Over 0.</param>
    /// <param name="b">Over 0.</param>
    /// <param name="x">0–1.</param>
    public static double Regularized(double a, double b, double x)
    {
        if (x is <= 0 or >= 1)
        {
            return x <= 0 ? 0 : 1;
        }

        var front = Math.Exp(LogGamma(a + b) - LogGamma(a) - LogGamma(b) + (a * Math.Log(x)) + (b * Math.Log(1 - x)));

        // The fraction converges fast on this side of the mean, and the function is symmetric.
        return x < (a + 1) / (a + b + 2) ? front * Fraction(a, b, x) / a : 1 - (front * Fraction(b, a, 1 - x) / b);
    }

    private static double Fraction(double a, double b, double x)
    {
        var c = 1.0;
        var d = 1 / Apart(1 - ((a + b) * x / (a + 1)));
        var product = d;
        for (var m = 1; m <= MostTerms; m++)
        {
            var even = m * (b - m) * x / ((a + (2 * m) - 1) * (a + (2 * m)));
            var odd = -(a + m) * (a + b + m) * x / ((a + (2 * m)) * (a + (2 * m) + 1));
            d = 1 / Apart(1 + (even * d));
            c = Apart(1 + (even / c));
            product *= c * d;
            d = 1 / Apart(1 + (odd * d));
            c = Apart(1 + (odd / c));
            product *= c * d;
            if (Math.Abs((c * d) - 1) < Precision)
            {
                break;
            }
        }

        return product;
    }

    private static double Apart(double value) => Math.Abs(value) < Tiny ? Tiny : value;

    private static double LogGamma(double x)
    {
        var shifted = x + 5.24218750000000000;
        var front = ((x + 0.5) * Math.Log(shifted)) - shifted;
        var series = 0.999999999999997092;
        for (var n = 0; n < s_lanczos.Length; n++)
        {
            series += s_lanczos[n] / (x + n + 1);
        }

        return front + Math.Log(2.5066282746310005 * series / x);
    }
}
