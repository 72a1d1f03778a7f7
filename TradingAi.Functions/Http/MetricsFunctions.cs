using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using TradingAi.Core.Operations.Metrics;
using TradingAi.Functions.Http.Json;

namespace TradingAi.Functions.Http;

/// <summary>What the process has done. The route concerns no user and asks for no credentials, as health does.</summary>
public sealed class MetricsFunctions(ServiceMetrics metrics)
{
    /// <summary><c>GET /api/ai/metrics</c>: of this process, since it started.</summary>
    [Function(nameof(GetMetrics))]
    public async Task<IResult> GetMetrics(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "ai/metrics")] HttpRequest request, CancellationToken cancellationToken) =>
        ApiResults.Ok(await metrics.ReadAsync(cancellationToken), MetricsJson.Default.MetricsReport);
}
