namespace Microsoft.Azure.Functions.Worker;

/// <summary>What the trigger says of one invocation.</summary>
public abstract class BindingContext
{
    private protected BindingContext()
    {
    }

    /// <summary>Values by name, for an HTTP function those of its route.</summary>
    public abstract IReadOnlyDictionary<string, object> BindingData { get; }
}
