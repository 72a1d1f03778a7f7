using TradingAi.Core.Insights.Narration;
using TradingAi.Core.Predictions.Bootstrapping;

namespace TradingAi.Core.Predictions;

/// <summary>A prediction's sentences, each by a rule on computed figures. They describe and never promise.</summary>
internal sealed class PredictionText(
    Wording wording,
    PredictionHorizon horizon,
    HorizonForecast forecast,
    BacktestResult backtest,
    TrendPrediction trend,
    ProvenGroups groups)
{
    private const double MuchRecent = 0.8;
    private const double FarOff = 0.1;
    private const int EnoughPeriods = 12;

    private string Span => horizon.Days == 7 ? "a week" : $"{horizon.Days} days";

    private string Periods => horizon.Days == 7 ? "weeks" : $"periods of {Span}";

    /// <summary>What could make it worse.</summary>
    /// <param name="open">Positions open now.</param>
    public IReadOnlyList<string> RiskFactors(int open)
    {
        var texts = new List<string>
        {
            $"{Wording.Rate(1 - forecast.ProbabilityOfProfit)} of the drawn {Periods} end without a profit; one in ten ends below {wording.Money(forecast.Pnl(0.8).Low)}, one in forty below {wording.Money(forecast.Pnl(0.95).Low)}.",
        };
        texts.AddRange(groups.Risks());
        if (open > 0)
        {
            texts.Add($"{Wording.Count(open, "position")} {(open == 1 ? "is" : "are")} open; what {(open == 1 ? "it comes" : "they come")} to is drawn like any other trade, not from {(open == 1 ? "its" : "their")} price now.");
        }

        if (trend.TrendDirection == "down")
        {
            texts.Add($"Weekly results have been falling over the last half year, by {wording.Money(Math.Abs(Indicator("weekly_pnl_slope")))} a week ({FindingText.Certainty("p", Indicator("p_value"))}).");
        }

        if (forecast.RecentWeight > MuchRecent)
        {
            texts.Add($"The last {HorizonForecast.RecentDays} days differ from the history before, and carry {Wording.Rate(forecast.RecentWeight)} of the weight: what changed once can change again.");
        }

        if (backtest is { Coverage80: { } coverage, Weeks: >= EnoughPeriods } && coverage < 0.8 - FarOff)
        {
            texts.Add($"In {backtest.Weeks} past periods the 80% interval held the result {Wording.Rate(coverage)} of the time: take it as too narrow.");
        }

        return texts;
    }

    /// <summary>What has worked.</summary>
    public IReadOnlyList<string> Opportunities()
    {
        List<string> texts = [.. groups.Opportunities()];
        if (trend.TrendDirection == "up")
        {
            texts.Add($"Weekly results have been rising over the last half year, by {wording.Money(Indicator("weekly_pnl_slope"))} a week ({FindingText.Certainty("p", Indicator("p_value"))}).");
        }

        return texts;
    }

    /// <summary>What to do about both.</summary>
    public IReadOnlyList<string> Recommendations() =>
    [
        .. groups.Recommendations(),
        $"Choose sizes that can bear a result of {wording.Money(forecast.Pnl(0.95).Low)} in {Span}, the low end of the 95% interval.",
    ];

    /// <summary>The method with the figures that it chose.</summary>
    public static string Method(PredictionHorizon horizon, HorizonForecast forecast, BacktestResult backtest) =>
        $"Seasonal stationary block bootstrap of daily results: {horizon.Days} days drawn with their weekdays, {Wording.Rate(forecast.RecentWeight)} of the draws from the last "
        + $"{HorizonForecast.RecentDays} days and the rest from the whole history (James–Stein weight), the uncertainty of the mean added. "
        + (backtest.Weeks > 0
            ? $"Tested on {Wording.Count(backtest.Weeks, "past period")} with what was known before each. "
            : "There is too little history for a backtest. ")
        + "Patterns are beta-binomial with an empirical prior. It knows nothing of markets and assumes that trading goes on as before.";

    private double Indicator(string name) => trend.KeyIndicators.First(i => i.Name == name).Value;
}
