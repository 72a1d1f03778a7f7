using System.Text.Json;
using TradingAi.Core.Analytics;
using TradingAi.Core.Insights;
using TradingAi.Core.Insights.Narration;
using TradingAi.Core.Operations;
using TradingAi.Core.Reports.Comparison;
using TradingAi.Core.Storage;

namespace TradingAi.Core.Reports;

/// <summary>A report with what was asked for.</summary>
internal sealed record ReportRow(Report Report, ReportRequest Request);

/// <summary>The table <c>ai_reports</c> of one user's database.</summary>
internal static class ReportStore
{
    private const int Steps = 6;

    /// <summary>Adds a report that nothing has been done for.</summary>
    public static Task AddAsync(IDatabase database, Report report, ReportRequest request, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.ExecuteAsync(
            SqlStatement.Of($"""
                INSERT INTO ai_reports (
                  id, time_range, range_from, range_to, report_type, sections, as_of, market_conditions, status, model, created_at)
                VALUES (
                  {report.Id}, {report.TimeRange}, {StoredInstant.Write(request.Range.From)}, {StoredInstant.Write(request.Range.To)},
                  {report.ReportType}, {string.Join(',', request.Sections.Select(ReportTypes.NameOf))}, {StoredInstant.Write(request.AsOf)},
                  {request.MarketConditions}, 'pending', {report.Model}, {StoredInstant.Write(now)})
                """),
            cancellationToken);

    /// <summary>One report.</summary>
    public static Task<ReportRow?> FindAsync(IDatabase database, string id, CancellationToken cancellationToken) =>
        database.QueryFirstAsync(SqlStatement.Of($"SELECT * FROM ai_reports WHERE id = {id}"), Read, cancellationToken);

    /// <summary>One page, newest first; of the sections only the summary is read, the others can be large.</summary>
    public static async Task<Page<Report>> ListAsync(IDatabase database, PageRequest page, CancellationToken cancellationToken)
    {
        var total = await database.QueryFirstAsync(
            SqlStatement.Of($"SELECT COUNT(*) AS total FROM ai_reports"), row => row.GetInt64("total"), cancellationToken);

        // One more than asked for says whether there is a next page.
        var after = page.After is { } position ? StoredInstant.Write(position.At) : null;
        var rows = await database.QueryAsync(
            SqlStatement.Of($"""
                SELECT id, time_range, range_from, range_to, report_type, sections, as_of, market_conditions, status, error, summary, model, degraded,
                  generated_at, created_at, IIF(analytics IS NULL, NULL, 'null') AS analytics, '[]' AS comparisons, IIF(insights IS NULL, NULL, '[]') AS insights,
                  IIF(trades IS NULL, NULL, '[]') AS trades, NULL AS patterns, IIF(recommendations IS NULL, NULL, '[]') AS recommendations
                FROM ai_reports WHERE {after} IS NULL OR (created_at, id) < ({after}, {page.After?.Id})
                ORDER BY created_at DESC, id DESC LIMIT {page.Limit + 1}
                """),
            row => (Report: ReportService.Asked(Read(row)), At: StoredInstant.Read(row.GetString("created_at"))),
            cancellationToken);
        return new Page<Report>(
            [.. rows.Take(page.Limit).Select(r => r.Report)],
            total,
            rows.Count <= page.Limit ? null : new PagePosition(rows[page.Limit - 1].At, rows[page.Limit - 1].Report.Id));
    }

    /// <summary>Stores the figures.</summary>
    public static Task SetAnalyticsAsync(
        IDatabase database, string id, AnalyticsResult analytics, IReadOnlyList<PeriodComparison> comparisons, CancellationToken cancellationToken)
    {
        var json = JsonSerializer.Serialize(analytics, ReportsJson.Default.AnalyticsResult);
        var compared = JsonSerializer.Serialize(comparisons, ReportsJson.Default.IReadOnlyListPeriodComparison);
        return RunAsync(database, SqlStatement.Of($"UPDATE ai_reports SET status = 'running', analytics = {json}, comparisons = {compared} WHERE id = {id} AND status IN ('pending', 'running')"), cancellationToken);
    }

    /// <summary>Stores the insights and their findings.</summary>
    public static Task SetInsightsAsync(
        IDatabase database, string id, IReadOnlyList<Insight> insights, IReadOnlyList<Finding> patterns, CancellationToken cancellationToken)
    {
        var json = JsonSerializer.Serialize(insights, ReportsJson.Default.IReadOnlyListInsight);
        var findings = JsonSerializer.Serialize(patterns, ReportsJson.Default.IReadOnlyListFinding);
        return RunAsync(database, SqlStatement.Of($"UPDATE ai_reports SET status = 'running', insights = {json}, patterns = {findings} WHERE id = {id} AND status IN ('pending', 'running')"), cancellationToken);
    }

    /// <summary>Stores the trades.</summary>
    public static Task SetTradesAsync(IDatabase database, string id, IReadOnlyList<ReportTrade> trades, CancellationToken cancellationToken)
    {
        var json = JsonSerializer.Serialize(trades, ReportsJson.Default.IReadOnlyListReportTrade);
        return RunAsync(database, SqlStatement.Of($"UPDATE ai_reports SET status = 'running', trades = {json} WHERE id = {id} AND status IN ('pending', 'running')"), cancellationToken);
    }

    /// <summary>Stores the summary with who wrote it, and the recommendations that came with it.</summary>
    public static Task SetSummaryAsync(IDatabase database, string id, Prose prose, CancellationToken cancellationToken)
    {
        var recommendations = JsonSerializer.Serialize(prose.Recommendations, ReportsJson.Default.IReadOnlyListString);
        var degraded = JsonSerializer.Serialize(prose.Degraded, ReportsJson.Default.IReadOnlyListString);
        return RunAsync(
            database,
            SqlStatement.Of($"""
                UPDATE ai_reports SET summary = {prose.Content}, recommendations = {recommendations}, model = {prose.Model}, degraded = {degraded}
                WHERE id = {id} AND status = 'running'
                """),
            cancellationToken);
    }

    /// <summary>Ends a report of which every part is there.</summary>
    /// <returns>False where it had ended before, is gone, or lacks a part.</returns>
    public static async Task<bool> CompleteAsync(IDatabase database, string id, DateTimeOffset now, CancellationToken cancellationToken) =>
        await database.ExecuteAsync(
            SqlStatement.Of($"""
                UPDATE ai_reports SET status = 'completed', generated_at = {StoredInstant.Write(now)}
                WHERE id = {id} AND status = 'running' AND analytics IS NOT NULL AND insights IS NOT NULL AND trades IS NOT NULL
                  AND summary IS NOT NULL AND recommendations IS NOT NULL
                """),
            cancellationToken) > 0;

    /// <summary>Ends a report that cannot be made.</summary>
    public static Task FailAsync(IDatabase database, string id, string error, CancellationToken cancellationToken) =>
        RunAsync(database, SqlStatement.Of($"UPDATE ai_reports SET status = 'failed', error = {error} WHERE id = {id} AND status IN ('pending', 'running')"), cancellationToken);

    /// <summary>Deletes one.</summary>
    /// <returns>False where there is none.</returns>
    public static async Task<bool> DeleteAsync(IDatabase database, string id, CancellationToken cancellationToken) =>
        await database.ExecuteAsync(SqlStatement.Of($"DELETE FROM ai_reports WHERE id = {id}"), cancellationToken) > 0;

    // A report that was deleted while its work ran takes no more parts.
    private static Task RunAsync(IDatabase database, SqlStatement statement, CancellationToken cancellationToken) =>
        database.ExecuteAsync(statement, cancellationToken);

    private static ReportRow Read(SqlRow row)
    {
        var timeRange = TimeRange.TryParseName(row.GetString("time_range"), out var name)
            ? new TimeRange(name, StoredInstant.ReadDate(row.GetStringOrNull("range_from")), StoredInstant.ReadDate(row.GetStringOrNull("range_to")))
            : throw new FormatException("A report names no range.");
        var request = new ReportRequest(
            timeRange,
            ReportTypes.ParseType(row.GetString("report_type")),
            ReportTypes.ParseSections(row.GetString("sections").Split(',')),
            StoredInstant.Read(row.GetString("as_of")),
            row.GetStringOrNull("market_conditions"));
        var status = row.GetString("status");
        string[] parts = ["analytics", "insights", "trades", "summary", "recommendations"];
        return new ReportRow(
            new Report
            {
                Id = row.GetString("id"),
                TimeRange = row.GetString("time_range"),
                ReportType = row.GetString("report_type"),
                Status = status,
                Progress = status == "completed" ? 100 : parts.Count(p => !row.IsNull(p)) * 100 / Steps,
                Error = row.GetStringOrNull("error"),
                Summary = row.GetStringOrNull("summary"),
                Analytics = row.GetStringOrNull("analytics") is { } analytics ? JsonSerializer.Deserialize(analytics, ReportsJson.Default.AnalyticsResult) : null,
                Comparisons = JsonSerializer.Deserialize(row.GetString("comparisons"), ReportsJson.Default.IReadOnlyListPeriodComparison)!,
                Insights = row.GetStringOrNull("insights") is { } insights ? JsonSerializer.Deserialize(insights, ReportsJson.Default.IReadOnlyListInsight)! : [],
                Trades = row.GetStringOrNull("trades") is { } trades ? JsonSerializer.Deserialize(trades, ReportsJson.Default.IReadOnlyListReportTrade)! : [],
                Patterns = row.GetStringOrNull("patterns") is { } patterns ? JsonSerializer.Deserialize(patterns, ReportsJson.Default.IReadOnlyListFinding)! : [],
                Recommendations = row.GetStringOrNull("recommendations") is { } texts ? JsonSerializer.Deserialize(texts, ReportsJson.Default.IReadOnlyListString)! : [],
                Model = row.GetString("model"),
                Degraded = JsonSerializer.Deserialize(row.GetString("degraded"), ReportsJson.Default.IReadOnlyListString)!,
                GeneratedAt = row.GetStringOrNull("generated_at") is { } generated ? StoredInstant.Read(generated) : null,
            },
            request);
    }
}
