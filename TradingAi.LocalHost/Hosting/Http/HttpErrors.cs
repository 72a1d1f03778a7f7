using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
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
        if (http.Request.ContentLength > _maxBody)
        {
            // Most clients read the answer only after sending all: without its limit Kestrel drains the body for a few seconds, and they see the 413 instead of a broken connection.
            http.Features.Get<IHttpMaxRequestBodySizeFeature>()!.MaxRequestBodySize = null;
            await HttpProblem.WriteAsync(http, StatusCodes.Status413PayloadTooLarge, $"The body is larger than {_maxBody} bytes.");
            return;
        }

        try
        {
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
