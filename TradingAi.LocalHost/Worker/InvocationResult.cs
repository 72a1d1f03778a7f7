namespace Microsoft.Azure.Functions.Worker;

/// <summary>What a function returned; middleware may replace it after the function ran.</summary>
public class InvocationResult
{
    internal InvocationResult()
    {
    }

    /// <summary>The value returned; null before the function ran, and for one that returns nothing.</summary>
    public object? Value { get; set; }
}
