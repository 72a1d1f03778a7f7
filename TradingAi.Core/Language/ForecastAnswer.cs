using TradingAi.Core.Journal;
using TradingAi.Core.Language.Facts;
using TradingAi.Core.Language.Narration;
using TradingAi.Core.Language.Questions;
using TradingAi.Core.Predictions;

namespace TradingAi.Core.Language;

/// <summary>Answers a question for the days ahead from the prediction of the whole journal: a range and how sure it is, never a promise.</summary>
internal sealed class ForecastAnswer(PredictionService predictions)
{
    /// <summary>The answer; it declines another span than those predicted, and too little history.</summary>
    public async Task<Evaluation> OfAsync(ForecastWish wish, UserId user, JournalView view, CancellationToken cancellationToken)
    {
        if (wish.Horizon is not { } horizon)
        {
            return Evaluation.Declined("I can look 7, 14 or 30 days ahead, and no other span.");
        }

        var prediction = await predictions.PredictAsync(user, horizon, view.AsOf, cancellationToken);
        if (prediction is not { Performance: { } ahead, Backtest: { } backtest })
        {
            return Evaluation.Declined($"Your history is too short to say anything of the days ahead. {prediction.Message}");
        }

        var (prose, facts) = (new Wording(view), new List<Fact>());
        string Cite(string figure, Quantity? value, string unit, string interval = "", string? period = null)
        {
            var filters = new Dictionary<string, string> { ["basis"] = "this journal's past days", ["range"] = period ?? $"the next {horizon.Days} days" };
            if (interval.Length > 0)
            {
                filters["interval"] = interval;
            }

            facts.Add(new Fact { Id = $"F{facts.Count + 1}", Figure = figure, Value = value?.ToJson(), Unit = unit, Filters = filters });
            return $"{prose.Value(value, unit)} [{facts[^1].Id}]";
        }

        string Rate(string figure, double value, string interval = "") => Cite(figure, Quantity.Of(value), "fraction", interval);
        string Money(string figure, decimal value, string interval = "") => Cite(figure, Quantity.Of(value), "currency", interval);
        string Count(string figure, double value, string interval = "") => Cite(figure, Quantity.Of(value), "trades", interval);
        string Pnl() => $"your net P&L is expected to come to {Money("forecast_net_pnl", ahead.ExpectedPnl)}. "
            + $"The 80% interval of the net P&L runs from {Money("forecast_net_pnl_low", ahead.Interval80[0], "80%")} to {Money("forecast_net_pnl_high", ahead.Interval80[1], "80%")}. "
            + $"The chance of a profit is {Rate("forecast_probability_of_profit", ahead.ProbabilityOfProfit)}. "
            + $"How far the sign of that P&L can be relied on is put at {Rate("forecast_confidence", ahead.ConfidenceScore)}";
        string WinRate() => $"your win rate is expected to be {Rate("forecast_win_rate", ahead.ExpectedWinRate)}. "
            + $"The 80% interval of the win rate runs from {Rate("forecast_win_rate_low", ahead.WinRateInterval80[0], "80%")} to {Rate("forecast_win_rate_high", ahead.WinRateInterval80[1], "80%")}";
        string Trades() => $"the number of trades you close is expected to be {Count("forecast_trade_count", ahead.ExpectedTrades)}. "
            + $"The 80% interval runs from {Count("forecast_trade_count_low", ahead.TradesInterval80[0], "80%")} to {Count("forecast_trade_count_high", ahead.TradesInterval80[1], "80%")}";

        var asked = wish.Figure switch { ForecastFigure.WinRate => WinRate(), ForecastFigure.Trades => Trades(), _ => Pnl() };
        var text = $"If trading goes on as it has, over the next {horizon.Days} days {asked}. ";
        var tested = wish.Figure switch { ForecastFigure.WinRate => backtest.WinRateCoverage80, ForecastFigure.Trades => backtest.TradesCoverage80, _ => backtest.Coverage80 };
        text += tested is { } coverage
            ? $"The same was made for {Cite("backtest_periods", Quantity.Of(backtest.Weeks), "periods", period: "the past")} of the past; "
                + $"the 80% interval held what came in {Cite("backtest_coverage_80", Quantity.Of(coverage), "fraction", "80%", "the past")} of them."
            : "There is too little history to test it on the past.";
        return new Evaluation(facts, $"{text} {prediction.Disclaimer}", []);
    }
}
