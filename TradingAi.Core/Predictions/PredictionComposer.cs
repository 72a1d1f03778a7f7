using TradingAi.Core.Analytics;
using TradingAi.Core.Insights;
using TradingAi.Core.Insights.Narration;
using TradingAi.Core.Language;
using TradingAi.Core.Predictions.Bootstrapping;
using TradingAi.Core.Predictions.Patterns;

namespace TradingAi.Core.Predictions;

/// <summary>Makes the prediction of a journal as it stood at a moment. The same journal, local day and closed trades always give the same one.</summary>
internal static class PredictionComposer
{
    private const int Draws = 10_000;
    private const string Disclaimer = "A description of this journal's past, not investment advice; past results promise nothing.";

    /// <summary>The prediction of a journal with sufficient <see cref="History"/>.</summary>
    /// <param name="view">The journal as it stood.</param>
    /// <param name="series">Its daily series.</param>
    /// <param name="horizon">How far ahead.</param>
    /// <param name="composer">What was found over all of its closed trades.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static Prediction Compose(
        JournalView view, DailySeries series, PredictionHorizon horizon, InsightComposer composer, CancellationToken cancellationToken)
    {
        var forecast = HorizonForecast.Of(series, series.Length, horizon.Days, Draws);
        var backtest = Backtest.Run(series, horizon.Days, cancellationToken);
        var histories = PatternCatalog.Of(view.Journal, view.Closed, composer);
        var patterns = PatternOutcomes.Of(histories, [.. view.Closed.Select(t => (double)t.NetPnl!.Value)]);
        var trend = TrendEstimate.Of(series);
        var recentSince = LocalTime.StartOf(view.Today.AddDays(-HorizonForecast.RecentDays), view.Zone);
        var words = new Wording(view.Journal);
        var text = new PredictionText(words, horizon, forecast, backtest, trend, new ProvenGroups(composer, words, recentSince));
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
                RiskFactors = text.RiskFactors(view.Open.Count),
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

    // The chance that the sign is right, as far as the prediction can be relied on at all.
    private static double ConfidenceOf(DailySeries series, HorizonForecast forecast, BacktestResult backtest)
    {
        const int EnoughDays = 90;
        var history = series.Length / (double)(series.Length + EnoughDays);
        var calibration = backtest is { Coverage80: { } coverage, Weeks: >= 8 } ? 1 - (Math.Abs(coverage - 0.8) / 0.8) : 0.5;
        var stability = 1.5 - forecast.RecentWeight;
        var sign = Math.Max(forecast.ProbabilityOfProfit, 1 - forecast.ProbabilityOfProfit);
        return Math.Clamp(sign * Math.Cbrt(history * calibration * stability), 0, 1);
    }

    private static IReadOnlyList<T> Pair<T>((T Low, T High) interval) => [interval.Low, interval.High];
}
