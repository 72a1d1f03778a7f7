using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using TradingAi.Core.Analytics;
using TradingAi.Core.Insights;
using TradingAi.Core.Operations;
using TradingAi.Core.Operations.Metrics;
using TradingAi.Core.Operations.Vendors;
using TradingAi.Functions.Http.Json;

namespace TradingAi.Functions.Http;

/// <summary>The routes of insights.</summary>
public sealed class InsightsFunctions(InsightService insights, Degradations degradations, TimeProvider clock)
{
    /// <summary><c>POST /insights/generate</c>: 201 with a new insight.</summary>
    [Function(nameof(GenerateInsight))]
    public Task<IResult> GenerateInsight(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "ai/insights/generate")] HttpRequest request, CancellationToken cancellationToken) =>
        GenerateAsync(request, cancellationToken);

    /// <summary><c>POST /insights</c>: the same.</summary>
    [Function(nameof(CreateInsight))]
    public Task<IResult> CreateInsight(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "ai/insights")] HttpRequest request, CancellationToken cancellationToken) =>
        GenerateAsync(request, cancellationToken);

    /// <summary><c>GET /insights?time_range&amp;insight_type&amp;limit&amp;cursor</c>: newest first.</summary>
    [Function(nameof(ListInsights))]
    public async Task<IResult> ListInsights(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "ai/insights")] HttpRequest request, CancellationToken cancellationToken)
    {
        var page = await insights.ListAsync(
            request.GetUser(),
            request.ReadText("time_range") is { } range ? ParseRangeName(range) : null,
            request.ReadText("insight_type") is { } type ? InsightTypes.Parse(type) : null,
            request.ReadPage(),
            cancellationToken);
        return ApiResults.Ok(new InsightList(page.Items, page.TotalCount, PageCursor.Encode(page.Next)), InsightsWire.Default.InsightList);
    }

    /// <summary><c>GET /insights/{id}</c>.</summary>
    [Function(nameof(GetInsight))]
    public async Task<IResult> GetInsight(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "ai/insights/{id}")] HttpRequest request, string id, CancellationToken cancellationToken) =>
        ApiResults.Ok(await insights.GetAsync(request.GetUser(), id, cancellationToken), InsightsWire.Default.Insight);

    /// <summary><c>DELETE /insights/{id}</c>.</summary>
    [Function(nameof(DeleteInsight))]
    public async Task<IResult> DeleteInsight(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "ai/insights/{id}")] HttpRequest request, string id, CancellationToken cancellationToken)
    {
        await insights.DeleteAsync(request.GetUser(), id, cancellationToken);
        return ApiResults.Ok(new Deleted(id), InsightsWire.Default.Deleted);
    }

    private async Task<IResult> GenerateAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var body = await RequestBody.ReadOptionalAsync(request, InsightsWire.Default.InsightBody, cancellationToken) ?? new InsightBody();
        var wish = new InsightRequest(
            RequestQuery.ParseTimeRange(
                body.TimeRange ?? request.ReadText("time_range"), body.From ?? request.ReadText("from"), body.To ?? request.ReadText("to")),
            InsightTypes.Parse(body.InsightType ?? request.ReadText("insight_type")),
            request.ReadAsOf(clock),
            MarketConditions.Read(body.MarketConditions));
        var insight = await insights.GenerateAsync(request.GetUser(), wish, cancellationToken);
        degradations.Note(insight.Degraded, DegradedPart.Language);
        return ApiResults.Created(insight, InsightsWire.Default.Insight, $"/api/ai/insights/{insight.Id}");
    }

    private static TimeRangeName ParseRangeName(string text) => TimeRange.TryParseName(text, out var name)
        ? name
        : throw RequestRefusedException.Invalid("time_range", $"time_range must be one of {string.Join(", ", TimeRange.Names)}.");
}
