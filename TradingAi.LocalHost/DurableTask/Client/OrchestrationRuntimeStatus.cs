namespace Microsoft.DurableTask.Client;

/// <summary>The state of an orchestration.</summary>
public enum OrchestrationRuntimeStatus
{
    /// <summary>It has begun and has not ended.</summary>
    Running = 0,

    /// <summary>It ended with its output.</summary>
    Completed = 1,

    /// <summary>Not used by the local host: the next generation is running.</summary>
    ContinuedAsNew = 2,

    /// <summary>It ended by an unhandled exception.</summary>
    Failed = 3,

    /// <summary>Not used by the local host.</summary>
    Canceled = 4,

    /// <summary>It was ended from outside.</summary>
    Terminated = 5,

    /// <summary>It was scheduled and has not begun.</summary>
    Pending = 6,

    /// <summary>It is held until it is resumed.</summary>
    Suspended = 7,
}
