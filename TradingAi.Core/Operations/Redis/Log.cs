using Microsoft.Extensions.Logging;

namespace TradingAi.Core.Operations.Redis;

/// <summary>Log messages of Redis.</summary>
internal static partial class Log
{
    [LoggerMessage(EventId = 6201, Level = LogLevel.Warning, Message = "Redis does not serve ({Reason}): quotas, limits, budgets and cache are this process's own until it does")]
    public static partial void RedisAway(ILogger logger, string reason);

    [LoggerMessage(EventId = 6202, Level = LogLevel.Information, Message = "Redis serves again")]
    public static partial void RedisServesAgain(ILogger logger);
}
