using TradingAi.Core.Analytics;

namespace TradingAi.Core.Predictions.Patterns;

/// <summary>
/// What usually comes of each pattern, from its own history shrunk towards the trader's usual (empirical Bayes). How much patterns
/// differ at all is estimated from all of them, by moments: where they hardly do, each is believed to be like the rest.
/// </summary>
internal static class PatternOutcomes
{
    private const double Level = 0.8;
    private const double LeastStrength = 4;
    private const double MostStrength = 200;

    // Two-sided 80% of a normal variable.
    private const double Width = 1.2816;

    private const double MuchWider = 1.75;
    private const double Wider = 1.25;

    /// <summary>The outcomes, in the patterns' order.</summary>
    /// <param name="patterns">The patterns.</param>
    /// <param name="pnl">Net P&amp;L of every closed trade.</param>
    public static IReadOnlyList<PatternPrediction> Of(IReadOnlyList<PatternHistory> patterns, double[] pnl)
    {
        var usual = new Usual((double)pnl.Count(p => p > 0) / pnl.Length, pnl.Average(), SampleStatistics.StandardDeviation(pnl) ?? 0);

        // Findings stand out by choice; how much patterns differ is learnt from the setups, which do not.
        List<PatternHistory> setups = [.. patterns.Where(p => p.Family is "playbook" or "symbol")];
        var prior = BetaBinomial.Prior(usual.WinRate, StrengthOfWinRates(setups, usual.WinRate));
        var returns = StrengthOfReturns(setups, usual);
        return [.. patterns.Select(p => Describe(p, prior, returns, usual))];
    }

    private static PatternPrediction Describe(PatternHistory pattern, BetaBinomial prior, double returns, Usual usual)
    {
        var n = pattern.Pnl.Length;
        var chance = prior.After(pattern.Wins, n - pattern.Wins);
        var (low, high) = chance.Interval(Level);
        var own = pattern.Pnl.Average();
        var spread = SampleStatistics.StandardDeviation(pattern.Pnl) ?? usual.Spread;
        var expected = ((n * own) + (returns * usual.Mean)) / (n + returns);
        return new PatternPrediction
        {
            Pattern = pattern.Name,
            SuccessProbability = chance.Mean,
            Interval80 = [low, high],
            ExpectedReturn = Money.Of(expected),
            RiskLevel = RiskOf(expected, Width * spread / Math.Sqrt(n + returns), spread, usual),
            N = n,
        };
    }

    private static string RiskOf(double expected, double halfWidth, double spread, Usual usual) =>
        expected + halfWidth < 0 || spread > MuchWider * usual.Spread ? "high"
        : expected - halfWidth > 0 && spread <= Wider * usual.Spread ? "low"
        : "medium";

    /// <summary>
    /// How many trades the prior is worth: what patterns differ beyond chance is m(1 − m) / (strength + 1) for win rates m.
    /// </summary>
    private static double StrengthOfWinRates(IReadOnlyList<PatternHistory> patterns, double winRate)
    {
        var chance = winRate * (1 - winRate);
        var beyond = Between(patterns, p => (double)p.Wins / p.Pnl.Length, winRate, chance);
        return beyond <= 0 ? MostStrength : Math.Clamp((chance / beyond) - 1, LeastStrength, MostStrength);
    }

    /// <summary>The same of mean net P&amp;L: the variance of a trade over the variance between patterns.</summary>
    private static double StrengthOfReturns(IReadOnlyList<PatternHistory> patterns, Usual usual)
    {
        var variance = usual.Spread * usual.Spread;
        var beyond = Between(patterns, p => p.Pnl.Average(), usual.Mean, variance);
        return beyond <= 0 ? MostStrength : Math.Clamp(variance / beyond, LeastStrength, MostStrength);
    }

    // The variance between patterns by moments (DerSimonian and Laird 1986), with the variance of one trade the same everywhere.
    private static double Between(IReadOnlyList<PatternHistory> patterns, Func<PatternHistory, double> of, double mean, double variance)
    {
        if (patterns.Count < 2 || variance <= 0)
        {
            return 0;
        }

        double total = patterns.Sum(p => p.Pnl.Length);
        var squares = patterns.Sum(p => p.Pnl.Length * Math.Pow(of(p) - mean, 2));
        return (squares - (patterns.Count * variance)) / total;
    }

    private readonly record struct Usual(double WinRate, double Mean, double Spread);
}
