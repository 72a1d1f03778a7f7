using Microsoft.Extensions.Logging;

namespace TradingAi.Functions.Middleware;

/// <summary>The log messages of the middleware.</summary>
internal static partial class Log
{
    [LoggerMessage(LogLevel.Information, "{Method} {Function} answered {Status} in {Milliseconds:0.0} ms for {UserKey} (trace {TraceId})")]
    public static partial void RequestAnswered(
        ILogger logger, string method, string function, int status, double milliseconds, string userKey, string traceId);

    [LoggerMessage(LogLevel.Error, "{Function} failed (trace {TraceId})")]
    public static partial void RequestFailed(ILogger logger, Exception exception, string function, string traceId);

    [LoggerMessage(LogLevel.Warning, "The lease of an idempotency key was not renewed")]
    public static partial void LeaseNotRenewed(ILogger logger, Exception exception);

    [LoggerMessage(LogLevel.Warning, "The keys that sign tokens could not be fetched")]
    public static partial void SigningKeysNotFetched(ILogger logger, Exception exception);

    [LoggerMessage(LogLevel.Warning, "It was not noted that a user is active")]
    public static partial void ActivityNotNoted(ILogger logger, Exception exception);
}
