using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Logging;
using TradingAi.Core.Operations.Metrics;
using TradingAi.Functions.Http;

namespace TradingAi.Functions.Middleware;

/// <summary>Measures each request, and logs one line for it: no query text and no body, which could hold journal text, and no raw user id.</summary>
internal sealed class RequestLogMiddleware(RequestActivity requests, TimeProvider clock, ILogger<RequestLogMiddleware> logger) : IFunctionsWorkerMiddleware
{
    /// <inheritdoc/>
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is not { } http)
        {
            await next(context);
            return;
        }

        var started = clock.GetTimestamp();
        var status = StatusCodes.Status500InternalServerError;
        requests.Began();
        try
        {
            await next(context);
            status = context.GetInvocationResult().Value is IStatusCodeHttpResult { StatusCode: { } code } ? code : http.Response.StatusCode;
        }
        finally
        {
            requests.Ended(context.FunctionDefinition.Name, status, clock.GetElapsedTime(started));
        }

        Log.RequestAnswered(
            logger,
            http.Request.Method,
            context.FunctionDefinition.Name,
            status,
            clock.GetElapsedTime(started).TotalMilliseconds,
            http.FindUser()?.Key ?? "-",
            Activity.Current?.TraceId.ToString() ?? http.TraceIdentifier);
    }
}
