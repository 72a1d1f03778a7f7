using Microsoft.Extensions.Logging;

namespace TradingAi.Functions.Http.Chat;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Error, "A chat stream ended in an error; trace {TraceId}")]
    public static partial void StreamFailed(ILogger logger, Exception exception, string traceId);
}
