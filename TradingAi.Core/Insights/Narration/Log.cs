using Microsoft.Extensions.Logging;

namespace TradingAi.Core.Insights.Narration;

/// <summary>What the prose writes into the log; never a text of the journal or of a model.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Warning, "{Model} did not word the findings ({ExceptionType}); the narrator did")]
    public static partial void ProseFailed(ILogger logger, string model, string exceptionType);

    [LoggerMessage(2, LogLevel.Warning, "What {Model} wrote was not kept (it ended with {FinishReason}, or goes beyond the findings); the narrator's words stand")]
    public static partial void ProseRefused(ILogger logger, string model, string? finishReason);
}
