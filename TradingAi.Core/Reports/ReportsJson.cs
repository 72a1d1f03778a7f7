using System.Text.Json.Serialization;
using TradingAi.Core.Analytics;
using TradingAi.Core.Insights;
using TradingAi.Core.Reports.Comparison;

namespace TradingAi.Core.Reports;

/// <summary>The sections of a report as JSON in the database.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(AnalyticsResult))]
[JsonSerializable(typeof(IReadOnlyList<PeriodComparison>))]
[JsonSerializable(typeof(IReadOnlyList<Insight>))]
[JsonSerializable(typeof(IReadOnlyList<ReportTrade>))]
[JsonSerializable(typeof(IReadOnlyList<Finding>))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
internal sealed partial class ReportsJson : JsonSerializerContext;
