using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using TradingAi.LocalHost.Hosting.Timers;

namespace TradingAi.LocalHost.Hosting.Http;

/// <summary><c>POST /admin/functions/{name}</c> runs a timer by hand, as in the official host; the body, <c>{"input": ""}</c> there, tells a timer nothing and is not read.</summary>
internal static class AdminFunctions
{
    private const string Route = "admin/functions/{name}";

    /// <summary>Maps the route: 202, 401 without the admin key, 404 for an unknown function, 400 for one that is no timer.</summary>
    public static void Map(IEndpointRouteBuilder endpoints, IReadOnlyList<FunctionDescriptor> functions)
    {
        AccessKeys keys = endpoints.ServiceProvider.GetRequiredService<AccessKeys>();
        TimerService timers = endpoints.ServiceProvider.GetRequiredService<TimerService>();
        endpoints.MapMethods(Route, [HttpMethods.Post], (RequestDelegate)(http =>
        {
            string name = (string)http.Request.RouteValues["name"]!;
            if (!keys.Accept(AuthorizationLevel.Admin, http))
            {
                return HttpProblem.WriteAsync(http, StatusCodes.Status401Unauthorized, "The admin key is asked for, in the header x-functions-key or as ?code=.");
            }

            if (timers.TryFire(name))
            {
                http.Response.StatusCode = StatusCodes.Status202Accepted;
                return Task.CompletedTask;
            }

            return functions.Any(f => f.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                ? HttpProblem.WriteAsync(http, StatusCodes.Status400BadRequest, $"The function '{name}' is not a timer; only timers can be run by hand.")
                : HttpProblem.WriteAsync(http, StatusCodes.Status404NotFound, $"There is no function '{name}'.");
        }));
    }
}
