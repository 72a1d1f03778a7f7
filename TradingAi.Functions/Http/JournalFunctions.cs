using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using TradingAi.Core.Journal;
using TradingAi.Core.Journal.Import;
using TradingAi.Core.Journal.Outbox;
using TradingAi.Functions.Http.Json;
using TradingAi.Functions.Orchestrations;

namespace TradingAi.Functions.Http;

/// <summary>Imports the caller's journal and tells how far its index is.</summary>
public sealed class JournalFunctions(IJournalImporter importer, IJournalStatusReader statuses, IOutbox outbox)
{
    /// <summary><c>POST /api/ai/journal/import</c>: the whole journal as one document, read as a stream.</summary>
    [Function(nameof(ImportJournal))]
    public async Task<IResult> ImportJournal(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "ai/journal/import")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        RequestBody.RequireJson(request);
        var user = request.GetUser();
        var result = await importer.ImportAsync(user, request.Body, cancellationToken);
        if (await outbox.NextDueAsync(user, includeDeferred: true, cancellationToken) is not null)
        {
            await client.SignalDrainAsync(user, cancellationToken);
        }

        return ApiResults.Ok(result, JournalJson.Default.ImportResult);
    }

    /// <summary><c>GET /api/ai/journal/status</c>: how far the index is.</summary>
    [Function(nameof(GetJournalStatus))]
    public async Task<IResult> GetJournalStatus(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "ai/journal/status")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return ApiResults.Ok(await statuses.ReadAsync(request.GetUser(), cancellationToken), JournalJson.Default.JournalStatus);
    }

    /// <summary><c>POST /api/ai/journal/retry</c>: tries what failed or waits again, at once.</summary>
    [Function(nameof(RetryIndexing))]
    public async Task<IResult> RetryIndexing(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "ai/journal/retry")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var user = request.GetUser();
        await RequestBody.CheckEmptyAsync(request, cancellationToken);
        var retried = await outbox.RetryAsync(user, cancellationToken);
        if (retried > 0)
        {
            await client.SignalDrainAsync(user, cancellationToken);
        }

        return ApiResults.Ok(new RetryAnswer(retried), JournalJson.Default.RetryAnswer);
    }
}
