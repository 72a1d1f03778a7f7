using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using TradingAi.Core.Analytics;
using TradingAi.Core.Operations;
using TradingAi.Core.Operations.Cache;
using TradingAi.Functions.Http.Json;

namespace TradingAi.Functions.Http;

/// <summary>Every figure of the caller's journal.</summary>
public sealed class AnalyticsFunctions(CachedAnalytics analytics, TimeProvider clock)
{
    private static readonly string[] s_parameters =
        ["time_range", "from", "to", "group_by", "as_of", "user_id", "code", .. GroupDimensions.Names];

    /// <summary><c>GET /api/ai/analytics</c>: figures, daily P&amp;L, equity curve and groups.</summary>
    [Function(nameof(GetAnalytics))]
    public async Task<IResult> GetAnalytics(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "ai/analytics")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        RefuseUnknownParameters(request);
        var (range, filter, groups, asOf) =
            (request.ReadTimeRange(), request.ReadTradeFilter(), request.ReadGroupBy(), request.ReadAsOf(clock));
        var result = await analytics.ComputeAsync(request.GetUser(), range, filter, groups, asOf, cancellationToken);
        return ApiResults.Ok(result, AnalyticsJson.Default.AnalyticsResult);
    }

    // A misspelt filter that is passed over would answer a wrong number.
    private static void RefuseUnknownParameters(HttpRequest request)
    {
        if (request.Query.Keys.FirstOrDefault(name => !s_parameters.Contains(name, StringComparer.OrdinalIgnoreCase)) is { } unknown)
        {
            throw RequestRefusedException.Invalid(unknown, $"There is no parameter {unknown}; there are {string.Join(", ", s_parameters[..5])} and the filters {string.Join(", ", GroupDimensions.Names)}.");
        }
    }
}
