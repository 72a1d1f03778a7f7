namespace TradingAi.Core.Insights.Statistics;

/// <summary>Which differences count as far from chance.</summary>
public enum Tail
{
    /// <summary>A side that is larger or smaller.</summary>
    Both,

    /// <summary>Only a side that is larger.</summary>
    Larger,

    /// <summary>Only a side that is smaller.</summary>
    Smaller,
}

/// <summary>What a test says.</summary>
/// <param name="PValue">Over 0 up to 1.</param>
/// <param name="Statistic">The studentized difference, larger where chance explains less: orders results of equal p-values.</param>
public readonly record struct TestResult(double PValue, double Statistic);

/// <summary>
/// Permutation test that two samples come from one distribution, sensitive to their means: the statistic is the difference
/// of the means over its standard error. Studentizing keeps the test honest where the spreads differ (Chung and Romano,
/// 2013). The spread of a few values is a poor witness and costs power, so each side's variance is moderated towards the
/// common one (Smyth, 2004, with <see cref="PriorDegrees"/>): large sides keep their own. A two-sided p-value is twice that
/// of the observed direction, because results are skewed and chance reaches farther one way.
/// <para>
/// Relabelling stops after <see cref="EnoughExceedances"/> exceedances (Besag and Clifford, 1991), so that what is plainly
/// chance costs little; at most <see cref="MaxPermutations"/>. Where the smaller side has <see cref="LargeSide"/> values or
/// more, relabelling would cost seconds and tell nothing that the normal limit does not, so that is taken.
/// </para>
/// </summary>
public static class PermutationTest
{
    /// <summary>The most relabellings; the smallest p-value is 1 / (this + 1), twice that for both tails.</summary>
    public const int MaxPermutations = 19_999;

    /// <summary>Exceedances after which a p-value is known well enough.</summary>
    public const int EnoughExceedances = 50;

    /// <summary>From this size of the smaller side on the normal limit is taken.</summary>
    public const int LargeSide = 1_000;

    /// <summary>How many degrees of freedom the common variance counts beside a side's own.</summary>
    public const int PriorDegrees = 30;

    // Equal sets summed in another order differ in the last digits and still count as equal.
    private const double Tolerance = 1e-9;

    /// <summary>Runs the test.</summary>
    /// <param name="side">One side, two values or more.</param>
    /// <param name="rest">The other side, two values or more.</param>
    /// <param name="tail">Which differences count.</param>
    /// <param name="seed">Where the relabelling starts.</param>
    /// <param name="inflation">
    /// How much larger the difference's standard error is than Welch's, 1 or more: the values of one day may hang together.
    /// </param>
    public static TestResult Run(IReadOnlyList<double> side, IReadOnlyList<double> rest, Tail tail, ulong seed, double inflation = 1)
    {
        ArgumentNullException.ThrowIfNull(side);
        ArgumentNullException.ThrowIfNull(rest);

        // The smaller side is the one drawn; its sign makes the direction looked for positive.
        var (few, many, sign) = side.Count <= rest.Count ? (side, rest, 1.0) : (rest, side, -1.0);
        var pool = new Pool([.. few, .. many], few.Count);
        var observed = sign * pool.Statistic() / inflation;
        var (direction, tails) = tail switch
        {
            Tail.Larger => (1, 1),
            Tail.Smaller => (-1, 1),
            _ => (observed < 0 ? -1 : 1, 2),
        };
        var statistic = direction * observed;
        if (statistic <= 0)
        {
            return new TestResult(1, statistic);
        }

        if (few.Count >= LargeSide)
        {
            return new TestResult(Normal.TwoSided(statistic) * tails / 2, statistic);
        }

        var enough = statistic * (1 - Tolerance);
        var random = new SeededRandom(seed);
        var exceedances = 0;
        for (var n = 1; n <= MaxPermutations; n++)
        {
            if (direction * sign * pool.Redraw(ref random) >= enough && ++exceedances == EnoughExceedances)
            {
                return new TestResult(Math.Min(1, tails * (double)exceedances / n), statistic);
            }
        }

        return new TestResult(Math.Min(1, tails * (exceedances + 1.0) / (MaxPermutations + 1)), statistic);
    }

    /// <summary>All values, the drawn ones first.</summary>
    private sealed class Pool
    {
        private readonly double[] _values;
        private readonly int _drawn;
        private readonly double _sum;
        private readonly double _squares;
        private readonly double _noise;

        public Pool(double[] values, int drawn)
        {
            // Centred, so that sums of squares lose no digits.
            var origin = values.Average();
            _values = [.. values.Select(v => v - origin)];
            _drawn = drawn;
            _sum = _values.Sum();
            _squares = _values.Sum(v => v * v);
            _noise = Tolerance * Math.Sqrt(_squares / _values.Length);
        }

        /// <summary>The statistic of the values drawn as they are.</summary>
        public double Statistic()
        {
            double sum = 0, squares = 0;
            foreach (var value in _values.AsSpan(0, _drawn))
            {
                sum += value;
                squares += value * value;
            }

            return Statistic(sum, squares);
        }

        /// <summary>Draws others (Fisher and Yates, as far as needed), and gives their statistic.</summary>
        public double Redraw(ref SeededRandom random)
        {
            var values = _values.AsSpan();
            double sum = 0, squares = 0;
            for (var i = 0; i < _drawn; i++)
            {
                var j = i + random.Next(values.Length - i);
                var drawn = values[j];
                values[j] = values[i];
                values[i] = drawn;
                sum += drawn;
                squares += drawn * drawn;
            }

            return Statistic(sum, squares);
        }

        private double Statistic(double sum, double squares)
        {
            double n = _drawn, m = _values.Length - _drawn;
            var (mean, rest) = (sum / n, (_sum - sum) / m);
            var difference = mean - rest;
            if (Math.Abs(difference) <= _noise)
            {
                return 0;
            }

            var (drawn, others) = (Deviations(squares, mean, n), Deviations(_squares - squares, rest, m));
            var common = (drawn + others) / (n + m - 2);
            var error = (Moderated(drawn, n, common) / n) + (Moderated(others, m, common) / m);
            return difference / Math.Max(Math.Sqrt(error), _noise);
        }

        private static double Deviations(double squares, double mean, double n) => Math.Max(0, squares - (n * mean * mean));

        private static double Moderated(double deviations, double n, double common) => (deviations + (PriorDegrees * common)) / (n - 1 + PriorDegrees);
    }
}
