using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Logging;
using TradingAi.Functions.Http;

namespace TradingAi.Functions.Middleware;

/// <summary>Answers every exception of an HTTP function with problem details; timers and orchestrations pass untouched.</summary>
internal sealed class ProblemDetailsMiddleware(ILogger<ProblemDetailsMiddleware> logger) : IFunctionsWorkerMiddleware
{
    /// <inheritdoc/>
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is not { } http)
        {
            await next(context);
            return;
        }

        try
        {
            await next(context);
        }
        catch (Exception) when (http.RequestAborted.IsCancellationRequested)
        {
            // Whoever asked has gone, and whatever failed did so because of it: there is nobody to answer.
            if (!http.Response.HasStarted)
            {
                http.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            }
        }
        catch (Exception exception)
        {
            var problem = Problems.Of(exception, http);
            if (problem.Status >= StatusCodes.Status500InternalServerError)
            {
                Log.RequestFailed(logger, exception, context.FunctionDefinition.Name, problem.TraceId);
            }

            if (http.Response.HasStarted)
            {
                // The host cuts the connection after what was flushed, the only way left to say that the answer is not whole.
                throw;
            }

            context.GetInvocationResult().Value = Problems.Answer(problem);
        }
    }
}
