using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;
using TradingAi.LocalHost.DurableTask.Engine.History;

namespace TradingAi.LocalHost.DurableTask.Engine.Orchestrations;

/// <summary>
/// The live coroutine of one execution. It is built by replaying the recorded episodes, and then kept, so that a
/// further step costs what is new and not what has been.
/// </summary>
internal sealed class OrchestrationExecution
{
    private readonly InstanceIdentity _identity;
    private readonly Func<TaskOrchestrationContext, Task<object?>> _orchestrator;
    private readonly DataConverter _converter;
    private readonly OrchestratorThread _thread;
    private readonly LocalOrchestrationContext _context;
    private Task<object?>? _run;
    private DateTime _lastStep;

    public OrchestrationExecution(
        InstanceIdentity identity,
        Func<TaskOrchestrationContext, Task<object?>> orchestrator,
        DataConverter converter,
        ILoggerFactory loggerFactory,
        Action onEscape)
    {
        _identity = identity;
        _orchestrator = orchestrator;
        _converter = converter;
        _thread = new OrchestratorThread(onEscape);
        _context = new LocalOrchestrationContext(identity, _thread, converter, loggerFactory);
    }

    public string Execution => _identity.Execution;

    /// <summary>How many episodes are recorded.</summary>
    public int EpisodeCount { get; private set; }

    /// <summary>Whether orchestrator code was found on another thread, so that the execution has to fail.</summary>
    public bool HasEscaped => _thread.HasEscaped;

    /// <summary>Brings a new execution to where the recorded one stopped.</summary>
    /// <exception cref="NonDeterministicOrchestrationException">The code takes another path.</exception>
    public void Replay(IReadOnlyList<Episode> history)
    {
        var position = 0;
        foreach (var episode in history)
        {
            Deliver(episode.At, episode.Messages, isReplaying: true);
            position += episode.Messages.Count;
            var replayed = _context.TakeActions();
            for (var i = 0; i < Math.Max(replayed.Count, episode.Actions.Count); i++)
            {
                var expected = i < episode.Actions.Count ? (OrchestratorAction)episode.Actions[i] : null;
                var actual = i < replayed.Count ? replayed[i].Action : null;
                if (expected is null || actual is null || !expected.IsSameAs(actual))
                {
                    throw OtherPath(
                        position + i,
                        expected?.Describe() ?? "no action",
                        actual?.Describe() ?? (_run is { IsCompleted: true } ? "the end of the orchestrator" : "none"));
                }
            }

            position += episode.Actions.Count;
            _context.TakeCancelledTimers();
        }

        if (_run is { IsCompleted: true })
        {
            throw OtherPath(position, "an orchestrator that goes on", "its end");
        }

        EpisodeCount = history.Count;
    }

    /// <summary>Delivers messages and runs the code until it waits again or ends.</summary>
    public EpisodeResult Step(DateTime now, IReadOnlyList<HistoryEvent> messages)
    {
        var at = now > _lastStep ? now : _lastStep;
        Deliver(at, messages, isReplaying: false);
        var outcome = FindOutcome();
        var actions = outcome is { Failure: not null } && _thread.HasEscaped ? [] : _context.TakeActions();
        EpisodeCount++;
        return new EpisodeResult(
            new Episode(at, messages, [.. actions.Select(requested => requested.Action)]),
            actions,
            _context.TakeCancelledTimers(),
            _context.CustomStatus,
            outcome);
    }

    private void Deliver(DateTime at, IReadOnlyList<HistoryEvent> messages, bool isReplaying)
    {
        _lastStep = at;
        _context.Begin(at, isReplaying);
        foreach (var message in messages)
        {
            _thread.Run(() =>
            {
                _context.Deliver(message);
                if (message is ExecutionStarted)
                {
                    _run = _orchestrator(_context);
                }
            });
        }
    }

    private Outcome? FindOutcome()
    {
        if (_thread.HasEscaped)
        {
            return Outcome.Failed(new MultithreadedOrchestrationException());
        }

        if (_run is not { IsCompleted: true })
        {
            return _run is null || _context.CanGoOn ? null : Outcome.Failed(new MultithreadedOrchestrationException());
        }

        if (!_run.IsCompletedSuccessfully)
        {
            return Outcome.Failed(_run.Exception?.InnerException ?? new TaskCanceledException(_run));
        }

        if (_context.Continuation is { } continuation)
        {
            return Outcome.ContinuedAsNew(continuation.Input, continuation.PreserveEvents ? _context.UnreadEvents : []);
        }

        try
        {
            return Outcome.Completed(_converter.Serialize(_run.Result));
        }
        catch (Exception exception)
        {
            return Outcome.Failed(exception);
        }
    }

    private NonDeterministicOrchestrationException OtherPath(int position, string expected, string actual) => new(
        $"Non-deterministic orchestrator '{_identity.Name}', instance '{_identity.InstanceId}': "
        + $"expected {expected} at event {position}, got {actual}. "
        + "The code was changed while the instance ran, or it depends on something other than its context.");
}
