using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace TradingAi.LocalHost.Hosting;

/// <summary>Finds the functions of an app by reflection.</summary>
internal static class FunctionDiscovery
{
    /// <summary>The functions that <paramref name="types"/> declare, in the order of their names.</summary>
    /// <exception cref="HostStartException">Two functions share a name, or one has not exactly one trigger.</exception>
    public static IReadOnlyList<FunctionDescriptor> Find(IEnumerable<Type> types)
    {
        List<FunctionDescriptor> functions =
        [
            .. from type in types
               from method in type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly)
               let attribute = method.GetCustomAttribute<FunctionAttribute>()
               where attribute is not null
               orderby attribute.Name
               select Describe(attribute.Name, method),
        ];

        foreach (IGrouping<string, FunctionDescriptor> same in functions.GroupBy(f => f.Name, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1))
        {
            throw new HostStartException($"The function name '{same.Key}' is used more than once: {string.Join(", ", same.Select(f => EntryPoint(f.Method)))}.");
        }

        return functions;
    }

    /// <summary>The method as <c>Namespace.Type.Method</c>.</summary>
    public static string EntryPoint(MethodInfo method) => $"{method.DeclaringType!.FullName}.{method.Name}";

    private static FunctionDescriptor Describe(string name, MethodInfo method)
    {
        // Asked for once: hosts that are built at the same time could be given other objects the second time.
        ParameterInfo[] parameters = method.GetParameters();
        (ParameterInfo Parameter, TriggerBindingAttribute Attribute)[] triggers =
        [
            .. from parameter in parameters
               let attribute = parameter.GetCustomAttribute<TriggerBindingAttribute>()
               where attribute is not null
               select (parameter, attribute),
        ];
        if (triggers.Length != 1)
        {
            throw new HostStartException($"The function '{name}' ({EntryPoint(method)}) has {triggers.Length} trigger parameters; it needs exactly one.");
        }

        TriggerKind kind = triggers[0].Attribute switch
        {
            HttpTriggerAttribute => TriggerKind.Http,
            TimerTriggerAttribute => TriggerKind.Timer,
            OrchestrationTriggerAttribute => TriggerKind.Orchestration,
            ActivityTriggerAttribute => TriggerKind.Activity,
            _ => throw new HostStartException($"The function '{name}' has a trigger that this host does not know: {triggers[0].Attribute.GetType().Name}."),
        };
        ParameterInfo trigger = triggers[0].Parameter;
        Type? expected = kind switch
        {
            TriggerKind.Http => typeof(HttpRequest),
            TriggerKind.Timer => typeof(TimerInfo),
            _ => null,
        };
        if (expected is not null && trigger.ParameterType != expected)
        {
            throw new HostStartException($"The trigger parameter '{trigger.Name}' of {EntryPoint(method)} must be a {expected.Name}.");
        }

        return new FunctionDescriptor(name, method, kind, trigger, triggers[0].Attribute)
        {
            Parameters = [.. parameters.Select(parameter => ParameterSources.For(parameter, trigger, kind))],
        };
    }
}
