using Microsoft.Extensions.Options;

namespace TradingAi.LocalHost.Hosting;

/// <summary>Ends a process that could not start with one sentence and exit code 1, where the runtime would print a stack trace.</summary>
internal static class StartFailure
{
    /// <summary>Watches for a start failure that nothing catches. In a process where something does (a test), nothing happens.</summary>
    public static void ReportInOneSentence()
    {
        AppDomain.CurrentDomain.UnhandledException -= Report;
        AppDomain.CurrentDomain.UnhandledException += Report;
    }

    private static void Report(object sender, UnhandledExceptionEventArgs args)
    {
        string? sentence = args.ExceptionObject switch
        {
            HostStartException failure => failure.Message,
            OptionsValidationException invalid => string.Join(' ', invalid.Failures),
            _ => null,
        };
        if (sentence is not null)
        {
            Console.Error.WriteLine(sentence);
            Environment.Exit(1);
        }
    }
}
