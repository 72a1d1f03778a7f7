namespace Microsoft.Azure.Functions.Worker;

/// <summary>One invocation of a function.</summary>
public abstract class FunctionContext
{
    private protected FunctionContext()
    {
    }

    /// <summary>The id of this invocation, unique.</summary>
    public abstract string InvocationId { get; }

    /// <summary>The id of the function, the same at every start.</summary>
    public abstract string FunctionId { get; }

    /// <summary>What the trigger says of this invocation, such as the values of the route.</summary>
    public abstract BindingContext BindingContext { get; }

    /// <summary>The services of this invocation's scope.</summary>
    public abstract IServiceProvider InstanceServices { get; set; }

    /// <summary>The function being run.</summary>
    public abstract FunctionDefinition FunctionDefinition { get; }

    /// <summary>Whatever middleware and function share during this invocation.</summary>
    public abstract IDictionary<object, object> Items { get; set; }

    /// <summary>Cancelled when the caller has gone, or the host has stopped waiting at its shutdown.</summary>
    public virtual CancellationToken CancellationToken { get; }
}
