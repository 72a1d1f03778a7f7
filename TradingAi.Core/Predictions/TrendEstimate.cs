using TradingAi.Core.Insights.Statistics;

namespace TradingAi.Core.Predictions;

/// <summary>
/// The trend of weekly net P&amp;L over the last half year: its slope by Theil and Sen, tested by Mann and Kendall. Ranks decide, so a
/// single large week does not make a trend.
/// </summary>
internal static class TrendEstimate
{
    private const int MostWeeks = 26;
    private const int SmoothedWeeks = 4;
    private const int LeastPhases = 3;
    private const int WeekDays = 7;

    // Two-sided: one time in ten a journal without a trend shows one.
    private const double Level = 0.1;

    /// <summary>The trend up to the end of a series.</summary>
    public static TrendPrediction Of(DailySeries series)
    {
        var all = series.Periods(series.Length);
        double[] weeks = [.. all.TakeLast(MostWeeks).Select(w => w.Pnl)];
        var (tau, p) = MannKendall(weeks);
        var recent = series.Total(Math.Max(0, series.Length - 28), Math.Min(28, series.Length));
        var whole = series.Total(0, series.Length);
        return new TrendPrediction
        {
            TrendDirection = p > Level || tau == 0 ? "flat" : tau > 0 ? "up" : "down",
            Strength = Math.Abs(tau),
            Confidence = 1 - p,
            DurationEstimateDays = UsualPhase([.. all.Select(w => w.Pnl)]),
            KeyIndicators =
            [
                new("weekly_pnl_slope", Slope(weeks)),
                new("kendall_tau", tau),
                new("p_value", p),
                new("weeks", weeks.Length),
                new("average_weekly_pnl", weeks.Average()),
                new("pnl_last_28_days", recent.Pnl),
                .. Rate("win_rate_last_28_days", recent),
                .. Rate("win_rate_all", whole),
            ],
        };
    }

    private static IEnumerable<TrendIndicator> Rate(string name, PeriodTotal total) =>
        total.Trades == 0 ? [] : [new(name, (double)total.Wins / total.Trades)];

    // Kendall's tau-b against time, and the normal test of it with ties and continuity corrected.
    private static (double Tau, double PValue) MannKendall(double[] values)
    {
        var n = values.Length;
        var sum = 0;
        for (var i = 0; i < n; i++)
        {
            for (var j = i + 1; j < n; j++)
            {
                sum += values[j].CompareTo(values[i]);
            }
        }

        var ties = values.GroupBy(v => v).Select(g => (double)g.Count()).ToList();
        var pairs = n * (n - 1) / 2.0;
        var variance = ((n * (n - 1) * ((2.0 * n) + 5)) - ties.Sum(t => t * (t - 1) * ((2 * t) + 5))) / 18;
        var untied = pairs - ties.Sum(t => t * (t - 1) / 2);
        return sum == 0 || variance <= 0
            ? (0, 1)
            : (sum / Math.Sqrt(pairs * untied), Normal.TwoSided((Math.Abs(sum) - 1) / Math.Sqrt(variance)));
    }

    // Theil and Sen: the median of the slopes between all pairs of weeks.
    private static double Slope(double[] values)
    {
        var slopes = new List<double>();
        for (var i = 0; i < values.Length; i++)
        {
            for (var j = i + 1; j < values.Length; j++)
            {
                slopes.Add((values[j] - values[i]) / (j - i));
            }
        }

        return Median(slopes);
    }

    // How long the mean of four weeks has usually kept rising or falling.
    private static int? UsualPhase(double[] weeks)
    {
        var phases = new List<double>();
        var (length, rising) = (0, (bool?)null);
        for (var n = SmoothedWeeks; n < weeks.Length; n++)
        {
            // The mean moves by a quarter of what comes in less what goes out.
            var rises = weeks[n] > weeks[n - SmoothedWeeks];
            if (rises == rising)
            {
                length++;
                continue;
            }

            if (rising is not null)
            {
                phases.Add(length);
            }

            (length, rising) = (1, rises);
        }

        return phases.Count < LeastPhases ? null : (int)Math.Round(WeekDays * Median(phases));
    }

    private static double Median(List<double> values)
    {
        values.Sort();
        return values.Count == 0 ? 0 : (values[(values.Count - 1) / 2] + values[values.Count / 2]) / 2;
    }
}
