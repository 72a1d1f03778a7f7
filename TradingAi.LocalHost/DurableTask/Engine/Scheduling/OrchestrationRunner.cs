using Microsoft.Data.Sqlite;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using TradingAi.LocalHost.DurableTask.Engine.History;
using TradingAi.LocalHost.DurableTask.Engine.Orchestrations;
using TradingAi.LocalHost.DurableTask.Engine.Store;

namespace TradingAi.LocalHost.DurableTask.Engine.Scheduling;

/// <summary>Takes one step of one instance: what is due is delivered, the code runs, and what it did is recorded.</summary>
internal sealed class OrchestrationRunner(
    DurableStore store,
    DurableFunctions functions,
    DataConverter converter,
    SessionCache sessions,
    ReadyQueue ready,
    Recorder recorder,
    EngineMetrics metrics,
    TimeProvider time,
    ILoggerFactory loggers)
{
    private readonly ILogger _logger = loggers.CreateLogger<OrchestrationRunner>();

    public async Task RunAsync(string instanceId, CancellationToken stopping)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var (instance, due) = store.Read(sql => Instance.Find(sql, instanceId) is { HasEnded: false } found
            ? (found, Inbox.Due(sql, instanceId, found.Execution, now))
            : (null, []));
        var session = sessions.Take(instanceId);
        if (instance is null)
        {
            return;
        }

        if (session is not null && session.Execution != instance.Execution)
        {
            session = null;
        }

        if (instance.Status == OrchestrationRuntimeStatus.Suspended
            || (due.Count == 0 && session is not { HasEscaped: true })
            || (session is null && !HasBegun(instance, due)))
        {
            if (session is not null)
            {
                sessions.Return(instanceId, session);
            }

            return;
        }

        var messages = due.ConvertAll(message => message.Message);
        var (execution, result) = Step(instance, session, messages, now);
        var write = new EpisodeWrite(instance, execution?.EpisodeCount ?? 0, due.ConvertAll(message => message.Id), result, now);
        var recorded = await recorder.RecordAsync(instanceId, write.Commit, stopping);
        metrics.Episodes.Add(1);
        Report(instance, result, recorded);
        if (recorded == CommitResult.Recorded && result.Outcome is null)
        {
            sessions.Return(instanceId, execution!);
        }

        // The orchestrator may have lost its thread meanwhile, when nobody had it to tell.
        if (recorded == CommitResult.EventArrived || due.Count == Inbox.MaxBatch || execution is { HasEscaped: true })
        {
            ready.Signal(instanceId);
        }
    }

    private bool HasBegun(Instance instance, List<(long Id, HistoryEvent Message)> due)
        => due[0].Message is ExecutionStarted
            || store.Read(sql => sql.Scalar("SELECT 1 FROM history WHERE instance_id = @1 LIMIT 1", instance.InstanceId)) is not null;

    private (OrchestrationExecution? Execution, EpisodeResult Result) Step(
        Instance instance, OrchestrationExecution? session, List<HistoryEvent> messages, DateTime now)
    {
        if (functions.FindOrchestrator(instance.Name) is not { } orchestrator)
        {
            return (null, EpisodeResult.FailedBeforeRunning(now, messages, new InvalidOperationException(
                $"The function '{instance.Name}' does not exist, or is not an orchestrator function.")));
        }

        try
        {
            session ??= Rebuild(instance, orchestrator, messages);
            return (session, session.Step(now, messages));
        }
        catch (Exception exception) when (exception is not SqliteException)
        {
            // Another path on replay, or an exception that the code threw past its own task (async void).
            return (null, EpisodeResult.FailedBeforeRunning(now, messages, exception));
        }
    }

    private OrchestrationExecution Rebuild(
        Instance instance, Func<TaskOrchestrationContext, Task<object?>> orchestrator, List<HistoryEvent> messages)
    {
        var execution = new OrchestrationExecution(
            instance.Identity, orchestrator, converter, loggers, onEscape: () => ready.Signal(instance.InstanceId));
        if (messages[0] is not ExecutionStarted)
        {
            var history = store.Read(sql => InstanceReads.History(sql, instance.InstanceId));
            metrics.Replays.Add(1);
            metrics.EpisodesReplayed.Add(history.Count);
            execution.Replay(history);
        }

        return execution;
    }

    private void Report(Instance instance, EpisodeResult result, CommitResult recorded)
    {
        if (recorded == CommitResult.Recorded && result.Outcome is { } outcome)
        {
            if (outcome.Failure is { } failure)
            {
                Log.OrchestrationFailed(_logger, instance.Name, instance.InstanceId, failure.ErrorType, failure.Message);
            }
            else if (!outcome.IsContinuedAsNew)
            {
                Log.OrchestrationCompleted(_logger, instance.Name, instance.InstanceId);
            }
        }
    }
}
