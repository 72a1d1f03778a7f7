using TradingAi.Core.Analytics;

namespace TradingAi.Core.Insights.Hypotheses;

/// <summary>
/// Every hypothesis that insights look at. Two further divisions are left out because they follow from the result rather
/// than lead to it: reviewed or not, and the trader's own rating.
/// </summary>
internal static class HypothesisCatalog
{
    /// <summary>All of them, in the order of naming: of equal divisions the first gives the name.</summary>
    public static IReadOnlyList<IHypothesis> All { get; } =
    [
        new GroupResults(GroupDimension.Playbook, InsightType.Patterns, InsightType.Performance),
        new GroupResults(GroupDimension.Symbol, InsightType.Patterns, InsightType.Performance),
        new GroupResults(GroupDimension.Weekday, InsightType.Patterns),
        new WeekdayDaytime(),
        new GroupResults(GroupDimension.Hour, InsightType.Patterns),
        new GroupResults(GroupDimension.Direction, InsightType.Patterns, InsightType.Performance),
        new GroupResults(GroupDimension.Asset, InsightType.Patterns, InsightType.Performance),
        new GroupResults(GroupDimension.StrategyType, InsightType.Patterns, InsightType.Performance),
        new GroupResults(GroupDimension.Tag, InsightType.Patterns, InsightType.Performance),
        new GroupResults(GroupDimension.Hold, InsightType.Performance, InsightType.Risk),
        new RecentChange(),
        new RevengeEntries(),
        new LosersHeldLonger(),
        new BusyDays(),
        new Streaks(),
        new PositionSize(),
        new MissingStops(),
        new MistakeCosts(),
    ];
}
