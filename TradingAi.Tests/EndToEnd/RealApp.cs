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

    public static async Task<RealApp> StartAsync(Dictionary<string, string?> settings, string environment = "Development")
    {
        var directory = new TemporaryDirectory();
        var builder = FunctionsApplication.CreateBuilder(["--port", "0", "--data-directory", directory.Path]);
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Environment.EnvironmentName = environment;
        builder.UseFunctions(typeof(TradingAiApp).Assembly).AddTradingAi();
        builder.Logging.ClearProviders();
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

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync(CancellationToken.None);
        await ((IAsyncDisposable)_host).DisposeAsync();
        _directory.Dispose();
    }
}
