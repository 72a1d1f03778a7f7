using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using TradingAi.Core.Operations.Health;
using TradingAi.Functions.Http.Json;

namespace TradingAi.Functions.Http;

/// <summary>How the service is. These routes concern no user and ask for no credentials.</summary>
public sealed class HealthFunctions(HealthMonitor health)
{
    /// <summary><c>GET /api/ai/health</c>: asks the parts, at most every 30 seconds; 503 where the service does not serve.</summary>
    [Function(nameof(GetHealth))]
    public async Task<IResult> GetHealth(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "ai/health")] HttpRequest request, CancellationToken cancellationToken) =>
        Answer(await health.CheckAsync(cancellationToken));

    /// <summary><c>GET /api/ai/health/cached</c>: what the last check found, without asking anything.</summary>
    [Function(nameof(GetCachedHealth))]
    public IResult GetCachedHealth([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "ai/health/cached")] HttpRequest request) =>
        Answer(health.Last);

    /// <summary><c>GET /api/ai/health/live</c>: that the process answers.</summary>
    [Function(nameof(GetLiveness))]
    public IResult GetLiveness([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "ai/health/live")] HttpRequest request) =>
        ApiResults.Ok(new Liveness("healthy", health.UptimeSeconds), HealthJson.Default.Liveness);

    private static IResult Answer(ServiceHealth found) => ApiResults.Envelope(
        found.Overall == HealthState.Unhealthy ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK,
        found,
        HealthJson.Default.ServiceHealth);
}
