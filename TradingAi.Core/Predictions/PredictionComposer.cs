using TradingAi.Core.Analytics;
using TradingAi.Core.Insights;
using TradingAi.Core.Insights.Narration;
using TradingAi.Core.Journal;
using TradingAi.Core.Predictions.Bootstrapping;
using TradingAi.Core.Predictions.Patterns;

namespace TradingAi.Core.Predictions;

/// <summary>Makes the prediction of a journal as it stood at a moment. The same journal and local day always give the same one.</summary>
internal static class PredictionComposer
{
    private const int Draws = 10_000;
    private const string Disclaimer = "A description of this journal's past, not investment advice; past results promise nothing.";

    /// <summary>The trades that a prediction may know of: those closed before the present, in pooled order.</summary>
    public static IReadOnlyList<Trade> Known(JournalSnapshot journal, DateTimeOffset asOf) => [.. journal.ClosedTrades.Where(t => t.ExitAt < asOf)];

    /// <summary>How many positions are open at the present.</summary>
    public static int Open(JournalSnapshot journal, DateTimeOffset asOf) => journal.Trades.Count(t => t.EntryAt < asOf && !(t.IsClosed && t.ExitAt < asOf));

    /// <summary>Makes it.</summary>
    /// <param name="journal">The journal.</param>
    /// <param name="horizon">How far ahead.</param>
    /// <param name="asOf">The present.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static Prediction Compose(JournalSnapshot journal, PredictionHorizon horizon, DateTimeOffset asOf, CancellationToken cancellationToken)
    {
        var closed = Known(journal, asOf);
        var series = DailySeries.Of(closed, journal.TimeZone, LocalTime.DateOf(asOf, journal.TimeZone));
        var history = History.Of(series, series.Length);
        if (!history.IsSufficient)
        {
            return new Prediction { Outcome = Prediction.InsufficientHistory, Horizon = horizon.Name, Message = history.ToString() };
        }

        var forecast = HorizonForecast.Of(series, series.Length, horizon.Days, Draws);
        var backtest = Backtest.Run(series, horizon.Days, cancellationToken);
        var findings = new InsightComposer(new TradeSample(journal, TimeRange.All, asOf), cancellationToken).AllFindings;
        var histories = PatternCatalog.Of(journal, closed, findings);
        var patterns = PatternOutcomes.Of(histories, [.. closed.Select(t => (double)t.NetPnl!.Value)]);
        var trend = TrendEstimate.Of(series);
        var text = new PredictionText(new Wording(journal), horizon, asOf, forecast, backtest, trend, [.. histories.Zip(patterns)]);
        return new Prediction
        {
            Outcome = Prediction.Predicted,
            Horizon = horizon.Name,
            Performance = new PerformancePrediction
            {
                ExpectedPnl = Money.Of(forecast.ExpectedPnl),
                ExpectedWinRate = forecast.ExpectedWinRate,
                ExpectedTrades = forecast.ExpectedTrades,
                ProbabilityOfProfit = forecast.ProbabilityOfProfit,
                ConfidenceScore = ConfidenceOf(series, forecast, backtest),
                Interval80 = Money.Of(forecast.Pnl(0.8)),
                Interval95 = Money.Of(forecast.Pnl(0.95)),
                WinRateInterval80 = Pair(forecast.WinRate(0.8)),
                WinRateInterval95 = Pair(forecast.WinRate(0.95)),
                TradesInterval80 = Pair(forecast.Trades(0.8)),
                TradesInterval95 = Pair(forecast.Trades(0.95)),
                RiskFactors = text.RiskFactors(Open(journal, asOf)),
                Opportunities = text.Opportunities(),
                Recommendations = text.Recommendations(),
            },
            Trend = trend,
            Patterns = patterns,
            Backtest = backtest,
            Method = PredictionText.Method(horizon, forecast, backtest),
            Disclaimer = Disclaimer,
        };
    }

    // The weakest of the three weighs most; none can be made up for entirely.
    private static double ConfidenceOf(DailySeries series, HorizonForecast forecast, BacktestResult backtest)
    {
        const int EnoughDays = 90;
        var history = series.Length / (double)(series.Length + EnoughDays);
        var calibration = backtest is { Coverage80: { } coverage, Weeks: >= 8 } ? 1 - (Math.Abs(coverage - 0.8) / 0.8) : 0.5;
        var stability = 1.5 - forecast.RecentWeight;
        return Math.Clamp(Math.Cbrt(history * calibration * stability), 0, 1);
    }

    private static IReadOnlyList<T> Pair<T>((T Low, T High) interval) => [interval.Low, interval.High];
}
