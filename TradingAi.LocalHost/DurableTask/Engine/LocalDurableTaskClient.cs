using DurableTask.Core.Exceptions;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using TradingAi.LocalHost.DurableTask.Engine.History;
using TradingAi.LocalHost.DurableTask.Engine.Scheduling;
using TradingAi.LocalHost.DurableTask.Engine.Store;

namespace TradingAi.LocalHost.DurableTask.Engine;

/// <summary>The client of the embedded engine.</summary>
internal sealed class LocalDurableTaskClient(
    DurableStore store,
    DataConverter converter,
    InstanceWaiters waiters,
    DurableTaskOptions options,
    TimeProvider time,
    ILogger<LocalDurableTaskClient> logger) : DurableTaskClient(options.HubName)
{
    public override async Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName, object? input = null, StartOrchestrationOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(orchestratorName.Name, nameof(orchestratorName));
        var instanceId = options?.InstanceId ?? Guid.NewGuid().ToString("N");
        InstanceIds.Validate(instanceId);
        var refusing = options?.DedupeStatuses is { } statuses ? Parse(statuses) : null;
        var instance = new NewInstance(
            instanceId, orchestratorName.Name, converter.Serialize(input), options?.StartAt?.UtcDateTime, options?.Tags);
        await StartAsync(instance, refusing, cancellation);
        return instanceId;
    }

    public override async Task RaiseEventAsync(
        string instanceId, string eventName, object? eventPayload = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        var raised = new EventRaised(eventName, converter.Serialize(eventPayload));
        if (!await WriteAsync((sql, changes) => InstanceWrites.Raise(sql, changes, instanceId, raised), cancellation))
        {
            Log.EventDropped(logger, eventName, instanceId);
        }
    }

    public override Task<OrchestrationMetadata> WaitForInstanceStartAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default)
        => WaitAsync(instanceId, instance => instance.RuntimeStatus != OrchestrationRuntimeStatus.Pending, getInputsAndOutputs, cancellation);

    public override Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default)
        => WaitAsync(instanceId, instance => instance.IsCompleted, getInputsAndOutputs, cancellation);

    public override Task TerminateInstanceAsync(
        string instanceId, TerminateInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        var output = converter.Serialize(options?.Output);
        return WriteAsync(
            (sql, changes) => InstanceWrites.Terminate(sql, changes, instanceId, output, options?.Recursive ?? false, UtcNow), cancellation);
    }

    public override Task SuspendInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        return WriteAsync((sql, changes) => InstanceWrites.Suspend(sql, changes, instanceId, UtcNow), cancellation);
    }

    public override Task ResumeInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        return WriteAsync((sql, changes) => InstanceWrites.Resume(sql, changes, instanceId, UtcNow), cancellation);
    }

    public override Task<OrchestrationMetadata?> GetInstanceAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        cancellation.ThrowIfCancellationRequested();
        return Task.FromResult(Find(instanceId, getInputsAndOutputs));
    }

    public override AsyncPageable<OrchestrationMetadata> GetAllInstancesAsync(OrchestrationQuery? filter = null)
        => new InstancePages(store, converter, filter ?? new OrchestrationQuery(), Name);

    public override async Task<PurgeResult> PurgeInstanceAsync(
        string instanceId, PurgeInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        return new PurgeResult(
            await WriteAsync((sql, _) => InstanceWrites.Purge(sql, instanceId, options?.Recursive ?? false), cancellation), isComplete: true);
    }

    public override async Task<PurgeResult> PurgeAllInstancesAsync(
        PurgeInstancesFilter filter, PurgeInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var (started, count) = (time.GetTimestamp(), 0);
        foreach (var batch in store.Read(sql => InstanceReads.EndedIds(sql, filter)).Chunk(500))
        {
            if (filter.Timeout is { } timeout && time.GetElapsedTime(started) >= timeout)
            {
                return new PurgeResult(count, isComplete: false);
            }

            count += await WriteAsync(
                (sql, _) => batch.Sum(instanceId => InstanceWrites.Purge(sql, instanceId, options?.Recursive ?? false)), cancellation);
        }

        return new PurgeResult(count, isComplete: true);
    }

    public override async Task<string> RestartAsync(
        string instanceId, bool restartWithNewInstanceId = false, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        var earlier = Find(instanceId, getInputsAndOutputs: true)
            ?? throw new ArgumentException($"There is no instance with the id '{instanceId}'.", nameof(instanceId));
        if (!restartWithNewInstanceId && !earlier.IsCompleted)
        {
            throw new InvalidOperationException($"The instance '{instanceId}' is {earlier.RuntimeStatus}: only one that has ended restarts under its id.");
        }

        var restarted = restartWithNewInstanceId ? Guid.NewGuid().ToString("N") : instanceId;
        await StartAsync(new NewInstance(restarted, earlier.Name, earlier.SerializedInput, Tags: earlier.Tags), refusing: null, cancellation);
        return restarted;
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private DateTime UtcNow => time.GetUtcNow().UtcDateTime;

    private static HashSet<OrchestrationRuntimeStatus> Parse(IReadOnlyList<string> statuses)
        => [.. statuses.Select(name => Enum.TryParse<OrchestrationRuntimeStatus>(name, ignoreCase: true, out var status)
            ? status
            : throw new ArgumentException($"Invalid orchestration runtime status: '{name}' for deduplication.", nameof(statuses)))];

    private async Task StartAsync(NewInstance instance, IReadOnlySet<OrchestrationRuntimeStatus>? refusing, CancellationToken cancellation)
    {
        if (await WriteAsync((sql, changes) => InstanceWrites.Start(sql, changes, instance, refusing, UtcNow), cancellation) is { } status)
        {
            throw new OrchestrationAlreadyExistsException($"An orchestration instance with the id '{instance.InstanceId}' already exists and is {status}.");
        }
    }

    private Task<T> WriteAsync<T>(Func<Sql, Changes, T> work, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return store.WriteAsync(work);
    }

    private Task WriteAsync(Action<Sql, Changes> work, CancellationToken cancellation)
        => WriteAsync(
            (sql, changes) =>
            {
                work(sql, changes);
                return true;
            },
            cancellation);

    private OrchestrationMetadata? Find(string instanceId, bool getInputsAndOutputs)
        => store.Read(sql => InstanceReads.Metadata(sql, instanceId, getInputsAndOutputs ? converter : null));

    private async Task<OrchestrationMetadata> WaitAsync(
        string instanceId, Func<OrchestrationMetadata, bool> condition, bool getInputsAndOutputs, CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        while (true)
        {
            var change = waiters.NextChange(instanceId);
            if (Find(instanceId, getInputsAndOutputs) is { } instance && condition(instance))
            {
                return instance;
            }

            await change.WaitAsync(cancellation);
        }
    }
}
