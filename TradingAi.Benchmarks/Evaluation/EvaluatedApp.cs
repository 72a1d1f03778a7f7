using System.Diagnostics.CodeAnalysis;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TradingAi.Core.Journal;
using TradingAi.Functions;
using TradingAi.LocalHost;

namespace TradingAi.Benchmarks.Evaluation;

/// <summary>The app under evaluation, as a user nobody else is: started here, or running elsewhere.</summary>
internal sealed class EvaluatedApp : IAsyncDisposable
{
    private readonly Func<ValueTask> _end;

    private EvaluatedApp(Uri address, string mode, Func<ValueTask> end)
    {
        _end = end;
        Mode = mode;
        Client = new HttpClient { BaseAddress = new Uri(address, "/api/ai/"), Timeout = TimeSpan.FromMinutes(10) };
        BecomeAnother();
    }

    /// <summary>A client of the user, at <c>/api/ai/</c>.</summary>
    public HttpClient Client { get; }

    /// <summary>The user.</summary>
    public UserId User { get; private set; }

    /// <summary>The services of an embedded app in this process; null for any other.</summary>
    public IServiceProvider? Services { get; private init; }

    /// <summary>How the app runs, for the head of the report.</summary>
    public string Mode { get; }

    /// <summary>Starts or reaches the app that the options name.</summary>
    public static async Task<EvaluatedApp> StartAsync(EvaluationOptions options)
    {
        if (options.BaseUrl is { } url)
        {
            return new EvaluatedApp(url, url.ToString(), () => ValueTask.CompletedTask);
        }

        if (options.Cloud)
        {
            var stack = await CloudStack.StartAsync(["--semantic"], []);
            return new EvaluatedApp(stack.Client.BaseAddress!, "cloud (simulated vendors)", stack.DisposeAsync);
        }

        var directory = Directory.CreateTempSubdirectory("tradingai-eval-").FullName;
        string[] switches = ["--port", "0", "--data-directory", directory, .. options.Settings is { } file ? ["--settings", file] : Array.Empty<string>()];
        var builder = FunctionsApplication.CreateBuilder(switches);
        builder.Configuration.AddInMemoryCollection([new("AI_INSIGHTS_SCHEDULE_ENABLED", "false")]);
        builder.Environment.EnvironmentName = Environments.Development;
        builder.UseFunctions(typeof(TradingAiApp).Assembly).AddTradingAi();
        builder.Logging.ClearProviders();
        var host = builder.Build();
        await host.StartAsync();
        return new EvaluatedApp(
            new Uri(host.Services.GetRequiredService<IConfiguration>()["FunctionsHost:Address"]!),
            options.Settings is null ? "embedded" : Path.GetFileName(options.Settings),
            async () =>
            {
                await host.StopAsync();
                await ((IAsyncDisposable)host).DisposeAsync();
                Directory.Delete(directory, recursive: true);
            })
        {
            Services = host.Services,
        };
    }

    /// <summary>Goes on as a new user, who has nothing.</summary>
    [MemberNotNull(nameof(User))]
    public void BecomeAnother()
    {
        User = UserId.Parse($"eval{Guid.NewGuid():N}");
        Client.DefaultRequestHeaders.Remove("X-User-Id");
        Client.DefaultRequestHeaders.Add("X-User-Id", User.Value);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _end();
    }
}
