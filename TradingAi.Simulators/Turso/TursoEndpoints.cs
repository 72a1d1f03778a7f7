using System.Text.Json;
using Microsoft.Data.Sqlite;
using TradingAi.Simulators.Faults;
using TradingAi.Simulators.Hosting;

namespace TradingAi.Simulators.Turso;

/// <summary>
/// Hrana over HTTP, versions 2 and 3 in JSON: <c>POST /turso/{database}/v2/pipeline</c>. A client that resolves paths against the
/// database's address needs it with a trailing slash.
/// </summary>
internal static class TursoEndpoints
{
    /// <summary>Adds what the routes work on.</summary>
    public static IServiceCollection AddTurso(this IServiceCollection services) => services
        .AddSingleton<IVendorErrors, TursoErrors>()
        .AddSingleton<TursoDatabases>()
        .AddSingleton<HranaStreams>();

    /// <summary>Maps the routes.</summary>
    public static IEndpointRouteBuilder MapTurso(this IEndpointRouteBuilder routes)
    {
        foreach (var version in new[] { "v2", "v3" })
        {
            routes.MapGet($"/turso/{{database}}/{version}", () => Results.Text($"Hello, this is HTTP API {version} (Hrana over HTTP)"));
            routes.MapPost($"/turso/{{database}}/{version}/pipeline", PipelineAsync);
            routes.MapPost($"/turso/{version}/pipeline", WithoutDatabase);
        }

        return routes.MapPlatform();
    }

    private static Refusal WithoutDatabase(HttpContext context) => CallFaults.Of(context).Refuse(
        StatusCodes.Status404NotFound,
        "The path names no database. A client that resolves paths against an address drops its last segment unless it ends with a slash: /turso/{database}/");

    private static async Task<IResult> PipelineAsync(string database, HttpContext context, TursoDatabases databases, HranaStreams streams)
    {
        var faults = CallFaults.Of(context);
        if (!TursoDatabases.IsName(database))
        {
            return faults.Refuse(StatusCodes.Status400BadRequest, "Invalid namespace");
        }

        if (!databases.IsServed(database))
        {
            return faults.Refuse(StatusCodes.Status404NotFound, $"Namespace `{database}` doesn't exist");
        }

        try
        {
            var request = await JsonSerializer.DeserializeAsync(context.Request.Body, HranaJson.Default.PipelineRequest, context.RequestAborted)
                ?? throw new JsonException("The body is null.");
            var stream = request.Baton is { } baton
                ? streams.Acquire(database, baton)
                : new HranaStream(database, databases.Open(database));
            var response = await RunAsync(request, stream, streams, context.RequestAborted);
            return Results.Json(response, HranaJson.Default.PipelineResponse);
        }
        catch (JsonException exception)
        {
            return Results.Text($"The JSON format of the request body is invalid: {exception.Message}", statusCode: StatusCodes.Status400BadRequest);
        }
        catch (HranaProtocolException exception)
        {
            return Results.Text(exception.Message, statusCode: StatusCodes.Status400BadRequest);
        }
        catch (StreamExpiredException exception)
        {
            return Results.Json(exception.Error, HranaJson.Default.HranaError, statusCode: StatusCodes.Status400BadRequest);
        }
        catch (SqliteException exception)
        {
            return faults.Refuse(StatusCodes.Status500InternalServerError, exception.Message);
        }
    }

    private static async Task<PipelineResponse> RunAsync(
        PipelineRequest request, HranaStream stream, HranaStreams streams, CancellationToken cancellationToken)
    {
        try
        {
            List<StreamResult> results = [];
            foreach (var item in request.Requests)
            {
                results.Add(await stream.HandleAsync(item, cancellationToken));
            }

            return new PipelineResponse(streams.Release(stream), null, results);
        }
        catch
        {
            streams.Drop(stream);
            throw;
        }
    }
}
