using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using TradingAi.Core.Operations;
using TradingAi.Core.Predictions;
using TradingAi.Functions.Http.Json;

namespace TradingAi.Functions.Http;

/// <summary>What the days ahead may bring to the caller.</summary>
public sealed class PredictionsFunctions(PredictionService predictions, TimeProvider clock)
{
    private static readonly string[] s_parameters = ["horizon", "as_of", "user_id", "code"];

    /// <summary><c>GET /api/ai/predictions?horizon</c>: distributions, trend, patterns and their backtest.</summary>
    [Function(nameof(GetPredictions))]
    public async Task<IResult> GetPredictions(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "ai/predictions")] HttpRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Query.Keys.FirstOrDefault(name => !s_parameters.Contains(name, StringComparer.OrdinalIgnoreCase)) is { } unknown)
        {
            throw RequestRefusedException.Invalid(unknown, $"There is no parameter {unknown}; there are horizon and as_of.");
        }

        var (horizon, asOf) = (PredictionHorizon.Parse(request.ReadText("horizon")), request.ReadAsOf(clock));
        return ApiResults.Ok(await predictions.PredictAsync(request.GetUser(), horizon, asOf, cancellationToken), PredictionsJson.Default.Prediction);
    }
}
