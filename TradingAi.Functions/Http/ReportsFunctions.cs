using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using TradingAi.Core.Reports;
using TradingAi.Functions.Http.Json;
using TradingAi.Functions.Orchestrations;

namespace TradingAi.Functions.Http;

/// <summary>The routes of reports.</summary>
public sealed class ReportsFunctions(ReportService reports, TimeProvider clock)
{
    private const string Markdown = "text/markdown";

    /// <summary>
    /// <c>POST /reports/generate</c>: 202 with where to ask, or with <c>Prefer: wait=N</c> 201 with the report if it is done
    /// within N seconds, 60 at most.
    /// </summary>
    [Function(nameof(CreateReportByName))]
    public Task<IResult> CreateReportByName(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "ai/reports/generate")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken) => CreateAsync(request, client, cancellationToken);

    /// <summary><c>POST /reports</c>: the same.</summary>
    [Function(nameof(CreateReport))]
    public Task<IResult> CreateReport(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "ai/reports")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken) => CreateAsync(request, client, cancellationToken);

    /// <summary><c>GET /reports?limit&amp;cursor</c>: newest first, of the sections only the summary.</summary>
    [Function(nameof(ListReports))]
    public async Task<IResult> ListReports(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "ai/reports")] HttpRequest request, CancellationToken cancellationToken)
    {
        var page = await reports.ListAsync(request.GetUser(), request.ReadPage(), cancellationToken);
        return ApiResults.Ok(new ReportList(page.Items, page.TotalCount, PageCursor.Encode(page.Next)), InsightsWire.Default.ReportList);
    }

    /// <summary>
    /// <c>GET /reports/{id}</c>: the report, as far as it is done; with <c>Accept: text/markdown</c> as one Markdown document.
    /// </summary>
    [Function(nameof(GetReport))]
    public async Task<IResult> GetReport(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "ai/reports/{id}")] HttpRequest request, string id, CancellationToken cancellationToken)
    {
        var user = request.GetUser();
        if (!request.GetTypedHeaders().Accept.Any(a => a.MediaType.Equals(Markdown, StringComparison.OrdinalIgnoreCase)))
        {
            return ApiResults.Ok(await reports.GetAsync(user, id, cancellationToken), InsightsWire.Default.Report);
        }

        var text = await reports.RenderAsync(user, id, cancellationToken);
        return new ApiResult(StatusCodes.Status200OK, $"{Markdown}; charset=utf-8", Encoding.UTF8.GetBytes(text));
    }

    /// <summary><c>GET /reports/{id}/status</c>: <c>{id, status, progress, error?}</c>.</summary>
    [Function(nameof(GetReportStatus))]
    public async Task<IResult> GetReportStatus(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "ai/reports/{id}/status")] HttpRequest request, string id, CancellationToken cancellationToken)
    {
        var report = await reports.GetAsync(request.GetUser(), id, cancellationToken);
        return ApiResults.Ok(new ReportProgress(report.Id, report.Status, report.Progress, report.Error), InsightsWire.Default.ReportProgress);
    }

    /// <summary><c>DELETE /reports/{id}</c>: the report is gone, and the work on it ends.</summary>
    [Function(nameof(DeleteReport))]
    public async Task<IResult> DeleteReport(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "ai/reports/{id}")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        // The row decides whose report it is, so it goes first; work that finds no row does nothing.
        await reports.DeleteAsync(request.GetUser(), id, cancellationToken);
        await client.EndReportAsync(id, clock, cancellationToken);
        return ApiResults.Ok(new Deleted(id), InsightsWire.Default.Deleted);
    }

    private async Task<IResult> CreateAsync(HttpRequest request, DurableTaskClient client, CancellationToken cancellationToken)
    {
        var user = request.GetUser();
        var body = await RequestBody.ReadOptionalAsync(request, InsightsWire.Default.ReportBody, cancellationToken) ?? new ReportBody();
        var wish = new ReportRequest(
            RequestQuery.ParseTimeRange(
                body.TimeRange ?? request.ReadText("time_range"), body.From ?? request.ReadText("from"), body.To ?? request.ReadText("to")),
            ReportTypes.ParseType(body.ReportType ?? request.ReadText("report_type")),
            ReportTypes.ParseSections(body.IncludeSections ?? request.ReadText("include_sections")?.Split(',', StringSplitOptions.TrimEntries)),
            request.ReadAsOf(clock),
            MarketConditions.Read(body.MarketConditions));

        var report = await reports.CreateAsync(user, wish, cancellationToken);

        // It is promised, whether or not the caller stays to hear it: under the same Idempotency-Key it is found again.
        await client.StartReportAsync(new UnfinishedReport(user, report.Id), CancellationToken.None);
        if (PreferWait.Read(request) is { } wait)
        {
            request.HttpContext.Response.Headers["Preference-Applied"] = $"wait={wait}";
            await client.WaitForReportAsync(report.Id, TimeSpan.FromSeconds(wait), clock, cancellationToken);
            report = await reports.GetAsync(user, report.Id, CancellationToken.None);
        }

        var location = $"/api/ai/reports/{report.Id}";
        return report.Status is "completed" or "failed"
            ? ApiResults.Created(report, InsightsWire.Default.Report, location)
            : ApiResults.Accepted(new ReportTicket(report.Id, report.Status, $"{location}/status"), InsightsWire.Default.ReportTicket, $"{location}/status");
    }
}
