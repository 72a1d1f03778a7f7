using System.Text.Json;
using TradingAi.Simulators.Faults;
using TradingAi.Simulators.Hosting;

namespace TradingAi.Simulators.Upstash;

/// <summary>Upstash Vector: <c>/vector/{operation}[/{namespace}]</c>, one index of 1,024 dimensions with cosine similarity.</summary>
internal static class UpstashEndpoints
{
    // The vendor's documentation and its clients disagree on methods; the service takes them all.
    private static readonly string[] s_methods = [HttpMethods.Get, HttpMethods.Post, HttpMethods.Put, HttpMethods.Delete];

    /// <summary>Adds what the routes work on.</summary>
    public static IServiceCollection AddUpstash(this IServiceCollection services) => services
        .AddSingleton<IVendorErrors, UpstashErrors>()
        .AddSingleton<VectorIndex>()
        .AddSingleton<UpstashOperations>();

    /// <summary>Maps the routes.</summary>
    public static IEndpointRouteBuilder MapUpstash(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/vector/{operation}/{name?}", s_methods, RunAsync);
        return routes;
    }

    private static async Task<IResult> RunAsync(string operation, string? name, HttpContext context, UpstashOperations operations)
    {
        var faults = CallFaults.Of(context);
        try
        {
            using var document = await ParseAsync(context.Request, context.RequestAborted);
            return operations.Run(operation, name ?? "", context.Request, document?.RootElement ?? default, faults)
                ?? faults.Refuse(StatusCodes.Status404NotFound);
        }
        catch (UpstashException exception)
        {
            return faults.Refuse(exception.Status, exception.Message);
        }
        catch (JsonException)
        {
            return faults.Refuse(StatusCodes.Status400BadRequest, "Failed to parse the request body as JSON");
        }
    }

    private static async Task<JsonDocument?> ParseAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, cancellationToken);
        return body.Length == 0 ? null : JsonDocument.Parse(body.GetBuffer().AsMemory(0, (int)body.Length));
    }
}
