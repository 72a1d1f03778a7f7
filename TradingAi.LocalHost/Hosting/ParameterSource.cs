using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Extensions.DependencyInjection;

namespace TradingAi.LocalHost.Hosting;

/// <summary>Reads the value of one parameter for one invocation.</summary>
/// <param name="invocation">The invocation.</param>
/// <returns>The value.</returns>
internal delegate ValueTask<object?> ParameterSource(HostFunctionContext invocation);

/// <summary>Chooses where the value of a parameter comes from.</summary>
internal static class ParameterSources
{
    /// <summary>The source of <paramref name="parameter"/> in a function started by <paramref name="trigger"/>.</summary>
    /// <exception cref="HostStartException">Nothing can supply a value for the parameter.</exception>
    public static ParameterSource For(ParameterInfo parameter, ParameterInfo triggerParameter, TriggerKind trigger)
    {
        string name = parameter.Name!;
        Type type = parameter.ParameterType;
        if (parameter == triggerParameter)
        {
            return invocation => ValueTask.FromResult(invocation.TriggerArguments[name]);
        }

        if (type == typeof(FunctionContext))
        {
            return ValueTask.FromResult<object?>;
        }

        if (type == typeof(CancellationToken))
        {
            return invocation => ValueTask.FromResult<object?>(invocation.CancellationToken);
        }

        if (parameter.GetCustomAttribute<DurableClientAttribute>() is not null)
        {
            return invocation => ValueTask.FromResult<object?>(invocation.InstanceServices.GetRequiredService(type));
        }

        if (trigger == TriggerKind.Http)
        {
            return parameter.GetCustomAttribute<FromBodyAttribute>() is not null
                ? new BodySource(parameter).ReadAsync
                : RouteValueSource.For(parameter);
        }

        throw Unsupplied(parameter);
    }

    /// <summary>Whether <see cref="For"/> reads this parameter of an HTTP function from the route.</summary>
    public static bool IsRouteValue(ParameterInfo parameter) =>
        parameter.ParameterType != typeof(FunctionContext)
        && parameter.ParameterType != typeof(CancellationToken)
        && !parameter.IsDefined(typeof(HttpTriggerAttribute))
        && !parameter.IsDefined(typeof(DurableClientAttribute))
        && !parameter.IsDefined(typeof(FromBodyAttribute));

    /// <summary>The error of a parameter that nothing supplies.</summary>
    public static HostStartException Unsupplied(ParameterInfo parameter) =>
        new($"Nothing supplies the parameter '{parameter.Name}' of {FunctionDiscovery.EntryPoint((MethodInfo)parameter.Member)}.");
}
