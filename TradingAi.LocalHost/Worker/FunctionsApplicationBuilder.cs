using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TradingAi.LocalHost.Hosting;

namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>Composes a Functions app.</summary>
public class FunctionsApplicationBuilder : IHostApplicationBuilder, IFunctionsWorkerApplicationBuilder
{
    private readonly WebApplicationBuilder _web;
    private readonly MiddlewarePipeline _middleware = new();

    internal FunctionsApplicationBuilder(string[] args)
    {
        StartFailure.ReportInOneSentence();
        _web = LocalHostBuilder.Create(args);
    }

    /// <summary>Whatever the parts of the composition share.</summary>
    public IDictionary<object, object> Properties => ((IHostApplicationBuilder)_web).Properties;

    /// <summary>The settings.</summary>
    public ConfigurationManager Configuration => _web.Configuration;

    /// <summary>The environment; <c>Development</c> unless <c>DOTNET_ENVIRONMENT</c> says otherwise.</summary>
    public IHostEnvironment Environment => _web.Environment;

    /// <summary>The logging.</summary>
    public ILoggingBuilder Logging => _web.Logging;

    /// <summary>The services.</summary>
    public IServiceCollection Services => _web.Services;

    IMetricsBuilder IHostApplicationBuilder.Metrics => _web.Metrics;

    IConfigurationManager IHostApplicationBuilder.Configuration => _web.Configuration;

    /// <summary>The classes searched for functions; by default those of the entry assembly.</summary>
    internal Func<IEnumerable<Type>> FunctionTypes { get; set; } = () => Assembly.GetEntryAssembly()?.GetTypes() ?? [];

    /// <summary>Builds the app.</summary>
    /// <returns>The host; running it listens for requests until it is told to stop.</returns>
    public IHost Build() => LocalHostBuilder.Build(_web, _middleware, FunctionDiscovery.Find(FunctionTypes()));

    /// <summary>Replaces the service container.</summary>
    /// <typeparam name="TContainerBuilder">The container's own builder.</typeparam>
    /// <param name="factory">Makes the container.</param>
    /// <param name="configure">Configures it.</param>
    public void ConfigureContainer<TContainerBuilder>(IServiceProviderFactory<TContainerBuilder> factory, Action<TContainerBuilder>? configure = null)
        where TContainerBuilder : notnull =>
        ((IHostApplicationBuilder)_web).ConfigureContainer(factory, configure);

    /// <summary>Adds a step to the pipeline that runs functions; steps run in the order they were added.</summary>
    /// <param name="middleware">Makes the step from the one that follows it.</param>
    /// <returns>The builder.</returns>
    public IFunctionsWorkerApplicationBuilder Use(Func<FunctionExecutionDelegate, FunctionExecutionDelegate> middleware)
    {
        _middleware.Add(middleware);
        return this;
    }
}
