using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using TradingAi.Core.Analytics.WhatIf;
using TradingAi.Core.Journal;
using TradingAi.Core.Operations;
using TradingAi.Functions.Http.Json;

namespace TradingAi.Functions.Http;

/// <summary>What would have come of other choices.</summary>
public sealed class WhatIfFunctions(IJournalReader journals, TimeProvider clock)
{
    private static readonly string[] s_parameters = ["time_range", "from", "to", "as_of", "user_id", "code"];

    /// <summary><c>POST /api/ai/what-if</c>: the figures of a range beside those that would have been.</summary>
    [Function(nameof(WhatIf))]
    public async Task<IResult> WhatIf(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "ai/what-if")] HttpRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Query.Keys.FirstOrDefault(name => !s_parameters.Contains(name, StringComparer.OrdinalIgnoreCase)) is { } unknown)
        {
            throw RequestRefusedException.Invalid(unknown, $"There is no parameter {unknown}; filters and rules stand in the body.");
        }

        var body = await RequestBody.ReadAsync(request, WhatIfWire.Default.WhatIfBody, cancellationToken);
        var wish = body.ToRequest(RequestQuery.ParseTimeRange(
            body.TimeRange ?? request.ReadText("time_range"), body.From ?? request.ReadText("from"), body.To ?? request.ReadText("to")));
        var asOf = request.ReadAsOf(clock);
        var journal = await journals.ReadAsync(request.GetUser(), cancellationToken);
        return ApiResults.Ok(WhatIfCalculator.Compute(journal, wish, asOf), WhatIfWire.Default.WhatIfResult);
    }
}
