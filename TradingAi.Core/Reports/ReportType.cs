using TradingAi.Core.Analytics;
using TradingAi.Core.Insights;
using TradingAi.Core.Operations;

namespace TradingAi.Core.Reports;

/// <summary>What a report puts first.</summary>
public enum ReportType
{
    /// <summary>Everything.</summary>
    Comprehensive,

    /// <summary>Results and where they come from.</summary>
    Performance,

    /// <summary>Losses, drawdowns, size, stops.</summary>
    Risk,

    /// <summary>What is traded, when and how.</summary>
    Trading,
}

/// <summary>The parts of a report that a caller can ask for.</summary>
public enum ReportSection
{
    /// <summary>The summary in prose.</summary>
    Summary,

    /// <summary>Figures, curves and groups.</summary>
    Analytics,

    /// <summary>The insights of the report's subjects.</summary>
    Insights,

    /// <summary>The trades with the largest results.</summary>
    Trades,

    /// <summary>What stands out beyond chance.</summary>
    Patterns,

    /// <summary>What follows from it.</summary>
    Recommendations,
}

/// <summary>Names of types and sections on the wire, and what each type emphasizes.</summary>
public static class ReportTypes
{
    private static readonly string[] s_types = ["comprehensive", "performance", "risk", "trading"];
    private static readonly string[] s_sections = ["summary", "analytics", "insights", "trades", "patterns", "recommendations"];

    /// <summary>All sections.</summary>
    public static IReadOnlyList<ReportSection> AllSections { get; } = Enum.GetValues<ReportSection>();

    /// <summary>A type's name on the wire.</summary>
    public static string NameOf(ReportType type) => s_types[(int)type];

    /// <summary>A section's name on the wire.</summary>
    public static string NameOf(ReportSection section) => s_sections[(int)section];

    /// <summary>Reads a type's name.</summary>
    /// <exception cref="RequestRefusedException">It is missing or unknown; the field is <c>report_type</c>.</exception>
    public static ReportType ParseType(string? name)
    {
        var index = Array.IndexOf(s_types, name);
        return index >= 0
            ? (ReportType)index
            : throw RequestRefusedException.Invalid("report_type", $"report_type is one of {string.Join(", ", s_types)}.");
    }

    /// <summary>Reads sections; all where none is named.</summary>
    /// <exception cref="RequestRefusedException">One is unknown; the field is <c>include_sections</c>.</exception>
    public static IReadOnlyList<ReportSection> ParseSections(IReadOnlyCollection<string>? names)
    {
        if (names is not { Count: > 0 })
        {
            return AllSections;
        }

        return [.. names.Select(name => Array.IndexOf(s_sections, name) is var index and >= 0
            ? (ReportSection)index
            : throw RequestRefusedException.Invalid("include_sections", $"include_sections holds some of {string.Join(", ", s_sections)}."))
            .Distinct().Order()];
    }

    /// <summary>The insights that belong into a report of this type, the most important first.</summary>
    internal static IReadOnlyList<InsightType> InsightsOf(ReportType type) => type switch
    {
        ReportType.Performance => [InsightType.Performance, InsightType.Patterns],
        ReportType.Risk => [InsightType.Risk, InsightType.Behavior],
        ReportType.Trading => [InsightType.Patterns, InsightType.Behavior],
        _ => [InsightType.Performance, InsightType.Risk, InsightType.Patterns, InsightType.Behavior],
    };

    /// <summary>The groups of figures that belong into a report of this type.</summary>
    internal static IReadOnlyList<GroupDimension> GroupsOf(ReportType type) => type switch
    {
        ReportType.Performance => [GroupDimension.Playbook, GroupDimension.Symbol, GroupDimension.Asset, GroupDimension.Direction, GroupDimension.StrategyType, GroupDimension.Tag],
        ReportType.Risk => [GroupDimension.Hold, GroupDimension.Symbol, GroupDimension.Asset, GroupDimension.Direction],
        ReportType.Trading => [GroupDimension.Symbol, GroupDimension.Playbook, GroupDimension.Weekday, GroupDimension.Hour, GroupDimension.Hold],
        _ => GroupDimensions.All,
    };
}
