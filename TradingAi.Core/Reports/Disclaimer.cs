using TradingAi.Core.Insights.Narration;

namespace TradingAi.Core.Reports;

/// <summary>What no reader of a report may miss, whichever sections were asked for.</summary>
internal static class Disclaimer
{
    /// <summary>One sentence; it names what the report describes as soon as that is computed.</summary>
    /// <param name="report">The report with all its sections.</param>
    public static string Of(Report report)
    {
        var described = report.Analytics is { Figures: { TradeCount: > 0 } figures, Range: var range }
            ? $"{Wording.Count(figures.TradeCount, "closed trade")}, {new Wording(range.Currency, TimeZoneInfo.Utc).Money(figures.NetPnl)} net, as the journal holds {(figures.TradeCount == 1 ? "it" : "them")}"
            : "what the journal holds";
        return $"This report describes {described}; it is not investment advice and promises no result.";
    }
}
