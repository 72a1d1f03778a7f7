using System.Text.Json.Nodes;

namespace TradingAi.Tests.Simulators;

/// <summary>Bodies for the vector simulator: vectors of 1,024 dimensions of which one is 1 and the others are 0.</summary>
internal static class Vectors
{
    /// <summary>A vector along one axis, with a share of the next one.</summary>
    public static JsonArray Along(int axis, double next = 0) =>
        new([.. Enumerable.Range(0, 1024).Select(i => (JsonNode)(i == axis ? 1.0 : i == axis + 1 ? next : 0.0))]);

    /// <summary>An upsert of vectors without metadata.</summary>
    public static string Upsert(params (string Id, int Axis)[] vectors) =>
        new JsonArray([.. vectors.Select(vector => Item(vector.Id, vector.Axis))]).ToJsonString();

    /// <summary>A vector to upsert.</summary>
    public static JsonObject Item(string id, int axis, JsonNode? metadata = null, string? data = null) =>
        new() { ["id"] = id, ["vector"] = Along(axis), ["metadata"] = metadata, ["data"] = data };

    /// <summary>A query.</summary>
    public static string Query(int axis, int topK = 10, string? filter = null) =>
        new JsonObject { ["vector"] = Along(axis), ["topK"] = topK, ["filter"] = filter }.ToJsonString();

    /// <summary>The ids of a list that was answered.</summary>
    public static string[] Ids(JsonNode reply) => [.. reply["result"]!.AsArray().Select(item => (string)item!["id"]!)];
}
