using System.Text.Json;
using System.Text.Json.Nodes;
using TradingAi.Simulators.Hosting;

namespace TradingAi.Simulators.Gemini.Scripts;

/// <summary>
/// The control route of the queue: <c>PUT /control/gemini/script</c> with a list of steps, each an object of the directions that a
/// prompt takes, such as <c>{"call":{"name":"find_trades","args":{}}}</c>; one step an answer.
/// </summary>
internal static class ScriptControl
{
    /// <summary>Maps the route.</summary>
    public static void MapScript(this IEndpointRouteBuilder routes)
    {
        routes.MapPut("/control/gemini/script", SetAsync);
        routes.MapGet("/control/gemini/script", (ScriptQueue queue) => Results.Text($$"""{"remaining":{{queue.Count}}}""", "application/json"));
        routes.MapDelete("/control/gemini/script", (ScriptQueue queue) =>
        {
            queue.Clear();
            return Results.NoContent();
        });
    }

    private static async Task<IResult> SetAsync(HttpRequest request, ScriptQueue queue, CancellationToken cancellationToken)
    {
        var at = "body";
        try
        {
            var body = await JsonNode.ParseAsync(request.Body, cancellationToken: cancellationToken);
            var steps = body as JsonArray ?? [body?.DeepClone()];
            var scripts = new List<Script>();
            for (var i = 0; i < steps.Count; i++)
            {
                at = $"[{i}]";
                scripts.Add(Read(steps[i]));
            }

            queue.Set(scripts);
            return Results.NoContent();
        }
        catch (Exception exception) when (exception is JsonException or FormatException)
        {
            var problem = new ControlProblem(
                "The script was not understood; nothing was changed.",
                StatusCodes.Status400BadRequest,
                new Dictionary<string, string[]> { [at] = [exception.Message] });
            return Results.Json(problem, ControlJson.Default.ControlProblem, "application/problem+json", problem.Status);
        }
    }

    private static Script Read(JsonNode? step)
    {
        var script = new Script();
        foreach (var (name, value) in step as JsonObject ?? throw new FormatException("A step is an object."))
        {
            var values = name == "call" && value is JsonArray calls ? calls.AsEnumerable() : [value];
            script = values.Aggregate(script, (read, item) => read.With(name, TextOf(name, item)));
        }

        return script;
    }

    private static string TextOf(string name, JsonNode? value) => value switch
    {
        JsonObject call when name == "call" => $"{call["name"]} {call["args"]?.ToJsonString() ?? "{}"}",
        JsonValue text when name != "json" => text.ToString(),
        null => throw new FormatException($"'{name}' is null."),
        _ => value.ToJsonString(),
    };
}
