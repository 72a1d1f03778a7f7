using System.Collections.Immutable;

namespace Microsoft.DurableTask;

/// <summary>Options of the start of an orchestration.</summary>
public record StartOrchestrationOptions
{
    /// <summary>Options with an id and a time.</summary>
    /// <param name="InstanceId">1–100 characters, none of <c>/ \ # ?</c>, no control characters, no leading <c>@</c>; a new one if <c>null</c>.</param>
    /// <param name="StartAt">When to start; at once if <c>null</c>.</param>
    public StartOrchestrationOptions(string? InstanceId = null, DateTimeOffset? StartAt = null)
    {
        this.InstanceId = InstanceId;
        this.StartAt = StartAt;
    }

    /// <summary>A copy.</summary>
    public StartOrchestrationOptions(StartOrchestrationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        InstanceId = options.InstanceId;
        StartAt = options.StartAt;
        Tags = options.Tags;
        DedupeStatuses = options.DedupeStatuses;
    }

    /// <summary>The id of the new instance; a new one if <c>null</c>.</summary>
    public string? InstanceId { get; init; }

    /// <summary>When to start; at once if <c>null</c>.</summary>
    public DateTimeOffset? StartAt { get; init; }

    /// <summary>Tags kept with the instance.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = ImmutableDictionary.Create<string, string>();

    /// <summary>
    /// Names of the states in which an existing instance of the same id refuses the start. If <c>null</c>, one that
    /// has not ended refuses it and one that has ended is replaced.
    /// </summary>
    public IReadOnlyList<string>? DedupeStatuses { get; init; }
}
