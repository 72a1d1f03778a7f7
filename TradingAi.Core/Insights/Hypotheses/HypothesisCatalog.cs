using TradingAi.Core.Analytics;

namespace TradingAi.Core.Insights.Hypotheses;

/// <summary>The trades that one statement is about, and those it compares them with.</summary>
/// <param name="Dimension">What divides the trades.</param>
/// <param name="Key">The side's name.</param>
/// <param name="Side">Refs of the side, in pooled order.</param>
/// <param name="Rest">Refs of the trades it is compared with, in pooled order.</param>
public sealed record HypothesisSides(string Dimension, string Key, IReadOnlyList<string> Side, IReadOnlyList<string> Rest);

/// <summary>
/// Every hypothesis that insights look at. Left out is what follows from the result rather than leads to it: reviewed or
/// not, and the trader's own rating. Order type and broker are left out because nothing follows from them for the trader.
/// </summary>
public static class HypothesisCatalog
{
    /// <summary>All of them, in the order of naming: of equal divisions the first gives the name.</summary>
    internal static IReadOnlyList<IHypothesis> All { get; } =
    [
        new GroupResults(GroupDimension.Playbook, InsightType.Patterns, InsightType.Performance),
        new GroupResults(GroupDimension.Symbol, InsightType.Patterns, InsightType.Performance),
        new GroupResults(GroupDimension.Weekday, InsightType.Patterns),
        new GroupResults(GroupDimension.Hour, InsightType.Patterns),
        new Daytimes(),
        new SessionEdges(),
        new GroupResults(GroupDimension.Direction, InsightType.Patterns, InsightType.Performance),
        new GroupResults(GroupDimension.Asset, InsightType.Patterns, InsightType.Performance),
        new GroupResults(GroupDimension.StrategyType, InsightType.Patterns, InsightType.Performance),
        new OptionTypes(),
        new GroupResults(GroupDimension.Tag, InsightType.Patterns, InsightType.Performance),
        new GroupResults(GroupDimension.Hold, InsightType.Performance, InsightType.Risk),
        new RecentChange(),
        new RevengeEntries(),
        new LosersHeldLonger(),
        new CutWinners(),
        new AveragingDown(),
        new BusyDays(),
        new Streaks(),
        new PositionSize(),
        new Concentration(),
        new StopDiscipline(),
        new RuleCompliance(),
        new MistakeCosts(),
        new CommissionShare(),
    ];

    /// <summary>The statements on a sample and their trades, before those with too few on a side are dropped.</summary>
    public static IReadOnlyList<HypothesisSides> Sides(TradeSample sample)
    {
        ArgumentNullException.ThrowIfNull(sample);
        return [.. All.SelectMany(h => h.Contrasts(sample)).Select(c => new HypothesisSides(c.Dimension, c.Key, Refs(c.Side), Refs(c.Rest)))];

        IReadOnlyList<string> Refs(int[] positions) => [.. positions.Select(n => sample.Trades[n].Ref.ToString())];
    }
}
