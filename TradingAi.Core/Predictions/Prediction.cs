using System.ComponentModel;
using System.Text.Json.Serialization;

namespace TradingAi.Core.Predictions;

/// <summary>
/// What the days ahead may bring, drawn from one journal's own past. Where the history is insufficient only
/// <see cref="Outcome"/>, <see cref="Message"/> and <see cref="Horizon"/> are there. Immutable, so that a cache gives it out as it is.
/// </summary>
[ImmutableObject(true)]
public sealed record Prediction
{
    /// <summary>The outcome of a journal that has history enough.</summary>
    public const string Predicted = "predicted";

    /// <summary>The outcome of a journal that has not.</summary>
    public const string InsufficientHistory = "insufficient_history";

    /// <summary><see cref="Predicted"/> or <see cref="InsufficientHistory"/>.</summary>
    public required string Outcome { get; init; }

    /// <summary>How far ahead, by its wire name: <c>7d</c>.</summary>
    public required string Horizon { get; init; }

    /// <summary>What history there is and what is needed; null where there is enough.</summary>
    public string? Message { get; init; }

    /// <summary>The result ahead.</summary>
    public PerformancePrediction? Performance { get; init; }

    /// <summary>Whether weekly results are rising or falling.</summary>
    public TrendPrediction? Trend { get; init; }

    /// <summary>The trader's setups and findings, what stands out first.</summary>
    public IReadOnlyList<PatternPrediction>? Patterns { get; init; }

    /// <summary>How the same method did over the past.</summary>
    public BacktestResult? Backtest { get; init; }

    /// <summary>The method in a few sentences.</summary>
    public string? Method { get; init; }

    /// <summary>That this is no investment advice.</summary>
    public string? Disclaimer { get; init; }
}

/// <summary>
/// The distributions of the result over the horizon. Intervals are [low, high] and equal-tailed; a trade counts where it is
/// closed within the horizon.
/// </summary>
public sealed record PerformancePrediction
{
    /// <summary>The mean net P&amp;L, in the account's currency.</summary>
    public required decimal ExpectedPnl { get; init; }

    /// <summary>The chance that a trade wins, 0–1.</summary>
    public required double ExpectedWinRate { get; init; }

    /// <summary>The mean number of closed trades.</summary>
    public required double ExpectedTrades { get; init; }

    /// <summary>The chance of a net P&amp;L above 0, 0–1.</summary>
    public required double ProbabilityOfProfit { get; init; }

    /// <summary>
    /// How far the sign of the expected net P&amp;L can be relied on, 0–1: the chance of that sign times the geometric mean of how much
    /// history there is, how near the backtest's 80% coverage came to 80%, and how far the last 90 days agree with the history before.
    /// </summary>
    public required double ConfidenceScore { get; init; }

    /// <summary>80% interval of net P&amp;L, in the account's currency.</summary>
    [JsonPropertyName("interval_80")]
    public required IReadOnlyList<decimal> Interval80 { get; init; }

    /// <summary>95% interval of net P&amp;L, in the account's currency.</summary>
    [JsonPropertyName("interval_95")]
    public required IReadOnlyList<decimal> Interval95 { get; init; }

    /// <summary>80% interval of the win rate, 0–1, where any trade is closed.</summary>
    [JsonPropertyName("win_rate_interval_80")]
    public required IReadOnlyList<double> WinRateInterval80 { get; init; }

    /// <summary>95% interval of the win rate, 0–1, where any trade is closed.</summary>
    [JsonPropertyName("win_rate_interval_95")]
    public required IReadOnlyList<double> WinRateInterval95 { get; init; }

    /// <summary>80% interval of the number of closed trades.</summary>
    [JsonPropertyName("trades_interval_80")]
    public required IReadOnlyList<int> TradesInterval80 { get; init; }

    /// <summary>95% interval of the number of closed trades.</summary>
    [JsonPropertyName("trades_interval_95")]
    public required IReadOnlyList<int> TradesInterval95 { get; init; }

