using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace TradingAi.LocalHost.Hosting;

/// <summary>
/// Writes a log entry as one line, <c>HH:mm:ss level Category: message</c> in UTC, an exception with its stack below it.
/// <c>Logging:Console:FormatterName</c> = <c>json</c> chooses one JSON object a line instead.
/// </summary>
internal sealed class ConciseConsole(TimeProvider time) : ConsoleFormatter(FormatterName)
{
    /// <summary>The name it is chosen by.</summary>
    public const string FormatterName = "concise";

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        string category = logEntry.Category[(logEntry.Category.LastIndexOf('.') + 1)..];
        textWriter.Write(time.GetUtcNow().ToString("HH:mm:ss ", CultureInfo.InvariantCulture));
        textWriter.Write(NameOf(logEntry.LogLevel));
        textWriter.Write(' ');
        textWriter.Write(category);
        textWriter.Write(": ");
        textWriter.WriteLine(logEntry.Formatter(logEntry.State, logEntry.Exception));
        if (logEntry.Exception is not null)
        {
            textWriter.WriteLine(logEntry.Exception);
        }
    }

    private static string NameOf(LogLevel level) => level switch
    {
        LogLevel.Information => "info",
        LogLevel.Warning => "warn",
        LogLevel.Error => "error",
        LogLevel.Critical => "critical",
        LogLevel.Debug => "debug",
        _ => "trace",
    };
}
