using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace TradingAi.LocalHost.Hosting;

/// <summary>What starts a function.</summary>
internal enum TriggerKind
{
    /// <summary>An HTTP request.</summary>
    Http,

    /// <summary>A schedule.</summary>
    Timer,

    /// <summary>A step of a durable orchestration.</summary>
    Orchestration,

    /// <summary>A call from an orchestration.</summary>
    Activity,
}

/// <summary>A function found in the app: a method with <see cref="FunctionAttribute"/> and one trigger parameter.</summary>
/// <param name="Name">The function's name, unique in the app whatever its case.</param>
/// <param name="Method">The method, static or of an instance.</param>
/// <param name="Trigger">What starts it.</param>
/// <param name="TriggerParameter">The parameter that the trigger's value goes to.</param>
/// <param name="TriggerAttribute">The attribute of that parameter.</param>
internal sealed record FunctionDescriptor(
    string Name,
    MethodInfo Method,
    TriggerKind Trigger,
    ParameterInfo TriggerParameter,
    TriggerBindingAttribute TriggerAttribute)
{
    /// <summary>The class that declares the method.</summary>
    public Type DeclaringType => Method.DeclaringType!;

    /// <summary>Where each parameter's value comes from, in the order of the parameters.</summary>
    public required IReadOnlyList<ParameterSource> Parameters { get; init; }

    /// <summary>Calls the method.</summary>
    public MethodCall Call { get; } = new(Method);
}
