using Microsoft.Extensions.Logging;

namespace TradingAi.Core.Operations.Cache;

/// <summary>Log messages of the cache.</summary>
internal static partial class Log
{
    [LoggerMessage(EventId = 6301, Level = LogLevel.Information, Message = "The cache of user {UserKey} was not warmed")]
    public static partial void NotWarmed(ILogger logger, Exception exception, string userKey);

    [LoggerMessage(EventId = 6302, Level = LogLevel.Warning, Message = "The cache could not be asked; the search was made")]
    public static partial void LookUpFailed(ILogger logger, Exception exception);
}
