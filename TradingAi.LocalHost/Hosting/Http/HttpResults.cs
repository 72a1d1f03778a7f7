using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace TradingAi.LocalHost.Hosting.Http;

/// <summary>Runs what an HTTP function returned, after the function and all middleware have ended.</summary>
internal static partial class HttpResults
{
    /// <summary>Executes an <see cref="IActionResult"/> or <see cref="IResult"/>. As in the official worker, nothing else is written for the function.</summary>
    public static Task ExecuteAsync(FunctionDescriptor function, object? result, HttpContext http)
    {
        switch (result)
        {
            case IActionResult action:
                return action.ExecuteResultAsync(new ActionContext(http, http.GetRouteData(), new ActionDescriptor()));
            case IResult direct:
                return direct.ExecuteAsync(http);
            case null:
                return Task.CompletedTask;
            default:
                LogIgnored(http.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("Function." + function.Name), function.Name, result.GetType().Name);
                return Task.CompletedTask;
        }
    }

    [LoggerMessage(LogLevel.Warning, "{Function} returned a {Type}, which is neither an IActionResult nor an IResult: nothing of it is sent")]
    private static partial void LogIgnored(ILogger logger, string function, string type);
}
