using System.Globalization;
using TradingAi.Simulators;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

if (SimulatorOptions.AskForHelp(args))
{
    Console.WriteLine(SimulatorOptions.Help);
    return 0;
}

try
{
    await using var app = SimulatorsApp.Create(args);
    await app.RunAsync();
    return 0;
}
catch (Exception exception) when (exception is SimulatorOptionsException or IOException or UnauthorizedAccessException)
{
    // A wrong switch, a port in use, a folder that cannot be written: the sentence says it, a stack trace does not.
    await Console.Error.WriteLineAsync(exception.Message);
    return 1;
}
