namespace TradingAi.Core.Predictions.Bootstrapping;

/// <summary>What a past knows, and does not know, of its own distribution.</summary>
/// <param name="RecentStart">The first of the last 90 days.</param>
/// <param name="RecentWeight">The share of draws from the last 90 days, ½–1; the rest is drawn from the whole past.</param>
/// <param name="Inflation">What deviations from the mean are multiplied by, at least 1.</param>
/// <param name="PnlError">The standard error of the mean net P&amp;L a week.</param>
/// <param name="TradesError">The standard error of the mean number of trades a week.</param>
/// <param name="WinRateError">The standard error of the win rate.</param>
internal sealed record Past(int RecentStart, double RecentWeight, double Inflation, double PnlError, double TradesError, double WinRateError)
{
    private const int WeekDays = 7;
    private const int RecentWeeks = HorizonForecast.RecentDays / WeekDays;

    // However alike both are, half of what is drawn comes from the last 90 days.
    private const double LeastRecentWeight = 0.5;

    // A sample of n weeks has lost 1/n of its variance to the weekdays' own means; the spread of heavy-tailed weeks is
    // underestimated by more. The benchmark over kinds of journals says how much more.
    private const double LostWeeks = 3.5;

    /// <summary>The past before a day, four weeks or more.</summary>
    public static Past Of(DailySeries series, int end)
    {
        var weeks = series.Periods(end);
        List<double> pnl = [.. weeks.Select(w => w.Pnl)];
        List<double> trades = [.. weeks.Select(w => (double)w.Trades)];
        var recentWeeks = Math.Min(RecentWeeks, weeks.Count);
        var recentStart = Math.Max(0, end - HorizonForecast.RecentDays);
        var tradingDays = Enumerable.Range(0, end).Where(day => series.Trades[day] > 0).ToList();

        // What differs most from the whole past decides: how much is made, how many trades there are, how large days are.
        double[] weights =
        [
            LeastRecentWeight,
            Shrinkage.Weight(pnl, recentWeeks),
            Shrinkage.Weight(trades, recentWeeks),
            Shrinkage.Weight([.. tradingDays.Select(day => Math.Abs(series.Pnl[day]))], tradingDays.Count(day => day >= recentStart)),
        ];
        var weight = weights.Max();
        var (recent, all) = (series.Total(recentStart, end - recentStart), series.Total(0, end));
        var winRate = (double)all.Wins / all.Trades;
        return new Past(
            recentStart,
            weight,
            Math.Sqrt(1 + (LostWeeks * ((weight / recentWeeks) + ((1 - weight) / weeks.Count)))),
            Math.Sqrt(Variance(pnl) * Unknown(weight, recentWeeks, weeks.Count)),
            Math.Sqrt(Variance(trades) * Unknown(weight, recentWeeks, weeks.Count)),
            Math.Sqrt(winRate * (1 - winRate) * Unknown(weight, recent.Trades, all.Trades)));
    }

    // The variance of w · (mean of the recent ones) + (1 − w) · (mean of all), each of variance 1.
    private static double Unknown(double weight, int recent, int all) =>
        (weight * weight / recent) + ((1 - (weight * weight)) / all);

    private static double Variance(List<double> values)
    {
        var mean = values.Average();
        return values.Sum(v => (v - mean) * (v - mean)) / (values.Count - 1);
    }
}
