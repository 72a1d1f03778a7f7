using TradingAi.Core.Language.Facts;
using TradingAi.Core.Predictions;

namespace TradingAi.Core.Language.Tools;

/// <summary>The function that tells what the days ahead may bring.</summary>
internal sealed class ForecastTool(Question question, PredictionService predictions, ToolEvidence evidence)
{
    /// <summary>The prediction's figures as facts.</summary>
    public async Task<ToolResult> GetAsync(ToolArguments arguments, CancellationToken cancellationToken)
    {
        var horizon = PredictionHorizon.Parse(arguments.Choice("horizon", PredictionHorizon.Names));
        var prediction = await predictions.PredictAsync(question.User, horizon, question.AsOf, cancellationToken);
        if (prediction is not { Performance: { } performance, Trend: { } trend, Backtest: { } backtest })
        {
            return new ToolResult([], [], $"Insufficient history. {prediction.Message}");
        }

        var filters = new Dictionary<string, string>
        {
            ["basis"] = "block bootstrap of this journal's daily results",
            ["range"] = $"the next {horizon.Days} days",
        };
        var accuracy = new Dictionary<string, string>(filters) { ["range"] = $"backtest of {backtest.Weeks} past periods" };
        return new ToolResult(
            [
                evidence.Add("forecast_net_pnl", Quantity.Of(performance.ExpectedPnl), "currency", filters),
                .. Interval("forecast_net_pnl", "80%", performance.Interval80),
                .. Interval("forecast_net_pnl", "95%", performance.Interval95),
                evidence.Add("forecast_trade_count", Quantity.Of(performance.ExpectedTrades), "trades", filters),
                evidence.Add("forecast_win_rate", Quantity.Of(performance.ExpectedWinRate), "fraction", filters),
                evidence.Add("forecast_probability_of_profit", Quantity.Of(performance.ProbabilityOfProfit), "fraction", filters),
                evidence.Add("forecast_confidence", Quantity.Of(performance.ConfidenceScore), "fraction", filters),
                evidence.Add("trend_strength", Quantity.Of(trend.Strength), "fraction", new Dictionary<string, string>(filters) { ["range"] = "the last 26 weeks", ["direction"] = trend.TrendDirection }),
                evidence.Add("backtest_coverage_80", Quantity.Of(backtest.Coverage80), "fraction", accuracy),
            ],
            [],
            $"{prediction.Method} {prediction.Disclaimer}");

        IEnumerable<Fact> Interval(string figure, string level, IReadOnlyList<decimal> interval)
        {
            var named = new Dictionary<string, string>(filters) { ["interval"] = level };
            yield return evidence.Add(figure + "_low", Quantity.Of(interval[0]), "currency", named);
            yield return evidence.Add(figure + "_high", Quantity.Of(interval[1]), "currency", named);
        }
    }
}
