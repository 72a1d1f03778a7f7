namespace TradingAi.Core.Insights.Statistics;

/// <summary>
/// The sign test of a share: under the null hypothesis that a thing happens at most half of the time, the chance that it
/// happens this often or more. All 2ⁿ signs are counted, so nothing is drawn at random.
/// </summary>
public static class SignTest
{
    /// <summary>The chance of that many or more.</summary>
    /// <param name="count">How often it happened, 0 to <paramref name="trials"/>.</param>
    /// <param name="trials">How often it could have, 1 or more.</param>
    public static TestResult AtLeast(int count, int trials)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(trials);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, trials);

        // From the term of n successes, 2⁻ⁿ, downwards: C(n, k−1) = C(n, k) · k / (n − k + 1). In logs: 2⁻²⁰⁰⁰ is no double.
        var term = -trials * Math.Log(2);
        var sum = 0.0;
        for (var k = trials; k >= count; k--)
        {
            sum += Math.Exp(term);
            term += Math.Log(k) - Math.Log(trials - k + 1);
        }

        return new TestResult(Math.Clamp(sum, double.Epsilon, 1), (count - (trials / 2.0)) / Math.Sqrt(trials / 4.0));
    }
}
