using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using TradingAi.Core.Alerts;
using TradingAi.Core.Analytics.Live;
using TradingAi.Core.Operations;
using TradingAi.Functions.Http.Json;

namespace TradingAi.Functions.Http;

/// <summary>The caller's figures of the moment, and what stands out in them.</summary>
public sealed class AlertFunctions(ILedgerReader ledgers, AlertService alerts, TimeProvider clock)
{
    private static readonly string[] s_common = ["as_of", "user_id", "code"];
    private static readonly string[] s_ofList = ["acknowledged", "alert_type", "severity", "limit", "cursor", .. s_common];

    /// <summary><c>GET /analytics/live</c>: the live figures with the newest alerts that were not acknowledged.</summary>
    [Function(nameof(GetLiveAnalytics))]
    public async Task<IResult> GetLiveAnalytics(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "ai/analytics/live")] HttpRequest request, CancellationToken cancellationToken)
    {
        RefuseUnknown(request, s_common);
        var (user, asOf) = (request.GetUser(), request.ReadAsOf(clock));
        var figures = LiveFigures.Of(await ledgers.ReadLedgerAsync(user, cancellationToken), asOf);
        var answer = JsonSerializer.SerializeToNode(figures, AlertsWire.Default.LiveFigures)!.AsObject();
        answer["alerts"] = JsonSerializer.SerializeToNode(await alerts.OpenAsync(user, asOf, cancellationToken), AlertsWire.Default.IReadOnlyListAlert);
        return ApiResults.Ok(answer, AlertsWire.Default.JsonObject);
    }

    /// <summary><c>GET /alerts?acknowledged&amp;alert_type&amp;severity&amp;limit&amp;cursor</c>: newest first.</summary>
    [Function(nameof(ListAlerts))]
    public async Task<IResult> ListAlerts(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "ai/alerts")] HttpRequest request, CancellationToken cancellationToken)
    {
        RefuseUnknown(request, s_ofList);
        var filter = new AlertFilter(
            request.ReadText("acknowledged") switch
            {
                null => null,
                "true" => true,
                "false" => false,
                _ => throw RequestRefusedException.Invalid("acknowledged", "acknowledged must be true or false."),
            },
            request.ReadText("alert_type") is { } type ? AlertNames.ParseType(type) : null,
            request.ReadText("severity") is { } severity ? AlertNames.ParseSeverity(severity) : null,
            request.ReadAsOf(clock));
        var page = await alerts.ListAsync(request.GetUser(), filter, request.ReadPage(), cancellationToken);
        return ApiResults.Ok(new AlertList(page.Items, page.TotalCount, PageCursor.Encode(page.Next)), AlertsWire.Default.AlertList);
    }

    /// <summary><c>POST /alerts/{id}/acknowledge</c>: the alert, acknowledged; again, it stays as it is.</summary>
    [Function(nameof(AcknowledgeAlert))]
    public async Task<IResult> AcknowledgeAlert(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "ai/alerts/{id}/acknowledge")] HttpRequest request, string id, CancellationToken cancellationToken)
    {
        await RequestBody.CheckEmptyAsync(request, cancellationToken);
        return ApiResults.Ok(await alerts.AcknowledgeAsync(request.GetUser(), id, cancellationToken), AlertsWire.Default.Alert);
    }

    private static void RefuseUnknown(HttpRequest request, string[] known)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Query.Keys.FirstOrDefault(name => !known.Contains(name, StringComparer.OrdinalIgnoreCase)) is { } unknown)
        {
            throw RequestRefusedException.Invalid(unknown, $"There is no parameter {unknown}; there are {string.Join(", ", known.Except(["user_id", "code"]))}.");
        }
    }
}
