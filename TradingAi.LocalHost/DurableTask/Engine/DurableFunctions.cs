using Microsoft.DurableTask;
using TradingAi.LocalHost.Hosting;

namespace TradingAi.LocalHost.DurableTask.Engine;

/// <summary>The app's orchestrators and activities by name, in any case.</summary>
internal sealed class DurableFunctions(IReadOnlyList<FunctionDescriptor> functions, FunctionInvoker invoker, DataConverter converter)
{
    private readonly Dictionary<string, FunctionDescriptor> _orchestrators = ByName(functions, TriggerKind.Orchestration);
    private readonly Dictionary<string, FunctionDescriptor> _activities = ByName(functions, TriggerKind.Activity);

    /// <summary>The orchestrator of a name, or <c>null</c>.</summary>
    public Func<TaskOrchestrationContext, Task<object?>>? FindOrchestrator(string name)
        => _orchestrators.TryGetValue(name, out var function)
            ? context => InvokeAsync(function, context, CancellationToken.None)
            : null;

    /// <summary>The activity of a name, from its input to its output as JSON, or <c>null</c>.</summary>
    public Func<string?, CancellationToken, Task<string?>>? FindActivity(string name)
    {
        if (!_activities.TryGetValue(name, out var function))
        {
            return null;
        }

        return async (input, cancellationToken) =>
        {
            var argument = converter.Deserialize(input, function.TriggerParameter.ParameterType);
            return converter.Serialize(await InvokeAsync(function, argument, cancellationToken));
        };
    }

    private static Dictionary<string, FunctionDescriptor> ByName(IReadOnlyList<FunctionDescriptor> functions, TriggerKind kind)
        => functions.Where(function => function.Trigger == kind).ToDictionary(function => function.Name, StringComparer.OrdinalIgnoreCase);

    private Task<object?> InvokeAsync(FunctionDescriptor function, object? argument, CancellationToken cancellationToken)
        => invoker.InvokeAsync(
            function, new Dictionary<string, object?> { [function.TriggerParameter.Name!] = argument }, http: null, cancellationToken);
}
