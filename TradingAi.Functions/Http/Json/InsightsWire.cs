using System.Text.Json;
using System.Text.Json.Serialization;
using TradingAi.Core.Insights;
using TradingAi.Core.Reports;

namespace TradingAi.Functions.Http.Json;

/// <summary>Insights and reports on the wire.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    Converters = [typeof(UtcInstantConverter)])]
[JsonSerializable(typeof(InsightBody))]
[JsonSerializable(typeof(Insight))]
[JsonSerializable(typeof(InsightList))]
[JsonSerializable(typeof(ReportBody))]
[JsonSerializable(typeof(Report))]
[JsonSerializable(typeof(ReportList))]
[JsonSerializable(typeof(ReportProgress))]
[JsonSerializable(typeof(ReportTicket))]
[JsonSerializable(typeof(Deleted))]
internal sealed partial class InsightsWire : JsonSerializerContext;

/// <summary>What a request for an insight can hold; each field can stand in the query instead.</summary>
internal sealed record InsightBody(
    string? TimeRange = null, string? From = null, string? To = null, string? InsightType = null, JsonElement? MarketConditions = null);

/// <summary>One page of insights, newest first.</summary>
internal sealed record InsightList(IReadOnlyList<Insight> Insights, long TotalCount, string? NextCursor);

/// <summary>What a request for a report can hold; each field can stand in the query instead.</summary>
internal sealed record ReportBody(
    string? TimeRange = null,
    string? From = null,
    string? To = null,
    string? ReportType = null,
    IReadOnlyList<string>? IncludeSections = null,
    JsonElement? MarketConditions = null);

/// <summary>One page of reports, newest first.</summary>
internal sealed record ReportList(IReadOnlyList<Report> Reports, long TotalCount, string? NextCursor);

/// <summary>How far a report is.</summary>
internal sealed record ReportProgress(
    string Id, string Status, int Progress, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Error);

/// <summary>A report that is being made, and where to ask for it.</summary>
internal sealed record ReportTicket(string Id, string Status, string StatusUrl);

/// <summary>Something that is gone.</summary>
internal sealed record Deleted(string Id, [property: JsonPropertyName("deleted")] bool IsDeleted = true);
