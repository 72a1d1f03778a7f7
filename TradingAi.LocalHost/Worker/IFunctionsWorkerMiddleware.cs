namespace Microsoft.Azure.Functions.Worker.Middleware;

/// <summary>Code that runs around every function.</summary>
public interface IFunctionsWorkerMiddleware
{
    /// <summary>Runs this step; not calling <paramref name="next"/> keeps the function from running.</summary>
    /// <param name="context">The invocation.</param>
    /// <param name="next">The rest of the pipeline.</param>
    /// <returns>A task that ends when this step has.</returns>
    Task Invoke(FunctionContext context, FunctionExecutionDelegate next);
}
