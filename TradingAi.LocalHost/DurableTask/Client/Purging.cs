namespace Microsoft.DurableTask.Client;

/// <summary>Which ended instances to delete.</summary>
/// <param name="CreatedFrom">Created at this time or later.</param>
/// <param name="CreatedTo">Created at this time or earlier.</param>
/// <param name="Statuses">In one of these states; any ended one if <c>null</c> or empty.</param>
public record PurgeInstancesFilter(
    DateTimeOffset? CreatedFrom = null,
    DateTimeOffset? CreatedTo = null,
    IEnumerable<OrchestrationRuntimeStatus>? Statuses = null)
{
    /// <summary>How long to go on; what is left then is purged by the next call.</summary>
    public TimeSpan? Timeout { get; init; }
}

/// <summary>Options of a purge.</summary>
/// <param name="Recursive">Whether the sub-orchestrations go too.</param>
public record PurgeInstanceOptions(bool Recursive = false);

/// <summary>What a purge did.</summary>
public class PurgeResult
{
    /// <summary>The number of deleted instances.</summary>
    public PurgeResult(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        PurgedInstanceCount = count;
    }

    /// <summary>The number of deleted instances, and whether these are all that matched.</summary>
    public PurgeResult(int count, bool? isComplete)
        : this(count)
        => IsComplete = isComplete;

    /// <summary>The number of deleted instances.</summary>
    public int PurgedInstanceCount { get; }

    /// <summary>Whether all that matched are deleted; <c>null</c> if unknown.</summary>
    public bool? IsComplete { get; }
}
