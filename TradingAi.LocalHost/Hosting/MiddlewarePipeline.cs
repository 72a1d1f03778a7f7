using Microsoft.Azure.Functions.Worker.Middleware;

namespace TradingAi.LocalHost.Hosting;

/// <summary>The middleware of an app, in the order they were added: the first is the outermost.</summary>
internal sealed class MiddlewarePipeline
{
    private readonly List<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> _steps = [];

    public void Add(Func<FunctionExecutionDelegate, FunctionExecutionDelegate> step) => _steps.Add(step);

    public FunctionExecutionDelegate Build(FunctionExecutionDelegate end) =>
        Enumerable.Reverse(_steps).Aggregate(end, (next, step) => step(next));
}
