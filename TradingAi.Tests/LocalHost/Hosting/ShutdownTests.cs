using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace TradingAi.Tests.LocalHost.Hosting;

public sealed class ShutdownTests
{
    [Fact]
    public async Task A_running_invocation_finishes_while_the_host_stops()
    {
        Signals signals = new();
        await using RunningApp app = await RunningApp.StartAsync([typeof(Functions)], builder => builder.Services.AddSingleton(signals));

        Task<string> answer = app.Client.GetStringAsync("/api/Wait");
        await signals.Started.Task.WaitAsync(TimeSpan.FromSeconds(30));
        Task stopped = app.StopAsync();
        Assert.False(stopped.IsCompleted);
        signals.Continue.SetResult();

        Assert.Equal("finished", await answer);
        await stopped;
    }

    [Fact]
    public async Task An_invocation_that_outlasts_the_limit_is_cancelled()
    {
        Signals signals = new();
        await using RunningApp app = await RunningApp.StartAsync(
            [typeof(Functions)],
            builder => builder.Services.AddSingleton(signals),
            null,
            "--FunctionsHost:ShutdownSeconds",
            "0");

        Task<string> answer = app.Client.GetStringAsync("/api/Wait");
        await signals.Started.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await app.StopAsync();

        Assert.Equal("cancelled", await answer);
    }

    internal sealed class Signals
    {
        public TaskCompletionSource Started { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Continue { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private sealed class Functions(Signals signals)
    {
        [Function("Wait")]
        public async Task<IResult> Wait([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request, CancellationToken cancellationToken)
        {
            signals.Started.SetResult();
            try
            {
                await signals.Continue.Task.WaitAsync(cancellationToken);
                return Results.Text("finished");
            }
            catch (OperationCanceledException)
            {
                return Results.Text("cancelled");
            }
        }
    }
}
