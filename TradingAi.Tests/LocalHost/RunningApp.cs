using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TradingAi.LocalHost;

namespace TradingAi.Tests.LocalHost;

/// <summary>An app of a few function classes, listening on a free port with a data directory of its own.</summary>
internal sealed class RunningApp : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly TempDirectory? _ownDirectory;

    private RunningApp(IHost host, TempDirectory? ownDirectory)
    {
        _host = host;
        _ownDirectory = ownDirectory;
        Client = new HttpClient { BaseAddress = new Uri(Services.GetRequiredService<IConfiguration>()["FunctionsHost:Address"]!) };
    }

    public HttpClient Client { get; }

    public IServiceProvider Services => _host.Services;

    public static Task<RunningApp> StartAsync(params Type[] functions) => StartAsync(functions, _ => { });

    public static async Task<RunningApp> StartAsync(
        Type[] functions,
        Action<FunctionsApplicationBuilder> configure,
        string? dataDirectory = null,
        params string[] args)
    {
        TempDirectory? own = dataDirectory is null ? new TempDirectory() : null;
        FunctionsApplicationBuilder builder = FunctionsApplication.CreateBuilder(["--port", "0", "--data-directory", dataDirectory ?? own!.Path, .. args]);
        builder.UseFunctions(functions);
        builder.ConfigureFunctionsWebApplication();
        builder.Logging.ClearProviders();
        configure(builder);
        IHost host = builder.Build();
        try
        {
            await host.StartAsync(TestContext.Current.CancellationToken);
            return new RunningApp(host, own);
        }
        catch
        {
            host.Dispose();
            own?.Dispose();
            throw;
        }
    }

    public Task StopAsync() => _host.StopAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _host.StopAsync(CancellationToken.None);
        await ((IAsyncDisposable)_host).DisposeAsync();
        _ownDirectory?.Dispose();
    }
}
