using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;
using TradingAi.LocalHost.DurableTask.Engine;
using TradingAi.LocalHost.Hosting.Http;
using TradingAi.LocalHost.Hosting.Timers;

namespace TradingAi.LocalHost.Hosting;

/// <summary>Composes the host: settings, logging, Kestrel and the services that run functions.</summary>
internal static class LocalHostBuilder
{
    /// <summary>After the shutdown limit, how long cancelled invocations have to end.</summary>
    private static readonly TimeSpan CancelledInvocationsGrace = TimeSpan.FromSeconds(5);

    /// <summary>A builder with settings and logging, and no app yet.</summary>
    public static WebApplicationBuilder Create(string[] args)
    {
        WebApplicationBuilder web = WebApplication.CreateEmptyBuilder(new WebApplicationOptions
        {
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName =
                Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT")
                ?? Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT")
                ?? Environments.Development,
        });
        HostSettings.Add(web.Configuration, args);

        HostFile hostFile = HostFile.Read(web.Configuration);
        web.Services.AddSingleton(hostFile);
        web.Services.AddDurableTask(hostFile.Settings.GetSection("extensions:durableTask"));
        web.Logging.AddConfiguration(hostFile.Settings.GetSection("logging"));
        web.Logging.AddConfiguration(web.Configuration.GetSection("Logging"));
        web.Logging.AddConsole();
        web.Logging.AddConsoleFormatter<ConciseConsole, ConsoleFormatterOptions>();
        web.Services.Configure<ConsoleLoggerOptions>(console => console.FormatterName ??= ConciseConsole.FormatterName);
        return web;
    }

    /// <summary>The app, ready to start.</summary>
    public static IHost Build(WebApplicationBuilder web, MiddlewarePipeline middleware, IReadOnlyList<FunctionDescriptor> functions)
    {
        StartPhase phase = new();
        IServiceCollection services = web.Services;
        services.AddOptions<FunctionsHostOptions>().BindConfiguration(FunctionsHostOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<HostOptions>().Configure<IOptions<FunctionsHostOptions>>(
            (host, options) => host.ShutdownTimeout = options.Value.ShutdownLimit + CancelledInvocationsGrace);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(functions);
        services.AddSingleton(middleware);

        // The framework hands services another object, which does not hear of a name that was set on the builder.
        services.AddSingleton<IHostEnvironment>(web.Environment);
        services.AddSingleton<ShutdownSignal>();
        services.AddSingleton<FunctionInvoker>();
        services.AddSingleton<AccessKeys>();
        services.AddRouting();
        services.AddHostedService<ListeningAddress>();
        services.AddSingleton<TimerStatusStore>();
        services.AddSingleton<TimerService>();
        services.AddHostedService(provider => provider.GetRequiredService<TimerService>());

        // What fails at the start is reported once, as a sentence, by whoever runs the host.
        web.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", level => phase.Started && level >= LogLevel.Warning);
        web.Logging.AddFilter("Microsoft.AspNetCore.Server.Kestrel", level => phase.Started && level >= LogLevel.Warning);
        web.WebHost.UseKestrelCore();
        services.AddSingleton<IConfigureOptions<KestrelServerOptions>, KestrelSetup>();

        RequireReadable(web.Configuration);
        WebApplication app = web.Build();
        app.UseMiddleware<HttpErrors>();
        app.UseRouting();
        HttpFunctions.Map(app, functions);
        AdminFunctions.Map(app, functions);
        return new LocalFunctionsHost(app, phase);
    }

    // Building the app already reads the options, too deep to make a sentence of.
    private static void RequireReadable(ConfigurationManager settings)
    {
        try
        {
            settings.GetSection(FunctionsHostOptions.Section).Get<FunctionsHostOptions>();
        }
        catch (InvalidOperationException exception)
        {
            throw new HostStartException(exception.Message, exception);
        }
    }
}
