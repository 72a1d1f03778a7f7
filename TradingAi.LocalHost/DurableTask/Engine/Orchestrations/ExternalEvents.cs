using Microsoft.DurableTask;
using TradingAi.LocalHost.DurableTask.Engine.History;

namespace TradingAi.LocalHost.DurableTask.Engine.Orchestrations;

/// <summary>
/// The events of one execution: those that came before anyone waited, in order, and the waiters, of which the
/// latest is served first. A cancelled waiter takes no event away.
/// </summary>
internal sealed class ExternalEvents(DataConverter converter)
{
    private readonly Dictionary<string, List<Waiter>> _waiters = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<EventRaised> _unread = [];

    public bool HasWaiters => _waiters.Count > 0;

    /// <summary>Events that nobody has asked for, oldest first.</summary>
    public IReadOnlyList<EventRaised> Unread => _unread;

    public Task<T> WaitAsync<T>(string name, OrchestratorThread thread, CancellationToken cancellationToken)
    {
        if (_waiters.TryGetValue(name, out var others) && others[0].PayloadType != typeof(T))
        {
            throw new ArgumentException(
                $"Events with the same name must have the same type argument. Expected {others[0].PayloadType.FullName} but was requested {typeof(T).FullName}.",
                nameof(name));
        }

        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<T>(cancellationToken);
        }

        var waiter = new Waiter<T>(converter);
        var index = _unread.FindIndex(raised => string.Equals(raised.Name, name, StringComparison.OrdinalIgnoreCase));
        if (index >= 0)
        {
            var raised = _unread[index];
            _unread.RemoveAt(index);
            waiter.Complete(raised.Payload);
            return waiter.Task;
        }

        if (others is null)
        {
            _waiters[name] = others = [];
        }

        others.Add(waiter);
        waiter.Cancellation = cancellationToken.Register(() =>
        {
            thread.Verify();
            Remove(name, waiter);
            waiter.Cancel(cancellationToken);
        });
        return waiter.Task;
    }

    public void Raise(EventRaised raised)
    {
        if (_waiters.TryGetValue(raised.Name, out var waiters))
        {
            var waiter = waiters[^1];
            Remove(raised.Name, waiter);
            waiter.Complete(raised.Payload);
        }
        else
        {
            _unread.Add(raised);
        }
    }

    private void Remove(string name, Waiter waiter)
    {
        if (_waiters.TryGetValue(name, out var waiters) && waiters.Remove(waiter) && waiters.Count == 0)
        {
            _waiters.Remove(name);
        }
    }

    private abstract class Waiter
    {
        public CancellationTokenRegistration Cancellation { get; set; }

        public abstract Type PayloadType { get; }

        public abstract void Complete(string? payload);
    }

    private sealed class Waiter<T>(DataConverter converter) : Waiter
    {
        private readonly TaskCompletionSource<T> _source = new();

        public Task<T> Task => _source.Task;

        public override Type PayloadType => typeof(T);

        public void Cancel(CancellationToken cancellationToken) => _source.TrySetCanceled(cancellationToken);

        public override void Complete(string? payload)
        {
            Cancellation.Dispose();
            try
            {
                _source.TrySetResult(converter.Deserialize<T>(payload)!);
            }
            catch (Exception exception)
            {
                _source.TrySetException(exception);
            }
        }
    }
}
