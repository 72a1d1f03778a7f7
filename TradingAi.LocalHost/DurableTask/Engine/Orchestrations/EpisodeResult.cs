using TradingAi.LocalHost.DurableTask.Engine.History;

namespace TradingAi.LocalHost.DurableTask.Engine.Orchestrations;

/// <summary>What one step of an orchestrator did.</summary>
/// <param name="Episode">What the history keeps of it.</param>
/// <param name="Actions">The actions, with their payloads.</param>
/// <param name="CancelledTimers">Timers that are no longer wanted.</param>
/// <param name="CustomStatus">The custom status, if one was ever set.</param>
/// <param name="Outcome">How the execution ended, or <c>null</c> if it waits.</param>
internal sealed record EpisodeResult(
    Episode Episode,
    IReadOnlyList<RequestedAction> Actions,
    IReadOnlyList<int> CancelledTimers,
    (bool IsSet, string? Json) CustomStatus,
    Outcome? Outcome)
{
    /// <summary>An execution that failed before its code could take the step.</summary>
    public static EpisodeResult FailedBeforeRunning(DateTime now, IReadOnlyList<HistoryEvent> messages, Exception exception)
        => new(new Episode(now, messages, []), [], [], (false, null), Outcome.Failed(exception));
}

/// <summary>How an execution ended.</summary>
/// <param name="Output">The output as JSON, or the input of the next generation.</param>
/// <param name="Failure">How it failed, if it did.</param>
/// <param name="CarriedEvents">Events for the next generation; <c>null</c> if there is none.</param>
internal sealed record Outcome(string? Output, Failure? Failure, IReadOnlyList<EventRaised>? CarriedEvents)
{
    public bool IsContinuedAsNew => CarriedEvents is not null;

    public static Outcome Completed(string? output) => new(output, null, null);

    public static Outcome Failed(Exception exception) => new(null, Failure.From(exception), null);

    public static Outcome ContinuedAsNew(string? input, IReadOnlyList<EventRaised> carried) => new(input, null, carried);
}
