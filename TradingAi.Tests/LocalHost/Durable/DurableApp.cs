using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace TradingAi.Tests.LocalHost.Durable;

/// <summary>An app of durable functions, with a probe that its activities and its test share.</summary>
internal sealed class DurableApp : IAsyncDisposable
{
    private readonly RunningApp _app;

    private DurableApp(RunningApp app, Probe probe, LogLines log)
    {
        _app = app;
        Probe = probe;
        LogLines = log;
        Client = app.Services.GetRequiredService<DurableTaskClient>();
    }

    public DurableTaskClient Client { get; }

    public Probe Probe { get; }

    public LogLines LogLines { get; }

    public static async Task<DurableApp> StartAsync(
        Type[] functions,
        string? directory = null,
        Probe? probe = null,
        bool keepInMemory = true,
        TimeProvider? time = null,
        IReadOnlyDictionary<string, string>? durableTask = null)
    {
        probe ??= new Probe();
        LogLines log = new();
        RunningApp app = await RunningApp.StartAsync(functions, Configure, directory);
        return new DurableApp(app, probe, log);

        void Configure(FunctionsApplicationBuilder builder)
        {
            builder.Services.AddSingleton(probe);
            builder.Logging.AddProvider(log);
            builder.Logging.SetMinimumLevel(LogLevel.Debug);
            if (time is not null)
            {
                builder.Services.AddSingleton(time);
            }

            builder.Configuration["AzureFunctionsJobHost:extensions:durableTask:extendedSessionsEnabled"] = keepInMemory.ToString();
            foreach ((string name, string value) in durableTask ?? new Dictionary<string, string>())
            {
                builder.Configuration[$"AzureFunctionsJobHost:extensions:durableTask:{name}"] = value;
            }
        }
    }

    /// <summary>Starts an instance and returns its id.</summary>
    public Task<string> BeginAsync(TaskName orchestrator, object? input = null, string? id = null) =>
        Client.ScheduleNewOrchestrationInstanceAsync(orchestrator, input, new StartOrchestrationOptions(id), Bound());

    /// <summary>The state of an instance once it has ended.</summary>
    public Task<OrchestrationMetadata> EndOfAsync(string id) =>
        Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true, Bound());

    /// <summary>Runs an instance to its end, which has to be a good one, and returns its output.</summary>
    public async Task<T> RunAsync<T>(TaskName orchestrator, object? input = null)
    {
        OrchestrationMetadata end = await EndOfAsync(await BeginAsync(orchestrator, input));
        Assert.True(end.RuntimeStatus == OrchestrationRuntimeStatus.Completed, $"{end.RuntimeStatus}: {end.FailureDetails}");
        return end.ReadOutputAs<T>()!;
    }

    /// <summary>Runs an instance that has to fail, and returns how.</summary>
    public async Task<TaskFailureDetails> FailureOfAsync(TaskName orchestrator, object? input = null)
    {
        OrchestrationMetadata end = await EndOfAsync(await BeginAsync(orchestrator, input));
        Assert.Equal(OrchestrationRuntimeStatus.Failed, end.RuntimeStatus);
        return end.FailureDetails!;
    }

    /// <summary>Waits until an instance shows a custom status.</summary>
    public Task StatusAsync(string id, string status) =>
        UntilAsync(async () => (await Client.GetInstanceAsync(id, getInputsAndOutputs: true))?.SerializedCustomStatus == $"\"{status}\"");

    public Task StopAsync() => _app.StopAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    /// <summary>Polls a condition, for at most half a minute.</summary>
    public static async Task UntilAsync(Func<Task<bool>> condition)
    {
        CancellationToken bound = Bound();
        while (!await condition())
        {
            await Task.Delay(5, bound);
        }
    }

    private static CancellationToken Bound() => new CancellationTokenSource(TimeSpan.FromSeconds(30)).Token;
}
