using TradingAi.Core.Predictions.Bootstrapping;

namespace TradingAi.Core.Predictions;

/// <summary>
/// The walk-forward backtest: for each past period of the horizon's length, counted back from the last day, the prediction made from the
/// days before it, against what came.
/// </summary>
internal static class Backtest
{
    private const int MostPeriods = 52;
    private const int Draws = 600;
    private const string Baseline = "the average of the 90 days before, as if nothing else were known";

    /// <summary>Runs it.</summary>
    /// <param name="series">The series.</param>
    /// <param name="horizon">Days of a period.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static BacktestResult Run(DailySeries series, int horizon, CancellationToken cancellationToken)
    {
        var periods = new List<Period>();
        for (var start = series.Length - horizon; periods.Count < MostPeriods && start > 0; start -= horizon)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (History.Of(series, start).IsSufficient)
            {
                periods.Add(Compare(HorizonForecast.Of(series, start, horizon, Draws), series, start, horizon));
            }
        }

        var traded = periods.Where(p => p.InWinRate80 is not null).ToList();
        return new BacktestResult
        {
            Weeks = periods.Count,
            Coverage80 = Share(periods, p => p.In80),
            Coverage95 = Share(periods, p => p.In95),
            WinRateCoverage80 = Share(traded, p => p.InWinRate80 == true),
            TradesCoverage80 = Share(periods, p => p.InTrades80),
            MeanAbsoluteError = periods.Count == 0 ? null : Money.Of(periods.Average(p => p.Error)),
            BaselineError = periods.Count == 0 ? null : Money.Of(periods.Average(p => p.BaselineError)),
            Baseline = Baseline,
        };
    }

    private static Period Compare(HorizonForecast forecast, DailySeries series, int start, int horizon)
    {
        var came = series.Total(start, horizon);
        var days = Math.Min(start, HorizonForecast.RecentDays);
        var usual = series.Total(start - days, days).Pnl / days * horizon;
        return new Period(
            Holds(forecast.Pnl(0.8), came.Pnl),
            Holds(forecast.Pnl(0.95), came.Pnl),
            came.Trades == 0 ? null : Holds(forecast.WinRate(0.8), (double)came.Wins / came.Trades),
            Holds(forecast.Trades(0.8), came.Trades),
            Math.Abs(came.Pnl - forecast.ExpectedPnl),
            Math.Abs(came.Pnl - usual));
    }

    private static bool Holds<T>((T Low, T High) interval, T value)
        where T : IComparable<T> => value.CompareTo(interval.Low) >= 0 && value.CompareTo(interval.High) <= 0;

    private static double? Share(List<Period> periods, Func<Period, bool> holds) =>
        periods.Count == 0 ? null : (double)periods.Count(holds) / periods.Count;

    private readonly record struct Period(bool In80, bool In95, bool? InWinRate80, bool InTrades80, double Error, double BaselineError);
}
