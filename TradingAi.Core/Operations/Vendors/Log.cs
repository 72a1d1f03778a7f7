using Microsoft.Extensions.Logging;

namespace TradingAi.Core.Operations.Vendors;

/// <summary>Log messages of the vendors' calls.</summary>
internal static partial class Log
{
    [LoggerMessage(EventId = 6101, Level = LogLevel.Information, Message = "{Vendor} {Operation}: attempt {Attempt} failed ({Reason}), next one in {DelayMs:0} ms")]
    public static partial void Retrying(ILogger logger, Vendor vendor, string? operation, int attempt, string reason, double delayMs);

    [LoggerMessage(EventId = 6102, Level = LogLevel.Error, Message = "{Vendor} fails too often ({Reason}); it is left alone for {Seconds:0} s")]
    public static partial void CircuitOpened(ILogger logger, Vendor vendor, double seconds, string reason);

    [LoggerMessage(EventId = 6103, Level = LogLevel.Information, Message = "{Vendor} serves again")]
    public static partial void CircuitClosed(ILogger logger, Vendor vendor);

    [LoggerMessage(EventId = 6104, Level = LogLevel.Warning, Message = "{Vendor} {Operation} failed ({Failure}): {Reason}")]
    public static partial void CallFailed(ILogger logger, Vendor vendor, string operation, VendorFailure failure, string reason);
}
