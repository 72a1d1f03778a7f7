namespace TradingAi.Core.Predictions.Patterns;

/// <summary>
/// A chance of success that is itself uncertain: Beta(α, β). Observed successes and failures add to α and β (Gelman et al., Bayesian
/// Data Analysis, 2.4).
/// </summary>
/// <param name="Alpha">α, over 0.</param>
/// <param name="Beta">β, over 0.</param>
public readonly record struct BetaBinomial(double Alpha, double Beta)
{
    private const int Bisections = 60;

    /// <summary>The mean chance.</summary>
    public double Mean => Alpha / (Alpha + Beta);

    /// <summary>What is believed before anything is observed.</summary>
    /// <param name="mean">The usual chance, 0–1.</param>
    /// <param name="strength">How many observations that is worth, over 0.</param>
    public static BetaBinomial Prior(double mean, double strength)
    {
        // A prior of certainty could never learn.
        var held = Math.Clamp(mean, 0.01, 0.99);
        return new BetaBinomial(held * strength, (1 - held) * strength);
    }

    /// <summary>What is believed after observations.</summary>
    public BetaBinomial After(int successes, int failures) => new(Alpha + successes, Beta + failures);

    /// <summary>The equal-tailed credible interval of the chance.</summary>
    /// <param name="level">Such as 0.8.</param>
    public (double Low, double High) Interval(double level) => (Quantile((1 - level) / 2), Quantile((1 + level) / 2));

    /// <summary>The chance below which the chance lies with this probability.</summary>
    public double Quantile(double probability)
    {
        var (low, high) = (0.0, 1.0);
        for (var n = 0; n < Bisections; n++)
        {
            var middle = (low + high) / 2;
            (low, high) = IncompleteBeta.Regularized(Alpha, Beta, middle) < probability ? (middle, high) : (low, middle);
        }

        return (low + high) / 2;
    }
}
