namespace Microsoft.DurableTask.Client;

/// <summary>Options of a termination.</summary>
/// <param name="Output">The output that the instance ends with.</param>
/// <param name="Recursive">Whether the sub-orchestrations are ended too.</param>
public record TerminateInstanceOptions(object? Output = null, bool Recursive = false);
