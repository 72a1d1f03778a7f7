using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace TradingAi.LocalHost.Hosting.Http;

/// <summary>Gives every HTTP function its route.</summary>
internal static class HttpFunctions
{
    private const string DefaultRoutePrefix = "api";

    /// <summary>Maps the HTTP functions among <paramref name="functions"/>.</summary>
    /// <exception cref="HostStartException">A route cannot be read, a parameter is not in it, or two functions answer the same route and method.</exception>
    public static void Map(IEndpointRouteBuilder endpoints, IReadOnlyList<FunctionDescriptor> functions)
    {
        IServiceProvider services = endpoints.ServiceProvider;
        IConfiguration settings = services.GetRequiredService<IConfiguration>();
        string prefix = services.GetRequiredService<HostFile>().Settings["extensions:http:routePrefix"] ?? DefaultRoutePrefix;
        FunctionInvoker invoker = services.GetRequiredService<FunctionInvoker>();
        AccessKeys keys = services.GetRequiredService<AccessKeys>();
        Dictionary<(string Route, string Method), string> taken = [];

        foreach (FunctionDescriptor function in functions.Where(f => f.Trigger == TriggerKind.Http))
        {
            var trigger = (HttpTriggerAttribute)function.TriggerAttribute;
            string route = $"{prefix}/{SettingText.Fill(trigger.Route ?? function.Name, settings, function.Name)}".Trim('/');
            string[] methods = [.. trigger.Methods?.Select(m => m.ToUpperInvariant()) ?? []];
            foreach (string method in methods.DefaultIfEmpty("any method"))
            {
                if (!taken.TryAdd((route.ToUpperInvariant(), method), function.Name))
                {
                    throw new HostStartException($"The functions '{taken[(route.ToUpperInvariant(), method)]}' and '{function.Name}' both answer {method} {route}.");
                }
            }

            RoutePattern pattern = Parse(function, route);
            RequestDelegate run = RunAsync(function, trigger.AuthLevel, invoker, keys);
            IEndpointConventionBuilder endpoint = methods.Length == 0
                ? endpoints.Map(pattern, run)
                : endpoints.MapMethods(route, methods, run);
            endpoint.WithMetadata(function).WithDisplayName(function.Name);
        }
    }

    private static RoutePattern Parse(FunctionDescriptor function, string route)
    {
        RoutePattern pattern;
        try
        {
            pattern = RoutePatternFactory.Parse(route);
        }
        catch (RoutePatternException exception)
        {
            throw new HostStartException($"The route '{route}' of the function '{function.Name}' cannot be read: {exception.Message}", exception);
        }

        ParameterInfo? unsupplied = Array.Find(
            function.Method.GetParameters(),
            parameter => ParameterSources.IsRouteValue(parameter) && pattern.GetParameter(parameter.Name!) is null);
        return unsupplied is null ? pattern : throw ParameterSources.Unsupplied(unsupplied);
    }

    private static RequestDelegate RunAsync(FunctionDescriptor function, AuthorizationLevel level, FunctionInvoker invoker, AccessKeys keys) => async http =>
    {
        if (!keys.Accept(level, http))
        {
            await HttpProblem.WriteAsync(http, StatusCodes.Status401Unauthorized, "This function asks for a key, in the header x-functions-key or as ?code=.");
            return;
        }

        Dictionary<string, object?> arguments = new() { [function.TriggerParameter.Name!] = http.Request };
        object? result = await invoker.InvokeAsync(function, arguments, http, http.RequestAborted);
        await HttpResults.ExecuteAsync(function, result, http);
    };
}
