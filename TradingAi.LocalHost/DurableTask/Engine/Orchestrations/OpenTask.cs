using Microsoft.DurableTask;
using TradingAi.LocalHost.DurableTask.Engine.History;

namespace TradingAi.LocalHost.DurableTask.Engine.Orchestrations;

/// <summary>Something the orchestrator asked for and has no answer to yet.</summary>
internal abstract class OpenTask
{
    public abstract void Complete(string? result);

    public abstract void Fail(Failure failure);
}

/// <summary>An open call whose answer is a <typeparamref name="T"/>.</summary>
internal sealed class OpenCall<T>(string name, int taskId, DataConverter converter) : OpenTask
{
    // Continuations run inline, on the orchestrator's thread: the engine completes tasks nowhere else.
    private readonly TaskCompletionSource<T> _source = new();

    public Task<T> Task => _source.Task;

    public override void Complete(string? result)
    {
        try
        {
            _source.TrySetResult(converter.Deserialize<T>(result)!);
        }
        catch (Exception exception)
        {
            _source.TrySetException(new TaskFailedException(name, taskId, exception));
        }
    }

    public override void Fail(Failure failure)
        => _source.TrySetException(failure.ToException(name, taskId));
}

/// <summary>A timer that has not fired.</summary>
internal sealed class OpenTimer : OpenTask
{
    private readonly TaskCompletionSource _source = new();

    public CancellationTokenRegistration Cancellation { get; set; }

    public Task Task => _source.Task;

    public void Cancel(CancellationToken cancellationToken) => _source.TrySetCanceled(cancellationToken);

    public override void Complete(string? result)
    {
        Cancellation.Dispose();
        _source.TrySetResult();
    }

    public override void Fail(Failure failure) => throw new InvalidOperationException("A timer cannot fail.");
}
