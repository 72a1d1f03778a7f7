namespace Microsoft.Azure.Functions.Worker.Middleware;

/// <summary>A step of the pipeline that runs a function.</summary>
/// <param name="context">The invocation.</param>
/// <returns>A task that ends when this step and all that follow have.</returns>
public delegate Task FunctionExecutionDelegate(FunctionContext context);
