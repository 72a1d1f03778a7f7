using System.Collections.Frozen;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using TradingAi.Core.Operations.Limits;
using TradingAi.Functions.Http;

namespace TradingAi.Functions.Middleware;

/// <summary>
/// Holds users to their limits before a function does any work. It stands behind the idempotency keys: an answer that is only
/// repeated does not count.
/// </summary>
internal sealed class UserLimitsMiddleware(UserLimits limits) : IFunctionsWorkerMiddleware
{
    private static readonly FrozenDictionary<string, LimitedUse> s_limited = new Dictionary<string, LimitedUse>
    {
        ["Chat"] = LimitedUse.Chat,
        ["ChatStream"] = LimitedUse.Chat,
        [nameof(AnalysisFunctions.Analyze)] = LimitedUse.Chat,
        [nameof(InsightsFunctions.GenerateInsight)] = LimitedUse.Insights,
        [nameof(InsightsFunctions.CreateInsight)] = LimitedUse.Insights,
        [nameof(ReportsFunctions.CreateReport)] = LimitedUse.Reports,
        [nameof(ReportsFunctions.CreateReportByName)] = LimitedUse.Reports,
        [nameof(SearchFunctions.Search)] = LimitedUse.Search,
        [nameof(JournalFunctions.ImportJournal)] = LimitedUse.Imports,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <inheritdoc/>
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (s_limited.TryGetValue(context.FunctionDefinition.Name, out var use)
            && context.GetHttpContext()?.FindUser() is { } user
            && await limits.CountAsync(user, use, context.CancellationToken) is { } wait)
        {
            throw new EdgeException(ErrorCode.RateLimited, "That was too often; Retry-After says when the next one is welcome.") { RetryAfter = wait };
        }

        await next(context);
    }
}
