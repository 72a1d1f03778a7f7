using TradingAi.Simulators.Faults;
using TradingAi.Simulators.Gemini;
using TradingAi.Simulators.Hosting;
using TradingAi.Simulators.Turso;
using TradingAi.Simulators.Upstash;
using TradingAi.Simulators.Voyage;

namespace TradingAi.Simulators;

/// <summary>Voyage, Upstash Vector, Gemini and Turso as one local web app.</summary>
public static class SimulatorsApp
{
    // 1,000 vectors of 1,024 numbers each with 48 KB of metadata fit into one upsert.
    private const long LargestBody = 128L * 1024 * 1024;

    /// <summary>Composes the app; the caller runs it. Several may run in one process.</summary>
    /// <param name="args">The switches of <see cref="SimulatorOptions"/>.</param>
    /// <param name="configure">Replaces services, a <see cref="TimeProvider"/> for instance, before the app is built.</param>
    /// <exception cref="SimulatorOptionsException">The switches do not make sense.</exception>
    public static WebApplication Create(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var options = SimulatorOptions.Parse(args);

        // Nothing is taken from the environment: the switches are all there is.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "TradingAi.Simulators" });
        builder.Logging
            .AddSimpleConsole(console => console.SingleLine = true)
            .AddFilter("Microsoft", LogLevel.Warning);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestBody;
            if (options.Port == 0)
            {
                kestrel.Listen(System.Net.IPAddress.Loopback, 0);
            }
            else
            {
                kestrel.ListenLocalhost(options.Port);
            }
        });
        builder.Services.AddRouting();
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddHosting().AddFaults();
        builder.Services.AddVoyage().AddUpstash().AddGemini().AddTurso();
        configure?.Invoke(builder);

        var app = builder.Build();
        app.UseVendors();
        app.MapControl();
        app.MapVoyage();
        app.MapUpstash();
        app.MapGemini();
        app.MapTurso();
        return app;
    }
}
