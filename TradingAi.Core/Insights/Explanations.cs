using TradingAi.Core.Insights.Hypotheses;
using TradingAi.Core.Insights.Statistics;

namespace TradingAi.Core.Insights;

/// <summary>
/// Of contrasts that chance does not explain, keeps those that the others don't explain either: Friday as a whole says
/// nothing new where Friday afternoon accounts for it, nor does an asset whose one bad symbol does. Stepwise least squares:
/// the contrast that is clearest beside those already kept comes next, as long as it is clear at <see cref="Level"/>, and
/// one that is no longer clear beside the later ones goes. That losers are held longer may explain the results of a hold
/// time, never the other way round: the first is what the trader does. This only ever takes findings away.
/// </summary>
internal sealed class Explanations(SampleValues values)
{
    /// <summary>The two-sided level at which a contrast must hold up beside the others.</summary>
    private const double Level = 0.01;

    /// <summary>The contrasts to keep, in the order in which they were taken.</summary>
    /// <param name="candidates">Contrasts that chance does not explain, the surest first.</param>
    public IReadOnlyList<Contrast> Keep(IReadOnlyList<Contrast> candidates)
    {
        var left = candidates.ToList();
        var kept = new List<Contrast>();
        while (true)
        {
            left.RemoveAll(c => c.Family is not null && kept.Exists(k => k.Family == c.Family));
            var clearest = left.Select(c => (Contrast: c, T: Clarity(c, kept))).OrderByDescending(x => x.T).FirstOrDefault();
            if (clearest.Contrast is null || Normal.TwoSided(clearest.T) > Level)
            {
                return kept;
            }

            left.Remove(clearest.Contrast);
            kept.Add(clearest.Contrast);
            while (LeastClear(kept, clearest.Contrast) is { Contrast: { } unclear } least && Normal.TwoSided(least.T) > Level)
            {
                // One at a time: of two that say the same, the other is clear again once one is gone.
                kept.Remove(unclear);
            }
        }
    }

    private (Contrast? Contrast, double T) LeastClear(List<Contrast> kept, Contrast latest) => kept.Where(k => k != latest)
        .Select(k => ((Contrast?)k, T: Clarity(k, [.. kept.Where(other => other != k)]))).OrderBy(x => x.T).FirstOrDefault();

    // The size of a contrast's t beside the others. A habit is no difference between trades, and stands for itself.
    private double Clarity(Contrast contrast, IReadOnlyList<Contrast> others)
    {
        if (contrast.Measure == Measure.Share)
        {
            return values.Test(contrast).Statistic;
        }

        // Beside results, holding losers longer is a slope of the result over the hold time.
        var isHold = contrast.Measure == Measure.HoldHours;
        var trades = contrast.Side.Concat(contrast.Rest).ToArray();
        var tested = isHold ? values.Scores : values.Tested(contrast);
        List<double[]> columns = [[.. trades.Select(_ => 1.0)]];
        columns.AddRange(others.Where(o => Explains(o, contrast)).Select(o => Column(o, trades)));
        columns.Add(Column(contrast, trades));
        return Math.Abs(LeastSquares.Fit(columns, [.. trades.Select(n => tested[n])]).T(columns.Count - 1));
    }

    private static bool Explains(Contrast other, Contrast contrast) =>
        other.Measure != Measure.Share
        && (other.Measure == Measure.Size) == (contrast.Measure == Measure.Size)
        && other.Dimension != "mistake"
        && (!other.Hindsight || (contrast.Hindsight && contrast.Measure != Measure.HoldHours));

    private double[] Column(Contrast contrast, int[] trades)
    {
        if (contrast.Measure == Measure.HoldHours)
        {
            var hours = values.Tested(contrast);
            return [.. trades.Select(n => hours[n])];
        }

        var side = contrast.Side.ToHashSet();
        return [.. trades.Select(n => side.Contains(n) ? 1.0 : 0)];
    }
}
