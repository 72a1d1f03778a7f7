using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TradingAi.Functions;
using TradingAi.LocalHost;
using TradingAi.Tests.Support;

namespace TradingAi.Tests.EndToEnd;

/// <summary>The whole app in this process on a free port.</summary>
internal sealed class RealApp : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly TemporaryDirectory _directory;

    private RealApp(IHost host, TemporaryDirectory directory) => (_host, _directory) = (host, directory);

    public string Address => _host.Services.GetRequiredService<IConfiguration>()["FunctionsHost:Address"]!;

    public IServiceProvider Services => _host.Services;

    public string DataDirectory => _directory.Path;

    /// <summary>Starts it.</summary>
    /// <param name="settings">Settings over those of the environment.</param>
    /// <param name="environment">The hosting environment's name.</param>
    /// <param name="functions">The classes of functions; null for those of the app.</param>
    /// <param name="configure">Replaces services, after the app's own were added.</param>
    public static async Task<RealApp> StartAsync(
        Dictionary<string, string?> settings, string environment = "Development", Type[]? functions = null, Action<IServiceCollection>? configure = null)
    {
        var directory = new TemporaryDirectory();
        var builder = FunctionsApplication.CreateBuilder(["--port", "0", "--data-directory", directory.Path]);
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Environment.EnvironmentName = environment;
        builder = functions is null ? builder.UseFunctions(typeof(TradingAiApp).Assembly) : builder.UseFunctions(functions);
        builder.AddTradingAi();
        builder.Logging.ClearProviders();
        configure?.Invoke(builder.Services);
        var host = builder.Build();
        try
        {
            await host.StartAsync(CancellationToken.None);
            return new RealApp(host, directory);
        }
        catch
        {
            host.Dispose();
            directory.Dispose();
            throw;
        }
    }

    public HttpClient CreateClient() => new() { BaseAddress = new Uri(new Uri(Address), "/api/ai/") };

    public HttpClient CreateClient(string userId)
    {
        var client = CreateClient();
        client.DefaultRequestHeaders.Add("X-User-Id", userId);
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync(CancellationToken.None);
        await ((IAsyncDisposable)_host).DisposeAsync();
        _directory.Dispose();
    }
}
