using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using TradingAi.Core.Analysis;
using TradingAi.Core.Operations.Metrics;
using TradingAi.Core.Operations.Vendors;
using TradingAi.Functions.Http.Json;

namespace TradingAi.Functions.Http;

/// <summary>The route that answers a question from all sides.</summary>
public sealed class AnalysisFunctions(AnalysisService analysis, Degradations degradations, TimeProvider clock)
{
    /// <summary><c>POST /analysis</c> <c>{query, include_predictions?, session_id?, market_conditions?}</c>: answer, insights and predictions.</summary>
    [Function(nameof(Analyze))]
    public async Task<IResult> Analyze(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "ai/analysis")] HttpRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var asOf = request.ReadAsOf(clock);
        var wish = await RequestBody.ReadAsync(request, AnalysisWire.Default.AnalysisRequest, cancellationToken);
        var result = await analysis.AnalyzeAsync(request.GetUser(), wish, asOf, cancellationToken);
        if (result.Answer is { } answer)
        {
            degradations.Note(answer.Degraded, DegradedPart.Embeddings, DegradedPart.Vectors, DegradedPart.Language);
        }

        return ApiResults.Ok(result, AnalysisWire.Default.AnalysisResult);
    }
}
