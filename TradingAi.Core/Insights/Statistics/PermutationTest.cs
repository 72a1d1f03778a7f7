namespace TradingAi.Core.Insights.Statistics;

/// <summary>
/// Two-sided permutation test that two samples come from one distribution, sensitive to their means and, where asked, to
/// their shares of positive values (win rates) at once: the statistic is the larger of Welch's |t| and the |z| of the
/// shares, so that one p-value covers both. Studentizing keeps the test honest where the spreads differ (Chung and
/// Romano, 2013). Relabelling stops after <see cref="EnoughExceedances"/> exceedances (Besag and Clifford, 1991), so that
/// what is plainly chance costs little; at most <see cref="MaxPermutations"/>. Where the smaller side has
/// <see cref="LargeSide"/> values or more, relabelling would cost seconds and tell nothing that the normal limit of both
/// statistics does not, so that is taken, with Bonferroni's correction for the two.
/// </summary>
internal static class PermutationTest
{
    /// <summary>The most relabellings; the smallest p-value is 1 / (this + 1).</summary>
    public const int MaxPermutations = 9_999;

    /// <summary>Exceedances after which a p-value is known well enough.</summary>
    public const int EnoughExceedances = 50;

    /// <summary>From this size of the smaller side on the normal limit is taken.</summary>
    public const int LargeSide = 1_000;

    // Equal sets summed in another order differ in the last digits and still count as equal.
    private const double Tolerance = 1e-9;

    /// <summary>Runs the test.</summary>
    /// <param name="samples">Both sides, each with two values or more.</param>
    /// <param name="withShares">Whether the share of positive values counts too.</param>
    /// <param name="seed">Where the relabelling starts.</param>
    /// <param name="permutations">The most relabellings here.</param>
    public static TestResult Run(TwoSamples samples, bool withShares, ulong seed, int permutations = MaxPermutations)
    {
        // Both statistics are symmetric, so the smaller side is the one drawn.
        var (few, many) = samples.Side.Length <= samples.Rest.Length ? (samples.Side, samples.Rest) : (samples.Rest, samples.Side);
        var pool = new Pool([.. few, .. many], few.Length, withShares);
        var statistic = pool.Statistic();
        if (statistic == 0)
        {
            return new TestResult(1, 0);
        }

        if (few.Length >= LargeSide)
        {
            return new TestResult(Math.Min(1, (withShares ? 2 : 1) * Normal.TwoSided(statistic)), statistic);
        }

        var observed = statistic * (1 - Tolerance);
        var random = new SeededRandom(seed);
        var exceedances = 0;
        for (var n = 1; n <= permutations; n++)
        {
            if (pool.Redraw(ref random) >= observed && ++exceedances == EnoughExceedances)
            {
                return new TestResult((double)exceedances / n, statistic);
            }
        }

        return new TestResult((exceedances + 1.0) / (permutations + 1), statistic);
    }

    /// <summary>All values, the drawn ones first.</summary>
    private sealed class Pool
    {
        // Win as 0 or 1 beside its value: both move together, and one pass sums both.
        private readonly (double Value, double Win)[] _values;
        private readonly int _drawn;
        private readonly bool _withShares;
        private readonly double _sum;
        private readonly double _squares;
        private readonly double _wins;

        public Pool(double[] values, int drawn, bool withShares)
        {
            // Centred, so that sums of squares lose no digits.
            var origin = values.Average();
            _values = new (double, double)[values.Length];
            for (var i = 0; i < values.Length; i++)
            {
                var (value, win) = (values[i] - origin, values[i] > 0 ? 1.0 : 0.0);
                _values[i] = (value, win);
                _sum += value;
                _squares += value * value;
                _wins += win;
            }

            _drawn = drawn;
            _withShares = withShares;
        }

        /// <summary>The statistic of the values drawn as they are.</summary>
        public double Statistic()
        {
            double sum = 0, squares = 0, wins = 0;
            foreach (var (value, win) in _values.AsSpan(0, _drawn))
            {
                sum += value;
                squares += value * value;
                wins += win;
            }

            return Statistic(sum, squares, wins);
        }

        /// <summary>Draws others (Fisher and Yates, as far as needed), and gives their statistic.</summary>
        public double Redraw(ref SeededRandom random)
        {
            var values = _values.AsSpan();
            double sum = 0, squares = 0, wins = 0;
            for (var i = 0; i < _drawn; i++)
            {
                var j = i + random.Next(values.Length - i);
                var drawn = values[j];
                values[j] = values[i];
                values[i] = drawn;
                sum += drawn.Value;
                squares += drawn.Value * drawn.Value;
                wins += drawn.Win;
            }

            return Statistic(sum, squares, wins);
        }

        private double Statistic(double sum, double squares, double wins)
        {
            var welch = Welch(sum, squares);
            return _withShares ? Math.Max(welch, Shares(wins)) : welch;
        }

        private double Welch(double sum, double squares)
        {
            double n = _drawn, m = _values.Length - _drawn;
            var (mean, rest) = (sum / n, (_sum - sum) / m);
            var error = (Variance(squares, mean, n) / n) + (Variance(_squares - squares, rest, m) / m);
            var difference = Math.Abs(mean - rest);
            var noise = Tolerance * Math.Sqrt(_squares / _values.Length);
            return difference <= noise ? 0 : difference / Math.Max(Math.Sqrt(error), noise);
        }

        private double Shares(double wins)
        {
            double n = _drawn, m = _values.Length - _drawn;
            var pooled = _wins / (n + m);
            var error = pooled * (1 - pooled) * ((1 / n) + (1 / m));
            return error > 0 ? Math.Abs((wins / n) - ((_wins - wins) / m)) / Math.Sqrt(error) : 0;
        }

        private static double Variance(double squares, double mean, double n) =>
            Math.Max(0, (squares - (n * mean * mean)) / (n - 1));
    }
}

/// <summary>What a test says.</summary>
/// <param name="PValue">Two-sided, over 0 up to 1.</param>
/// <param name="Statistic">The studentized difference, 0 or more: orders results of equal p-values.</param>
internal readonly record struct TestResult(double PValue, double Statistic);
