using Microsoft.Extensions.Logging;
using TradingAi.LocalHost.DurableTask.Engine.History;
using TradingAi.LocalHost.DurableTask.Engine.Store;
using TradingAi.LocalHost.Hosting;

namespace TradingAi.LocalHost.DurableTask.Engine.Scheduling;

/// <summary>Runs one activity and records how it ended. One that the host's stop cancelled is left for the next start.</summary>
internal sealed class ActivityRunner(
    DurableStore store,
    DurableFunctions functions,
    Recorder recorder,
    ShutdownSignal shutdown,
    EngineMetrics metrics,
    ILogger<ActivityRunner> logger)
{
    public async Task RunAsync(long id)
    {
        if (store.Read(sql => PendingActivity.Find(sql, id)) is not { } activity)
        {
            return;
        }

        HistoryEvent end;
        try
        {
            end = await InvokeAsync(activity);
        }
        catch (OperationCanceledException) when (shutdown.InvocationsCancelled.IsCancellationRequested)
        {
            Log.ActivityInterrupted(logger, activity.Name, activity.InstanceId);
            return;
        }

        if (await recorder.RecordAsync(activity.InstanceId, (sql, changes) => activity.RecordEnd(sql, changes, end), shutdown.InvocationsCancelled))
        {
            metrics.Activities.Add(1);
        }
    }

    private async Task<HistoryEvent> InvokeAsync(PendingActivity activity)
    {
        if (functions.FindActivity(activity.Name) is not { } run)
        {
            return new TaskFailed(activity.TaskId, new Failure(
                typeof(InvalidOperationException).FullName!,
                $"The function '{activity.Name}' does not exist, or is not an activity function.",
                IsFinal: true));
        }

        try
        {
            return new TaskCompleted(activity.TaskId, await run(activity.Input, CancellationToken.None));
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !shutdown.InvocationsCancelled.IsCancellationRequested)
        {
            Log.ActivityFailed(logger, activity.Name, activity.InstanceId, exception);
            return new TaskFailed(activity.TaskId, Failure.From(exception));
        }
    }
}
