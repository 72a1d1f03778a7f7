using TradingAi.Core.Analytics;
using TradingAi.Core.Insights;
using TradingAi.Core.Insights.Hypotheses;
using TradingAi.Core.Journal;
using TradingAi.Tests.Support;

namespace TradingAi.Tests.Insights.Hypotheses;

/// <summary>A few trades, and which of them a hypothesis is about. Monday 2026-01-05, 15:00 UTC is ten in New York.</summary>
internal static class TinyJournal
{
    public static DateTimeOffset Monday { get; } = TradeBuilder.Start;

    public static Trade Trade(int id, decimal pnl = 10, double afterMinutes = 0, double holdHours = 1) =>
        TradeBuilder.Closed(id, pnl, Monday.AddMinutes(afterMinutes), TimeSpan.FromHours(holdHours));

    /// <summary>A trade at 100 whose stop is at 90, so that 1 R is 10 a share.</summary>
    public static Trade Stopped(int id, decimal r, double afterMinutes = 0) =>
        Trade(id, 0, afterMinutes) with { EntryPrice = 100, StopLoss = 90, ExitPrice = 100 + (10 * r) };

    /// <summary>The ids on the side of a statement, in order, and of the rest; null where it is not made at all.</summary>
    public static (string Side, string Others)? Sides(IEnumerable<Trade> trades, string dimension, string key, string zone = "UTC")
    {
        var sample = new TradeSample(TradeBuilder.Journal(trades, zone), TimeRange.All, Monday.AddYears(1));
        return HypothesisCatalog.Sides(sample).SingleOrDefault(s => s.Dimension == dimension && s.Key == key) is { } sides
            ? (Ids(sides.Side), Ids(sides.Rest))
            : null;
    }

    private static string Ids(IEnumerable<string> refs) =>
        string.Join(' ', refs.Select(r => int.Parse(r[(r.IndexOf(':', StringComparison.Ordinal) + 1)..])).Order());
}
