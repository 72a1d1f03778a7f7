using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace TradingAi.LocalHost.Hosting;

/// <summary>The content of <c>host.json</c>, which is the host's and not among the app's settings.</summary>
/// <param name="Settings">The content; empty if there is no file.</param>
/// <param name="FunctionTimeout">After how long an invocation is cancelled. Default 30 minutes.</param>
internal sealed record HostFile(IConfiguration Settings, TimeSpan FunctionTimeout)
{
    private static readonly TimeSpan DefaultFunctionTimeout = TimeSpan.FromMinutes(30);

    /// <summary>Reads the file beside the app.</summary>
    /// <param name="app">The app's settings, of which those below <c>AzureFunctionsJobHost:</c> go over the file, as in the cloud.</param>
    /// <exception cref="HostStartException">The file is not valid JSON, or a value in it cannot be read.</exception>
    public static HostFile Read(IConfiguration app)
    {
        try
        {
            IConfiguration settings = new ConfigurationBuilder()
                .SetBasePath(AppContext.BaseDirectory)
                .AddJsonFile("host.json", optional: true, reloadOnChange: false)
                .AddConfiguration(app.GetSection("AzureFunctionsJobHost"))
                .Build();
            return new HostFile(settings, TimeoutOf(settings["functionTimeout"]));
        }
        catch (InvalidDataException exception)
        {
            throw new HostStartException($"host.json cannot be read: {exception.InnerException?.Message ?? exception.Message}", exception);
        }
    }

    private static TimeSpan TimeoutOf(string? text) => text switch
    {
        null or "" => DefaultFunctionTimeout,
        "-1" => Timeout.InfiniteTimeSpan,
        _ => TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out TimeSpan timeout) && timeout > TimeSpan.Zero
            ? timeout
            : throw new HostStartException($"functionTimeout in host.json is '{text}', which is neither a time such as '00:10:00' nor -1."),
    };
}
