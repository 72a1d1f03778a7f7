using Microsoft.Extensions.Logging;

namespace TradingAi.Core.Analysis;

/// <summary>What the analysis writes into the log.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Warning, "The part {Part} of an analysis failed ({ExceptionType})")]
    public static partial void PartFailed(ILogger logger, string part, string exceptionType);

    [LoggerMessage(2, LogLevel.Information, "The part {Part} of an analysis was not there by the deadline")]
    public static partial void PartLate(ILogger logger, string part);
}
