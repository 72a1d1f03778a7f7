using Microsoft.Extensions.Logging;

namespace TradingAi.Core.Alerts;

/// <summary>What alerts and their delivery log; never a text of the journal.</summary>
internal static partial class Log
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "The event {Event} was not delivered in attempt {Attempt}: the receiver answered {Status} (0: not at all).")]
    public static partial void EventNotDelivered(ILogger logger, string @event, int attempt, int status);

    [LoggerMessage(Level = LogLevel.Error, Message = "The event {Event} is given up after attempt {Attempt}: the receiver answered {Status} (0: not at all).")]
    public static partial void EventGivenUp(ILogger logger, string @event, int attempt, int status);
}
