using System.IO.Hashing;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using TradingAi.Simulators.Faults;

namespace TradingAi.Simulators.Turso;

/// <summary>The part of Turso's platform API that makes, shows, lists and deletes databases, below <c>/turso-platform</c>.</summary>
internal static class PlatformEndpoints
{
    private const string Databases = "/turso-platform/v1/organizations/{organization}/databases";

    /// <summary>Maps the routes.</summary>
    public static IEndpointRouteBuilder MapPlatform(this IEndpointRouteBuilder routes)
    {
        routes.MapPost(Databases, CreateAsync);
        routes.MapGet(Databases, (HttpRequest request, TursoDatabases databases) =>
            Json(new JsonObject { ["databases"] = new JsonArray([.. databases.Names.Select(name => Description(request, name))]) }));
        routes.MapGet(Databases + "/{name}", (string name, HttpContext context, TursoDatabases databases) =>
            TursoDatabases.IsName(name) && databases.Exists(name)
                ? Json(new JsonObject { ["database"] = Description(context.Request, name) })
                : NotFound(context, name));
        routes.MapDelete(Databases + "/{name}", (string name, HttpContext context, TursoDatabases databases, HranaStreams streams) =>
        {
            if (!TursoDatabases.IsName(name) || !databases.Exists(name))
            {
                return NotFound(context, name);
            }

            streams.CloseAll(name);
            databases.Delete(name);
            return Json(new JsonObject { ["database"] = name });
        });
        return routes;
    }

    private static async Task<IResult> CreateAsync(HttpContext context, TursoDatabases databases)
    {
        var faults = CallFaults.Of(context);
        JsonNode? body;
        try
        {
            body = await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
        }
        catch (JsonException)
        {
            return faults.Refuse(StatusCodes.Status400BadRequest, "invalid JSON body");
        }

        if (TextOf(body, "name") is not { } name || !TursoDatabases.IsName(name))
        {
            return faults.Refuse(
                StatusCodes.Status400BadRequest, "invalid database name: must contain only lowercase letters, numbers and dashes, with at most 64 characters");
        }

        if (string.IsNullOrEmpty(TextOf(body, "group")))
        {
            return faults.Refuse(StatusCodes.Status400BadRequest, "group not found");
        }

        return databases.Create(name)
            ? Json(new JsonObject { ["database"] = Description(context.Request, name) })
            : faults.Refuse(StatusCodes.Status409Conflict, $"database with name {name} already exists");
    }

    private static string? TextOf(JsonNode? body, string member) =>
        body is JsonObject document && document[member] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    // Where Turso names a host of the database's own, this names its address here.
    private static JsonObject Description(HttpRequest request, string name) => new()
    {
        ["DbId"] = new Guid(XxHash128.Hash(Encoding.UTF8.GetBytes(name))).ToString(),
        ["Name"] = name,
        ["Hostname"] = $"{request.Host}/turso/{name}",
        ["type"] = "logical",
    };

    private static IResult NotFound(HttpContext context, string name) => CallFaults.Of(context)
        .Refuse(StatusCodes.Status404NotFound, $"could not find database with name {name}: record not found");

    private static IResult Json(JsonObject body) => Results.Text(body.ToJsonString(), "application/json");
}
