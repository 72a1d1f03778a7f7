using Microsoft.Extensions.Logging;
using TradingAi.Core.Language;

namespace TradingAi.Core.Chat;

/// <summary>What the chat writes into the log; never a question, an answer or a passage.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "Answered in session {SessionId}: {Outcome}, {Facts} facts, {Sources} passages, model {Model}")]
    public static partial void Answered(ILogger logger, string sessionId, ChatOutcome outcome, int facts, int sources, string model);

    [LoggerMessage(2, LogLevel.Warning, "The language model failed before its first word ({ExceptionType}); the narrative stands in")]
    public static partial void ModelFailed(ILogger logger, string exceptionType);
}
