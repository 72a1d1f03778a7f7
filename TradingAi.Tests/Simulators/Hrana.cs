using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TradingAi.Tests.Simulators;

/// <summary>Pipelines to the database <c>main</c> of the Turso simulator, as raw JSON.</summary>
internal static class Hrana
{
    private static readonly JsonSerializerOptions s_plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>JSON without needless escapes.</summary>
    public static string Plain(JsonNode node) => node.ToJsonString(s_plain);

    /// <summary>A request to run a statement.</summary>
    public static string Execute(string sql) =>
        new JsonObject { ["type"] = "execute", ["stmt"] = new JsonObject { ["sql"] = sql } }.ToJsonString();

    /// <summary>A request to run several statements.</summary>
    public static string Sequence(string sql) => new JsonObject { ["type"] = "sequence", ["sql"] = sql }.ToJsonString();

    /// <summary>Sends requests on a new stream.</summary>
    public static Task<JsonNode> PipelineAsync(Simulation simulation, params string[] requests) => SendAsync(simulation, null, requests);

    /// <summary>Runs one statement that succeeds, and closes the stream.</summary>
    public static async Task<JsonNode> ExecuteAsync(Simulation simulation, string sql, params string[] arguments)
    {
        var statement = new JsonObject { ["sql"] = sql, ["args"] = new JsonArray([.. arguments.Select(argument => JsonNode.Parse(argument))]) };
        var request = new JsonObject { ["type"] = "execute", ["stmt"] = statement }.ToJsonString();
        var result = (await SendAsync(simulation, null, [request, """{"type":"close"}"""]))["results"]![0]!;
        Assert.True((string)result["type"]! == "ok", result.ToJsonString());
        return result["response"]!["result"]!;
    }

    /// <summary>The first value of a query, as text.</summary>
    public static async Task<string> ScalarAsync(Simulation simulation, string sql) =>
        (string)(await ExecuteAsync(simulation, sql))["rows"]![0]![0]!["value"]!;

    /// <summary>Runs statements as the clients do in a transaction: one batch with BEGIN, COMMIT and ROLLBACK.</summary>
    public static async Task<JsonNode> TransactionAsync(Simulation simulation, params string[] statements)
    {
        List<JsonNode> steps = [Step("BEGIN", null)];
        steps.AddRange(statements.Select((sql, i) => Step(sql, Ok(i))));
        steps.Add(Step("COMMIT", Ok(statements.Length)));
        steps.Add(Step("ROLLBACK", new JsonObject { ["type"] = "not", ["cond"] = Ok(statements.Length + 1) }));
        var batch = new JsonObject { ["type"] = "batch", ["batch"] = new JsonObject { ["steps"] = new JsonArray([.. steps]) } };
        return (await SendAsync(simulation, null, [batch.ToJsonString(), """{"type":"close"}"""]))["results"]![0]!["response"]!["result"]!;
    }

    /// <summary>Sends requests on the stream of a baton.</summary>
    public static Task<JsonNode> ContinueAsync(Simulation simulation, string baton, params string[] requests) => SendAsync(simulation, baton, requests);

    private static Task<JsonNode> SendAsync(Simulation simulation, string? baton, string[] requests)
    {
        var body = new JsonObject { ["baton"] = baton, ["requests"] = new JsonArray([.. requests.Select(request => JsonNode.Parse(request))]) };
        return simulation.OkAsync("turso/main/v2/pipeline", body.ToJsonString());
    }

    private static JsonObject Ok(int step) => new() { ["type"] = "ok", ["step"] = step };

    private static JsonObject Step(string sql, JsonObject? condition) => new() { ["stmt"] = new JsonObject { ["sql"] = sql }, ["condition"] = condition };
}
