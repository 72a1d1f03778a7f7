using System.Text.Json.Serialization;
using TradingAi.Core.Insights.Statistics;

namespace TradingAi.Core.Analytics.Risk;

/// <summary>
/// How likely the next <see cref="NextTrades"/> trades are to lose a given amount at some point, if each is drawn at random from
/// those that were made: a bootstrap (Efron 1979) of the classical risk of ruin, which asks for the chance of losing a number of
/// units of risk. Trades are drawn one by one, so that streaks beyond chance are not in it. The account's size is not known: the
/// loss that counts as ruin is <see cref="UnitsOfLoss"/> mean losses.
/// </summary>
/// <param name="Probability">0–1, within about a percentage point: the part of the drawn courses that reach the loss.</param>
/// <param name="LossLimit">The loss that counts as ruin, an amount over 0, in the account's currency; null where no trade lost, and nothing can be lost.</param>
/// <param name="Fall95">What the courses fall below their start at most in 19 of 20 cases, 0 or more.</param>
/// <param name="SampleSize">How many trades were drawn from.</param>
/// <param name="Definition">The same in a sentence.</param>
public sealed record RuinRisk(double Probability, decimal? LossLimit, [property: JsonPropertyName("fall_95")] decimal Fall95, int SampleSize, string Definition)
{
    /// <summary>Under so many trades it is not computed.</summary>
    public const int LeastTrades = 30;

    /// <summary>How many trades lie ahead.</summary>
    public const int NextTrades = 100;

    /// <summary>How many mean losses are ruin.</summary>
    public const int UnitsOfLoss = 20;

    private const int Courses = 2_000;

    // Sums of decimals as doubles miss a limit that they reach exactly.
    private const double Rounding = 1e-9;

    /// <summary>Draws it; the same trades always give the same answer.</summary>
    /// <param name="pnl">Net P&amp;L a trade, in pooled order.</param>
    /// <param name="lossLimit">The loss that counts as ruin; null for <see cref="UnitsOfLoss"/> mean losses.</param>
    /// <returns>Null under <see cref="LeastTrades"/> trades.</returns>
    public static RuinRisk? Of(IReadOnlyCollection<decimal> pnl, decimal? lossLimit = null)
    {
        ArgumentNullException.ThrowIfNull(pnl);
        if (pnl.Count < LeastTrades)
        {
            return null;
        }

        var losses = pnl.Where(p => p < 0).ToList();
        var limit = lossLimit ?? (losses.Count == 0 ? null : UnitsOfLoss * -losses.Sum() / losses.Count);
        var falls = Falls([.. pnl.Select(p => (double)p)]);
        var reached = limit is null ? 0 : falls.Count(f => f >= (double)limit * (1 - Rounding));
        return new RuinRisk(
            (double)reached / Courses,
            limit,
            (decimal)falls[(int)Math.Ceiling(0.95 * Courses) - 1],
            pnl.Count,
            $"The part of {Courses} courses of {NextTrades} trades, each drawn at random from these {pnl.Count}, that fall at some point by the loss limit "
                + $"({(lossLimit is null ? $"{UnitsOfLoss} mean losses" : "as given")}) below where they start.");
    }

    // How deep each course falls below its start, in order of depth.
    private static double[] Falls(double[] pnl)
    {
        var random = new SeededRandom(SeededRandom.SeedOf("risk of ruin"));
        var falls = new double[Courses];
        for (var course = 0; course < Courses; course++)
        {
            var (equity, lowest) = (0.0, 0.0);
            for (var n = 0; n < NextTrades; n++)
            {
                equity += pnl[random.Next(pnl.Length)];
                lowest = Math.Min(lowest, equity);
            }

            falls[course] = -lowest;
        }

        Array.Sort(falls);
        return falls;
    }
}
