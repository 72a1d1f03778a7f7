using TradingAi.Core.Predictions.Patterns;

namespace TradingAi.Tests.Predictions;

public sealed class BetaBinomialTests
{
    [Fact]
    public void Observations_add_to_the_prior()
    {
        // A prior of 10 trades at 50%, then 8 wins and 2 losses: (5 + 8) / (10 + 10).
        var posterior = BetaBinomial.Prior(0.5, 10).After(8, 2);
        Assert.Equal(0.65, posterior.Mean, 12);
    }

    [Fact]
    public void A_uniform_belief_has_its_own_quantiles() =>
        Assert.All(new[] { 0.025, 0.1, 0.5, 0.9, 0.975 }, p => Assert.Equal(p, new BetaBinomial(1, 1).Quantile(p), 9));

    // I_x(a, 1) = x^a and I_x(1, b) = 1 − (1 − x)^b.
    [Theory]
    [InlineData(5, 0.1)]
    [InlineData(40, 0.9)]
    public void Quantiles_have_their_closed_form(double shape, double p)
    {
        Assert.Equal(Math.Pow(p, 1 / shape), new BetaBinomial(shape, 1).Quantile(p), 9);
        Assert.Equal(1 - Math.Pow(1 - p, 1 / shape), new BetaBinomial(1, shape).Quantile(p), 9);
    }

    // The beta distribution's own tail is the binomial's: P(Beta(a, b) ≤ x) = P(Bin(a + b − 1, x) ≥ a).
    [Theory]
    [InlineData(3, 7, 0.1)]
    [InlineData(12, 5, 0.9)]
    [InlineData(60, 41, 0.5)]
    public void A_quantile_is_where_the_binomial_tail_reaches_it(int a, int b, double p)
    {
        var x = new BetaBinomial(a, b).Quantile(p);
        var (n, term, tail) = (a + b - 1, 0.0, 0.0);
        for (var k = 0; k <= n; k++)
        {
            term = k == 0 ? Math.Pow(1 - x, n) : term * (n - k + 1) / k * x / (1 - x);
            tail += k >= a ? term : 0;
        }

        Assert.Equal(p, tail, 9);
    }

    [Fact]
    public void An_interval_narrows_towards_what_is_observed()
    {
        var prior = BetaBinomial.Prior(0.5, 10);
        var (few, many) = (prior.After(8, 2).Interval(0.8), prior.After(800, 200).Interval(0.8));
        Assert.True(many.High - many.Low < (few.High - few.Low) / 5);
        Assert.InRange(0.8, many.Low, many.High);
    }
}
