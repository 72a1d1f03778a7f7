namespace TradingAi.Simulators.Hosting;

/// <summary>What the simulators write into the log.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "Token {Token}; Voyage {Voyage} Upstash Vector {Vector} Gemini {Gemini} Turso {Turso} (a trailing slash for clients that resolve paths against it)")]
    public static partial void Listening(ILogger logger, string token, string voyage, string vector, string gemini, string turso);

    [LoggerMessage(2, LogLevel.Error, "{Method} {Path} failed")]
    public static partial void Failed(ILogger logger, string method, string path, Exception exception);
}
