using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;

namespace TradingAi.LocalHost.Hosting;

/// <summary>Runs a function through the middleware, in a service scope of its own.</summary>
internal sealed class FunctionInvoker
{
    private readonly IServiceScopeFactory _scopes;
    private readonly ShutdownSignal _shutdown;
    private readonly FunctionExecutionDelegate _pipeline;
    private readonly TimeSpan _limit;

    public FunctionInvoker(IServiceScopeFactory scopes, ShutdownSignal shutdown, MiddlewarePipeline middleware, HostFile hostFile)
    {
        _scopes = scopes;
        _shutdown = shutdown;
        _limit = hostFile.FunctionTimeout;
        _pipeline = middleware.Build(ExecuteAsync);
    }

    /// <summary>Runs one function and returns what it returned, or what middleware put in its place.</summary>
    /// <param name="function">The function.</param>
    /// <param name="triggerArguments">The values that the trigger supplies, by parameter name.</param>
    /// <param name="http">The request for an HTTP function, whose request services are then the invocation's scope.</param>
    /// <param name="cancellationToken">Cancels the invocation; the shutdown limit and <c>functionTimeout</c> of host.json do so too (the latter not for orchestrators, which wait by design).</param>
    /// <returns>The awaited result; null for a function that returns nothing, or that middleware kept from running.</returns>
    /// <exception cref="BadHttpRequestException">A parameter cannot be bound to what the request holds; its status code says how to answer.</exception>
    public async Task<object?> InvokeAsync(
        FunctionDescriptor function,
        IReadOnlyDictionary<string, object?> triggerArguments,
        HttpContext? http,
        CancellationToken cancellationToken)
    {
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _shutdown.InvocationsCancelled);
        if (function.Trigger != TriggerKind.Orchestration)
        {
            cancellation.CancelAfter(_limit);
        }

        if (http is not null)
        {
            return await RunAsync(http.RequestServices, cancellation.Token);
        }

        await using AsyncServiceScope scope = _scopes.CreateAsyncScope();
        return await RunAsync(scope.ServiceProvider, cancellation.Token);

        async Task<object?> RunAsync(IServiceProvider services, CancellationToken token)
        {
            HostFunctionContext context = new(function, triggerArguments, http, services, token);
            await _pipeline(context);
            return context.Result.Value;
        }
    }

    /// <summary>The end of the pipeline: binds the parameters and calls the method.</summary>
    private static async Task ExecuteAsync(FunctionContext context)
    {
        var invocation = (HostFunctionContext)context;
        FunctionDescriptor function = invocation.Function;
        object?[] arguments = new object?[function.Parameters.Count];
        for (int i = 0; i < arguments.Length; i++)
        {
            arguments[i] = await function.Parameters[i](invocation);
        }

        object? instance = function.Method.IsStatic
            ? null
            : ActivatorUtilities.CreateInstance(context.InstanceServices, function.DeclaringType);
        try
        {
            invocation.Result.Value = await function.Call.InvokeAsync(instance, arguments);
        }
        finally
        {
            switch (instance)
            {
                case IAsyncDisposable disposable:
                    await disposable.DisposeAsync();
                    break;
                case IDisposable disposable:
                    disposable.Dispose();
                    break;
            }
        }
    }
}
