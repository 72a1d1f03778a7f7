using System.Text.Json;
using TradingAi.Core.Analytics;
using TradingAi.Core.Operations;
using TradingAi.Core.Storage;

namespace TradingAi.Core.Insights;

/// <summary>An insight with what the table holds beside it.</summary>
/// <param name="Insight">The insight.</param>
/// <param name="Range">The range as it was asked for.</param>
/// <param name="AsOf">The present it was made for.</param>
/// <param name="Basis">Names the data it was made from.</param>
/// <param name="Origin">What asked for it, where that may ask again; unique.</param>
/// <param name="MarketConditions">The caller's word on the market.</param>
internal sealed record InsightRow(
    Insight Insight, TimeRange Range, DateTimeOffset AsOf, string Basis, string? Origin, string? MarketConditions);

/// <summary>The table <c>ai_insights</c> of one user's database.</summary>
internal static class InsightStore
{
    /// <summary>Adds an insight; one of an origin that is there already stays as it is.</summary>
    public static SqlStatement Add(InsightRow row)
    {
        var insight = row.Insight;
        var now = StoredInstant.Write(insight.GeneratedAt);
        return SqlStatement.Of($"""
            INSERT INTO ai_insights (
              id, time_range, range_from, range_to, insight_type, title, content, key_findings, recommendations, data_sources,
              model, degraded, market_conditions, as_of, basis, origin, generated_at, created_at)
            VALUES (
              {insight.Id}, {insight.TimeRange}, {StoredInstant.Write(row.Range.From)}, {StoredInstant.Write(row.Range.To)},
              {insight.InsightType}, {insight.Title}, {insight.Content},
              {JsonSerializer.Serialize(insight.KeyFindings, InsightsJson.Default.IReadOnlyListFinding)},
              {JsonSerializer.Serialize(insight.Recommendations, InsightsJson.Default.IReadOnlyListString)},
              {JsonSerializer.Serialize(insight.DataSources, InsightsJson.Default.IReadOnlyListString)},
              {insight.Model}, {JsonSerializer.Serialize(insight.Degraded, InsightsJson.Default.IReadOnlyListString)}, {row.MarketConditions}, {StoredInstant.Write(row.AsOf)}, {row.Basis}, {row.Origin}, {now}, {now})
            ON CONFLICT (origin) DO NOTHING
            """);
    }

    /// <summary>The insight of an origin.</summary>
    public static Task<Insight?> FindByOriginAsync(IDatabase database, string origin, CancellationToken cancellationToken) =>
        database.QueryFirstAsync(SqlStatement.Of($"SELECT * FROM ai_insights WHERE origin = {origin}"), Read, cancellationToken);

    /// <summary>The latest insight of a type that was made from the same data.</summary>
    public static Task<Insight?> FindByBasisAsync(
        IDatabase database, InsightType type, string basis, CancellationToken cancellationToken) =>
        database.QueryFirstAsync(
            SqlStatement.Of($"""
                SELECT * FROM ai_insights WHERE insight_type = {InsightTypes.NameOf(type)} AND basis = {basis}
                ORDER BY created_at DESC, id DESC LIMIT 1
                """),
            Read,
            cancellationToken);

    /// <summary>One insight.</summary>
    public static Task<Insight?> FindAsync(IDatabase database, string id, CancellationToken cancellationToken) =>
        database.QueryFirstAsync(SqlStatement.Of($"SELECT * FROM ai_insights WHERE id = {id}"), Read, cancellationToken);

    /// <summary>One page, newest first.</summary>
    public static async Task<Page<Insight>> ListAsync(
        IDatabase database, string? timeRange, string? type, PageRequest page, CancellationToken cancellationToken)
    {
        var total = await database.QueryFirstAsync(
            SqlStatement.Of($"""
                SELECT COUNT(*) AS total FROM ai_insights
                WHERE ({timeRange} IS NULL OR time_range = {timeRange}) AND ({type} IS NULL OR insight_type = {type})
                """),
            row => row.GetInt64("total"),
            cancellationToken);

        // One more than asked for says whether there is a next page.
        var after = page.After is { } position ? StoredInstant.Write(position.At) : null;
        var rows = await database.QueryAsync(
            SqlStatement.Of($"""
                SELECT * FROM ai_insights
                WHERE ({timeRange} IS NULL OR time_range = {timeRange}) AND ({type} IS NULL OR insight_type = {type})
                  AND ({after} IS NULL OR (created_at, id) < ({after}, {page.After?.Id}))
                ORDER BY created_at DESC, id DESC LIMIT {page.Limit + 1}
                """),
            Read,
            cancellationToken);
        return rows.Count <= page.Limit
            ? new Page<Insight>(rows, total, null)
            : new Page<Insight>([.. rows.Take(page.Limit)], total, new PagePosition(rows[page.Limit - 1].GeneratedAt, rows[page.Limit - 1].Id));
    }

    /// <summary>Deletes one.</summary>
    /// <returns>False where there is none.</returns>
    public static async Task<bool> DeleteAsync(IDatabase database, string id, CancellationToken cancellationToken) =>
        await database.ExecuteAsync(SqlStatement.Of($"DELETE FROM ai_insights WHERE id = {id}"), cancellationToken) > 0;

    private static Insight Read(SqlRow row) => new()
    {
        Id = row.GetString("id"),
        TimeRange = row.GetString("time_range"),
        InsightType = row.GetString("insight_type"),
        Title = row.GetString("title"),
        Content = row.GetString("content"),
        KeyFindings = JsonSerializer.Deserialize(row.GetString("key_findings"), InsightsJson.Default.IReadOnlyListFinding) ?? [],
        Recommendations = JsonSerializer.Deserialize(row.GetString("recommendations"), InsightsJson.Default.IReadOnlyListString) ?? [],
        DataSources = JsonSerializer.Deserialize(row.GetString("data_sources"), InsightsJson.Default.IReadOnlyListString) ?? [],
        Model = row.GetString("model"),
        Degraded = JsonSerializer.Deserialize(row.GetString("degraded"), InsightsJson.Default.IReadOnlyListString) ?? [],
        GeneratedAt = StoredInstant.Read(row.GetString("generated_at")),
    };
}
