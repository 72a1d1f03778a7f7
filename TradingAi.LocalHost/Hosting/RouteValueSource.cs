using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Http;

namespace TradingAi.LocalHost.Hosting;

/// <summary>Reads a parameter from the route value of its name.</summary>
internal static class RouteValueSource
{
    private delegate bool TryParse(string text, out object? value);

    /// <summary>The source for a parameter that is a string, an enum or anything that parses itself (numbers, <see cref="Guid"/>, <see cref="bool"/>, dates), or the nullable of one.</summary>
    /// <exception cref="HostStartException">The parameter is of another type.</exception>
    public static ParameterSource For(ParameterInfo parameter)
    {
        string name = parameter.Name!;
        Type target = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        TryParse parse = ParserOf(target)
            ?? throw new HostStartException($"The parameter '{name}' of {FunctionDiscovery.EntryPoint((MethodInfo)parameter.Member)} cannot be bound to a route value: {target.Name} does not parse from text.");
        object? missing = Missing(parameter);

        return invocation =>
        {
            if (!invocation.Http!.Request.RouteValues.TryGetValue(name, out object? raw) || raw is null)
            {
                return ValueTask.FromResult(missing);
            }

            return parse(Convert.ToString(raw, CultureInfo.InvariantCulture)!, out object? value)
                ? ValueTask.FromResult(value)
                : throw new BadHttpRequestException($"The route value '{name}' is not a valid {target.Name}.", StatusCodes.Status400BadRequest);
        };
    }

    private static object? Missing(ParameterInfo parameter)
    {
        if (parameter.HasDefaultValue)
        {
            return parameter.DefaultValue;
        }

        return parameter.ParameterType.IsValueType ? Activator.CreateInstance(parameter.ParameterType) : null;
    }

    private static TryParse? ParserOf(Type type)
    {
        if (type == typeof(string))
        {
            return (string text, out object? value) =>
            {
                value = text;
                return true;
            };
        }

        if (type.IsEnum)
        {
            return (string text, out object? value) => Enum.TryParse(type, text, ignoreCase: true, out value) && Enum.IsDefined(type, value!);
        }

        bool parsable = type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IParsable<>) && i.GenericTypeArguments[0] == type);
        return parsable
            ? typeof(RouteValueSource).GetMethod(nameof(Parse), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(type).CreateDelegate<TryParse>()
            : null;
    }

    private static bool Parse<T>(string text, out object? value)
        where T : IParsable<T>
    {
        bool parsed = T.TryParse(text, CultureInfo.InvariantCulture, out T? result);
        value = result;
        return parsed;
    }
}
