namespace Microsoft.DurableTask.Client;

/// <summary>Deduplication of starts.</summary>
public static class StartOrchestrationOptionsExtensions
{
    /// <summary>The options, with the states in which an existing instance of the same id refuses the start.</summary>
    public static StartOrchestrationOptions WithDedupeStatuses(
        this StartOrchestrationOptions options,
        params OrchestrationRuntimeStatus[] dedupeStatuses)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options with { DedupeStatuses = [.. dedupeStatuses.Select(status => status.ToString())] };
    }
}
