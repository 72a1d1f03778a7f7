using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;
using TradingAi.LocalHost.DurableTask.Engine.History;

namespace TradingAi.LocalHost.DurableTask.Engine.Orchestrations;

/// <summary>The context of one execution: turns calls into actions and messages into results.</summary>
internal sealed class LocalOrchestrationContext(
    InstanceIdentity identity,
    OrchestratorThread thread,
    DataConverter converter,
    ILoggerFactory loggerFactory) : TaskOrchestrationContext
{
    private readonly Dictionary<int, OpenTask> _open = [];
    private readonly ExternalEvents _events = new(converter);
    private readonly List<RequestedAction> _requested = [];
    private readonly List<int> _cancelledTimers = [];
    private DateTime _now;
    private bool _isReplaying;
    private int _nextTaskId;
    private int _guids;
    private string? _input;

    public override TaskName Name => identity.Name;

    public override string InstanceId => identity.InstanceId;

    public override ParentOrchestrationInstance? Parent => identity.Parent;

    public override bool IsReplaying => _isReplaying;

    public override DateTime CurrentUtcDateTime
    {
        get
        {
            thread.Verify();
            return _now;
        }
    }

    protected override ILoggerFactory LoggerFactory => loggerFactory;

    /// <summary>The custom status as JSON, and whether this execution has set one.</summary>
    public (bool IsSet, string? Json) CustomStatus { get; private set; }

    /// <summary>What the orchestrator wants to go on with, once it returns.</summary>
    public Continuation? Continuation { get; private set; }

    /// <summary>Whether anything is under way that could let the orchestrator go on.</summary>
    public bool CanGoOn => _open.Count > 0 || _events.HasWaiters;

    /// <summary>Events that nobody has asked for, oldest first.</summary>
    public IReadOnlyList<EventRaised> UnreadEvents => _events.Unread;

    public void Begin(DateTime now, bool isReplaying) => (_now, _isReplaying) = (now, isReplaying);

    public void Deliver(HistoryEvent message)
    {
        switch (message)
        {
            case ExecutionStarted started:
                _input = started.Input;
                break;
            case TaskCompleted completed when _open.Remove(completed.TaskId, out var call):
                call.Complete(completed.Result);
                break;
            case TaskFailed failed when _open.Remove(failed.TaskId, out var call):
                call.Fail(failed.Failure);
                break;
            case TimerFired fired when _open.Remove(fired.TaskId, out var timer):
                timer.Complete(null);
                break;
            case EventRaised raised:
                _events.Raise(raised);
                break;
        }
    }

    /// <summary>The actions since the last call.</summary>
    public List<RequestedAction> TakeActions()
    {
        List<RequestedAction> actions = [.. _requested];
        _requested.Clear();
        return actions;
    }

    /// <summary>The timers cancelled since the last call.</summary>
    public List<int> TakeCancelledTimers()
    {
        List<int> timers = [.. _cancelledTimers];
        _cancelledTimers.Clear();
        return timers;
    }

    public override T? GetInput<T>()
        where T : default
        => converter.Deserialize<T>(_input);

    public override Task<TResult> CallActivityAsync<TResult>(TaskName name, object? input = null, TaskOptions? options = null)
    {
        var payload = PrepareCall(name, input, options);
        return RetryLoop.RunAsync(this, options?.Retry, () => Call<TResult>(name, id => new(new ActivityScheduled(id, name), payload)));
    }

    public override Task<TResult> CallSubOrchestratorAsync<TResult>(TaskName orchestratorName, object? input = null, TaskOptions? options = null)
    {
        var payload = PrepareCall(orchestratorName, input, options);
        var instanceId = (options as SubOrchestrationOptions)?.InstanceId ?? NewGuid().ToString("N");
        InstanceIds.Validate(instanceId);
        return RetryLoop.RunAsync(this, options?.Retry, () => Call<TResult>(
            orchestratorName,
            id => new(new SubOrchestrationScheduled(id, orchestratorName, instanceId), payload, options?.Tags)));
    }

    public override Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken)
    {
        thread.Verify();
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled(cancellationToken);
        }

        var id = _nextTaskId++;
        var timer = new OpenTimer();
        _open.Add(id, timer);
        _requested.Add(new(new TimerCreated(id, fireAt.ToUniversalTime()), null));
        timer.Cancellation = cancellationToken.Register(() =>
        {
            thread.Verify();
            if (_open.Remove(id))
            {
                _cancelledTimers.Add(id);
                timer.Cancel(cancellationToken);
            }
        });
        return timer.Task;
    }

    public override Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        thread.Verify();
        return _events.WaitAsync<T>(eventName, thread, cancellationToken);
    }

    public override void SendEvent(string instanceId, string eventName, object payload)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        thread.Verify();
        _requested.Add(new(new EventSent(_nextTaskId++, instanceId, eventName), converter.Serialize(payload)));
    }

    public override void SetCustomStatus(object? customStatus)
    {
        thread.Verify();
        CustomStatus = (true, converter.Serialize(customStatus));
    }

    public override void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true)
    {
        thread.Verify();
        Continuation = new(converter.Serialize(newInput), preserveUnprocessedEvents);
    }

    /// <summary>An RFC 9562 id of version 8, from the execution and a counter.</summary>
    public override Guid NewGuid()
    {
        thread.Verify();
        var seed = Encoding.UTF8.GetBytes($"{identity.InstanceId}\n{identity.Execution}\n");
        Span<byte> counted = new byte[seed.Length + sizeof(int)];
        seed.CopyTo(counted);
        BinaryPrimitives.WriteInt32BigEndian(counted[seed.Length..], _guids++);
        var bytes = SHA256.HashData(counted).AsSpan(0, 16);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }

    private string? PrepareCall(TaskName name, object? input, TaskOptions? options)
    {
        thread.Verify();
        ArgumentException.ThrowIfNullOrEmpty(name.Name, nameof(name));
        if (input is TaskOptions && options is null)
        {
            throw new ArgumentException("Task options were given as the input, and no options: name the parameter 'options'.", nameof(input));
        }

        return converter.Serialize(input);
    }

    private Task<TResult> Call<TResult>(string name, Func<int, RequestedAction> request)
    {
        thread.Verify();
        var id = _nextTaskId++;
        var call = new OpenCall<TResult>(name, id, converter);
        _open.Add(id, call);
        _requested.Add(request(id));
        return call.Task;
    }
}
