using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace TradingAi.LocalHost.Hosting.Http;

/// <summary>Answers what no function answers: unknown routes and methods, bodies too large, values that cannot be bound, and exceptions that escape.</summary>
internal sealed partial class HttpErrors(RequestDelegate next, IOptions<FunctionsHostOptions> options, ILogger<HttpErrors> logger)
{
    private readonly long _maxBody = options.Value.MaxRequestBodyBytes;

    /// <summary>Runs the request.</summary>
    public async Task InvokeAsync(HttpContext http)
    {
        try
        {
            LimitBody(http.Request);
            await next(http);
            await AnswerUnroutedAsync(http);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            LogClientGone(logger, http.Request.Method, http.Request.Path);
        }
        catch (BadHttpRequestException exception) when (!http.Response.HasStarted)
        {
            http.Response.Clear();
            await HttpProblem.WriteAsync(http, exception.StatusCode, exception.Message);
        }
        catch (Exception exception) when (!http.Response.HasStarted)
        {
            // Once the response has started Kestrel logs the exception and cuts the connection, the only way left to say that the answer is not whole.
            LogEscaped(logger, exception, http.Request.Method, http.Request.Path);
            http.Response.Clear();
            await HttpProblem.WriteAsync(http, StatusCodes.Status500InternalServerError, "The request failed for a reason inside the server.");
        }
    }

    private void LimitBody(HttpRequest request)
    {
        if (request.ContentLength > _maxBody)
        {
            throw LimitedBody.TooLarge(_maxBody);
        }

        if (request.ContentLength is null)
        {
            request.Body = new LimitedBody(request.Body, _maxBody);
        }
    }

    private static Task AnswerUnroutedAsync(HttpContext http)
    {
        if (http.Response.HasStarted || http.GetEndpoint()?.Metadata.GetMetadata<FunctionDescriptor>() is not null)
        {
            return Task.CompletedTask;
        }

        return http.Response.StatusCode switch
        {
            StatusCodes.Status404NotFound => HttpProblem.WriteAsync(http, StatusCodes.Status404NotFound, $"There is nothing at {http.Request.Path}."),
            StatusCodes.Status405MethodNotAllowed => HttpProblem.WriteAsync(http, StatusCodes.Status405MethodNotAllowed, $"{http.Request.Path} answers {http.Response.Headers.Allow} only."),
            _ => Task.CompletedTask,
        };
    }

    [LoggerMessage(LogLevel.Debug, "{Method} {Path}: the client has gone")]
    private static partial void LogClientGone(ILogger logger, string method, string path);

    [LoggerMessage(LogLevel.Error, "{Method} {Path} failed")]
    private static partial void LogEscaped(ILogger logger, Exception exception, string method, string path);
}