    /// <summary>What could make it worse, each with this journal's figures.</summary>
    public required IReadOnlyList<string> RiskFactors { get; init; }

    /// <summary>What has worked beyond the usual, each with this journal's figures.</summary>
    public required IReadOnlyList<string> Opportunities { get; init; }

    /// <summary>What to do about both.</summary>
    public required IReadOnlyList<string> Recommendations { get; init; }
}

/// <summary>The trend of weekly net P&amp;L.</summary>
public sealed record TrendPrediction
{
    /// <summary><c>up</c>, <c>down</c>, or <c>flat</c> where the slope cannot be told from 0.</summary>
    public required string TrendDirection { get; init; }

    /// <summary>The size of Kendall's rank correlation of weekly P&amp;L with time, 0–1.</summary>
    public required double Strength { get; init; }

    /// <summary>How sure a slope other than 0 is: 1 less the p-value of the Mann–Kendall test, 0–1.</summary>
    public required double Confidence { get; init; }

    /// <summary>How long such a phase has usually lasted in this journal, in days; null where there were too few.</summary>
    public required int? DurationEstimateDays { get; init; }

    /// <summary>The figures behind it.</summary>
    public required IReadOnlyList<TrendIndicator> KeyIndicators { get; init; }
}

/// <summary>A figure behind a trend.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value: money in the account's currency, rates as fractions.</param>
public sealed record TrendIndicator(string Name, double Value);

/// <summary>What usually comes of a pattern, from its own history.</summary>
public sealed record PatternPrediction
{
    /// <summary>A readable name, such as <c>playbook VWAP Reclaim</c>.</summary>
    public required string Pattern { get; init; }

    /// <summary>The chance that such a trade wins: the mean of the beta-binomial posterior, 0–1.</summary>
    public required double SuccessProbability { get; init; }

    /// <summary>80% credible interval of that chance.</summary>
    [JsonPropertyName("interval_80")]
    public required IReadOnlyList<double> Interval80 { get; init; }

    /// <summary>The mean net P&amp;L of such a trade, shrunk towards that of all trades, in the account's currency.</summary>
    public required decimal ExpectedReturn { get; init; }

    /// <summary><c>low</c>, <c>medium</c> or <c>high</c>; docs/predictions.md has the rule.</summary>
    public required string RiskLevel { get; init; }

    /// <summary>Closed trades behind it.</summary>
    public required int N { get; init; }
}

/// <summary>Predictions made for past periods from what was known then, against what came.</summary>
public sealed record BacktestResult
{
    /// <summary>How many past periods of the horizon's length; weeks where the horizon is <c>7d</c>.</summary>
    public required int Weeks { get; init; }

    /// <summary>The share of periods whose net P&amp;L lay within the 80% interval; null without any.</summary>
    [JsonPropertyName("coverage_80")]
    public required double? Coverage80 { get; init; }

    /// <summary>The share of periods whose net P&amp;L lay within the 95% interval; null without any.</summary>
    [JsonPropertyName("coverage_95")]
    public required double? Coverage95 { get; init; }

    /// <summary>The share of periods with a trade whose win rate lay within its 80% interval; null without any.</summary>
    [JsonPropertyName("win_rate_coverage_80")]
    public required double? WinRateCoverage80 { get; init; }

    /// <summary>The share of periods whose number of trades lay within its 80% interval; null without any.</summary>
    [JsonPropertyName("trades_coverage_80")]
    public required double? TradesCoverage80 { get; init; }

    /// <summary>Mean absolute error of the expected net P&amp;L, in the account's currency; null without any period.</summary>
    public required decimal? MeanAbsoluteError { get; init; }

    /// <summary>The same of the baseline.</summary>
    public required decimal? BaselineError { get; init; }

    /// <summary>What the baseline predicts.</summary>
    public required string Baseline { get; init; }
}
