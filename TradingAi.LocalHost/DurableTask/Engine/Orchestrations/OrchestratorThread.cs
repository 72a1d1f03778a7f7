namespace TradingAi.LocalHost.DurableTask.Engine.Orchestrations;

/// <summary>
/// The one logical thread that an orchestrator's code runs on. Continuations queue up here and run in order, only
/// while the engine lets them. A continuation that comes from elsewhere is not run: it is reported as an escape,
/// since on replay it would come at another moment.
/// </summary>
/// <param name="onEscape">Called, on the foreign thread, at the first escape.</param>
internal sealed class OrchestratorThread(Action onEscape) : SynchronizationContext
{
    private const int Nobody = -1;

    private readonly Queue<(SendOrPostCallback Callback, object? State)> _continuations = new();
    private volatile int _owner = Nobody;
    private int _escaped;

    /// <summary>Whether orchestrator code was found on another thread.</summary>
    public bool HasEscaped => Volatile.Read(ref _escaped) != 0;

    /// <summary>Runs <paramref name="work"/> and every continuation that follows from it, until none is left.</summary>
    public void Run(Action work)
    {
        var outer = Current;
        _owner = Environment.CurrentManagedThreadId;
        SetSynchronizationContext(this);
        try
        {
            work();
            while (_continuations.TryDequeue(out var next))
            {
                next.Callback(next.State);
            }
        }
        finally
        {
            _owner = Nobody;
            SetSynchronizationContext(outer);
        }
    }

    /// <summary>Confirms that the caller is orchestrator code in its own place.</summary>
    /// <exception cref="MultithreadedOrchestrationException">It is not.</exception>
    public void Verify()
    {
        if (!IsOwner)
        {
            Escape();
            throw new MultithreadedOrchestrationException();
        }
    }

    public override void Post(SendOrPostCallback d, object? state)
    {
        if (IsOwner)
        {
            _continuations.Enqueue((d, state));
        }
        else
        {
            Escape();
        }
    }

    public override void Send(SendOrPostCallback d, object? state)
    {
        Verify();
        d(state);
    }

    public override SynchronizationContext CreateCopy() => this;

    private bool IsOwner => _owner == Environment.CurrentManagedThreadId;

    private void Escape()
    {
        if (Interlocked.Exchange(ref _escaped, 1) == 0)
        {
            onEscape();
        }
    }
}
