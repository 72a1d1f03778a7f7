using System.Globalization;
using TradingAi.Core.Analytics.Risk;
using TradingAi.Core.Insights.Narration;

namespace TradingAi.Core.Alerts.Rules;

/// <summary>
/// The risk score rose to <see cref="RiskScore.Elevated"/> (warning) or <see cref="RiskScore.Critical"/> (critical). It counts as
/// fallen only five points below, so that a score that trembles about a threshold raises one alert; a level is raised once a
/// week, from Monday on, at most. Under 20 closed trades nothing is raised.
/// </summary>
internal static class RiskThreshold
{
    private const int MinimumTrades = 20;
    private const int Hysteresis = 5;

    /// <summary>The level that the score stands at now, and the alert where it rose to it.</summary>
    /// <param name="occasion">What changed.</param>
    /// <param name="before">The level before: 0 below every threshold, 1 elevated, 2 critical.</param>
    public static (int Level, AlertDraft? Raised) Check(AlertOccasion occasion, int before)
    {
        if (occasion.Journal.ClosedTrades.Count < MinimumTrades)
        {
            return (before, null);
        }

        var risk = RiskScore.Of(occasion.Journal, occasion.Now);
        var level = Math.Max(LevelOf(risk.Score), Math.Min(before, LevelOf(risk.Score + Hysteresis)));
        if (level <= before)
        {
            return (level, null);
        }

        // What happened long ago and is told now may lower the level, and is no news that raises it.
        if (occasion.Entered.Count == 0 && occasion.Closed.Count == 0)
        {
            return (before, null);
        }

        var severity = level == 2 ? AlertSeverity.Critical : AlertSeverity.Warning;
        var threshold = level == 2 ? RiskScore.Critical : RiskScore.Elevated;
        var week = occasion.DateOf(occasion.Now) is var today ? today.AddDays(-(((int)today.DayOfWeek + 6) % 7)) : default;
        var heaviest = risk.Factors.OrderByDescending(f => f.Value).Where(f => f.Value > 0).Take(2).Select(f => f.Explanation);
        return (level, new AlertDraft(
            string.Create(CultureInfo.InvariantCulture, $"risk_threshold_exceeded:{AlertNames.Of(severity)}:{week:yyyy-MM-dd}"),
            AlertType.RiskThresholdExceeded,
            severity,
            $"Your risk score rose to {RiskProse.Points(risk.Score, risk.Known)}; from {threshold} on it is {(level == 2 ? "critical" : "elevated")}. {string.Join(" ", heaviest)}",
            [.. occasion.Entered.Concat(occasion.Closed).Reverse()
                .Concat(occasion.Journal.Trades.Where(t => OpenPositions.IsOpenAt(t, occasion.Now)).OrderByDescending(t => t.Notional))
                .Select(t => t.Ref).Distinct().Take(Alert.MaxEvidence)]));
    }

    private static int LevelOf(int score) => score >= RiskScore.Critical ? 2 : score >= RiskScore.Elevated ? 1 : 0;
}
