using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TradingAi.LocalHost.DurableTask.Engine.Scheduling;
using TradingAi.LocalHost.DurableTask.Engine.Store;

namespace TradingAi.LocalHost.DurableTask.Engine;

/// <summary>
/// Runs orchestrators and activities while the host runs. The store opens before anything else starts, so that other
/// services can use the client; work begins when everything has started. On stop nothing new begins, and what runs
/// has the host's limit to finish.
/// </summary>
internal sealed class DurableEngine(
    DurableStore store,
    WorkQueues queues,
    ReadyQueue ready,
    ActivityQueue scheduled,
    OrchestrationRunner orchestrations,
    ActivityRunner activities,
    DurableTaskOptions options,
    TimeProvider time,
    ILogger<DurableEngine> logger) : IHostedLifecycleService, IDisposable
{
    private static readonly TimeSpan PauseAfterFault = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _stopping = new();
    private Task _workers = Task.CompletedTask;

    public Task StartingAsync(CancellationToken cancellationToken)
    {
        store.Open();
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        var unfinished = store.Read(InstanceReads.Unfinished);
        if (unfinished.Ready.Count + unfinished.Timers.Count + unfinished.Activities.Count > 0)
        {
            Log.Resuming(logger, unfinished.Ready.Count, unfinished.Timers.Count, unfinished.Activities.Count);
        }

        queues.Announce(unfinished);
        _workers = Task.WhenAll(
        [
            .. Enumerable.Range(0, options.MaxConcurrentOrchestratorFunctions).Select(_ => Task.Run(RunOrchestrationsAsync, CancellationToken.None)),
            .. Enumerable.Range(0, options.MaxConcurrentActivityFunctions).Select(_ => Task.Run(RunActivitiesAsync, CancellationToken.None)),
        ]);
        return Task.CompletedTask;
    }

    public Task StoppingAsync(CancellationToken cancellationToken) => _stopping.CancelAsync();

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAny(_workers, Task.Delay(Timeout.Infinite, cancellationToken));
    }

    public async Task StoppedAsync(CancellationToken cancellationToken) => await store.DisposeAsync();

    public void Dispose() => _stopping.Dispose();

    private async Task RunOrchestrationsAsync()
    {
        while (await NextAsync(ready.TakeAsync) is { } instanceId)
        {
            await GuardAsync(instanceId, () => orchestrations.RunAsync(instanceId, _stopping.Token), () => ready.Signal(instanceId));
            ready.Done(instanceId);
        }
    }

    private async Task RunActivitiesAsync()
    {
        while (await NextAsync(scheduled.TakeAsync) is { } activity)
        {
            await GuardAsync($"activity {activity.Id}", () => activities.RunAsync(activity.Id), () => scheduled.Add(activity));
            scheduled.Done(activity);
        }
    }

    private async Task<T?> NextAsync<T>(Func<CancellationToken, ValueTask<T>> take)
    {
        try
        {
            _stopping.Token.ThrowIfCancellationRequested();
            return await take(_stopping.Token);
        }
        catch (OperationCanceledException)
        {
            return default;
        }
    }

    /// <summary>A fault of the engine or the disk costs a pause, never a worker or the work.</summary>
    private async Task GuardAsync(string item, Func<Task> work, Action again)
    {
        try
        {
            await work();
        }
        catch (Exception) when (_stopping.IsCancellationRequested)
        {
            // What is not recorded is done again at the next start.
        }
        catch (Exception exception)
        {
            Log.WorkFailed(logger, item, PauseAfterFault.TotalSeconds, exception);
            try
            {
                await Task.Delay(PauseAfterFault, time, _stopping.Token);
                again();
            }
            catch (OperationCanceledException)
            {
                // As above.
            }
        }
    }
}
