using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using TradingAi.Tests.Support;

namespace TradingAi.Tests.Simulators;

public sealed class VectorSimulatorTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _clock = new();
    private Simulation _simulation = null!;

    public async ValueTask InitializeAsync() => _simulation = await Simulation.StartAsync(_clock);

    public ValueTask DisposeAsync() => _simulation.DisposeAsync();

    [Fact]
    public async Task The_nearest_come_first_with_half_of_one_plus_the_cosine()
    {
        JsonArray vectors = [
            Vectors.Item("same", 1),
            new JsonObject { ["id"] = "near", ["vector"] = Vectors.Along(1, next: 1) },
            Vectors.Item("apart", 5),
            new JsonObject { ["id"] = "opposite", ["vector"] = new JsonArray([.. Enumerable.Range(0, 1024).Select(i => (JsonNode)(i == 1 ? -2.0 : 0.0))]) }];
        await IndexAsync("", vectors);

        var found = (await _simulation.OkAsync("vector/query", Vectors.Query(1)))["result"]!.AsArray();

        Assert.Equal(["same", "near", "apart", "opposite"], found.Select(item => (string)item!["id"]!));
        double[] scores = [1, (1 + Math.Sqrt(0.5)) / 2, 0.5, 0];
        Assert.All(found.Zip(scores), pair => Assert.Equal(pair.Second, (double)pair.First!["score"]!, 6));
    }

    [Fact]
    public async Task A_write_is_fetched_at_once_and_found_once_it_is_indexed()
    {
        await IndexAsync("", [Vectors.Item("a", 1, data: "old")]);
        await _simulation.OkAsync("vector/upsert", new JsonArray(Vectors.Item("a", 1, data: "new"), Vectors.Item("b", 2)).ToJsonString());
        const string Query = """{"vector":$,"topK":10,"includeData":true}""";
        var query = Query.Replace("$", Vectors.Along(1).ToJsonString(), StringComparison.Ordinal);

        Assert.Equal((1, 2), await CountsAsync());
        Assert.Equal("new", (string)(await _simulation.OkAsync("vector/fetch", """{"ids":["a"],"includeData":true}"""))["result"]![0]!["data"]!);
        var before = (await _simulation.OkAsync("vector/query", query))["result"]!.AsArray();
        Assert.Equal("old", (string)Assert.Single(before)!["data"]!);

        _clock.Advance(TimeSpan.FromMilliseconds(50));
        Assert.Equal((2, 0), await CountsAsync());
        Assert.Equal("new", (string)(await _simulation.OkAsync("vector/query", query))["result"]![0]!["data"]!);
    }

    [Fact]
    public async Task An_answer_holds_only_the_parts_asked_for()
    {
        await IndexAsync("", [Vectors.Item("a", 1, new JsonObject { ["k"] = 1 }, "text")]);

        var bare = (await _simulation.OkAsync("vector/fetch", """{"ids":["a"]}"""))["result"]![0]!.AsObject();
        var full = (await _simulation.OkAsync("vector/fetch", """{"ids":["a"],"includeMetadata":true,"includeData":true,"includeVectors":true}"""))["result"]![0]!.AsObject();

        Assert.Equal(["id"], bare.Select(member => member.Key));
        Assert.Equal(["data", "id", "metadata", "vector"], full.Select(member => member.Key).Order());
        Assert.Equal(1024, full["vector"]!.AsArray().Count);
    }

    [Fact]
    public async Task Several_queries_are_answered_in_a_list_each_and_a_single_one_in_an_array_as_if_alone()
    {
        await IndexAsync("", [Vectors.Item("a", 1), Vectors.Item("b", 2)]);

        var two = (await _simulation.OkAsync("vector/query", $"[{Vectors.Query(1, 1)},{Vectors.Query(2, 1)}]"))["result"]!.AsArray();
        var one = await _simulation.OkAsync("vector/query", $"[{Vectors.Query(2, 1)}]");

        Assert.Equal(["a", "b"], two.Select(list => (string)Assert.Single(list!.AsArray())!["id"]!));
        Assert.Equal(["b"], Vectors.Ids(one));
    }

    [Fact]
    public async Task A_filter_budget_examines_only_the_nearest_candidates()
    {
        await IndexAsync("", [.. Enumerable.Range(0, 10).Select(i => (JsonNode)new JsonObject
        {
            ["id"] = $"v{i}",
            ["vector"] = Vectors.Along(1, next: i / 10.0),
            ["metadata"] = new JsonObject { ["odd"] = i % 2 == 1 },
        })]);
        Assert.Equal(5, Vectors.Ids(await _simulation.OkAsync("vector/query", Vectors.Query(1, 5, "odd = true"))).Length);

        await _simulation.ControlAsync("vector/faults", """{"kind":"filter_budget","candidates":4}""");

        Assert.Equal(["v1", "v3"], Vectors.Ids(await _simulation.OkAsync("vector/query", Vectors.Query(1, 5, "odd = true"))));
        Assert.Equal(5, Vectors.Ids(await _simulation.OkAsync("vector/query", Vectors.Query(1, 5))).Length);
    }

    [Fact]
    public async Task Metadata_is_overwritten_or_patched_by_the_merge_rules()
    {
        await IndexAsync("", [Vectors.Item("a", 1, JsonNode.Parse("""{"keep":1,"drop":2,"deep":{"x":1,"y":2},"list":[1,2]}"""))]);

        var patched = await UpdateAsync("""{"id":"a","metadata":{"drop":null,"deep":{"y":null,"z":3},"list":[9]},"metadataUpdateMode":"PATCH"}""");
        Assert.Equal("""{"keep":1,"deep":{"x":1,"z":3},"list":[9]}""", patched);
        Assert.Equal("""{"only":true}""", await UpdateAsync("""{"id":"a","metadata":{"only":true}}"""));
        Assert.Equal(0, (int)(await _simulation.OkAsync("vector/update", """{"id":"none","data":"x"}"""))["result"]!["updated"]!);

        async Task<string> UpdateAsync(string body)
        {
            Assert.Equal(1, (int)(await _simulation.OkAsync("vector/update", body))["result"]!["updated"]!);
            return (await _simulation.OkAsync("vector/fetch", """{"ids":["a"],"includeMetadata":true}"""))["result"]![0]!["metadata"]!.ToJsonString();
        }
    }

    [Fact]
    public async Task A_namespace_holds_its_own_vectors_from_its_first_write_to_its_deletion()
    {
        await IndexAsync("user_1@m", [Vectors.Item("a", 1)]);

        Assert.Empty(Vectors.Ids(await _simulation.OkAsync("vector/query", Vectors.Query(1))));
        Assert.Equal(["a"], Vectors.Ids(await _simulation.OkAsync("vector/query/user_1@m", Vectors.Query(1))));
        Assert.Equal("""["","user_1@m"]""", await ResultAsync("list-namespaces"));
        Assert.Equal("\"Success\"", await ResultAsync("reset/user_1@m"));
        Assert.Equal("""["","user_1@m"]""", await ResultAsync("list-namespaces"));
        Assert.Equal("\"Success\"", await ResultAsync("delete-namespace/user_1@m"));
        Assert.Equal("""[""]""", await ResultAsync("list-namespaces"));
        Assert.Equal(HttpStatusCode.NotFound, (await _simulation.PostAsync("vector/delete-namespace/user_1@m", "[]")).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await _simulation.PostAsync("vector/delete-namespace", "[]")).Status);

        async Task<string> ResultAsync(string path) => (await _simulation.OkAsync($"vector/{path}", "[]"))["result"]!.ToJsonString();
    }

    [Fact]
    public async Task All_namespaces_are_emptied_by_a_reset_of_all()
    {
        await IndexAsync("", [Vectors.Item("a", 1)]);
        await IndexAsync("n", [Vectors.Item("a", 1)]);

        await _simulation.OkAsync("vector/reset?all", "[]");

        Assert.Equal((0, 0), await CountsAsync());
    }

    [Fact]
    public async Task Vectors_are_deleted_by_ids_by_prefix_and_by_filter()
    {
        await IndexAsync("", [
            Vectors.Item("t:1", 1), Vectors.Item("t:2", 1), Vectors.Item("n:1", 1, new JsonObject { ["k"] = 1 }), Vectors.Item("n:2", 1)]);

        Assert.Equal(2, await DeletedAsync("""{"prefix":"t:"}"""));
        Assert.Equal(1, await DeletedAsync("""{"filter":"k = 1"}"""));
        Assert.Equal(1, await DeletedAsync("""{"ids":["n:2","none"]}"""));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await _simulation.PostAsync("vector/delete", """{"ids":["a"],"prefix":"b"}""")).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await _simulation.PostAsync("vector/delete", "{}")).Status);

        async Task<int> DeletedAsync(string body) => (int)(await _simulation.OkAsync("vector/delete", body))["result"]!["deleted"]!;
    }

    [Fact]
    public async Task Pages_follow_each_other_to_the_end_whatever_is_deleted_between_them()
    {
        await IndexAsync("", [.. Enumerable.Range(0, 5).Select(i => (JsonNode)Vectors.Item($"v{i}", 1)), Vectors.Item("w", 1)]);

        var first = (await _simulation.OkAsync("vector/range", """{"cursor":0,"limit":2,"prefix":"v"}"""))["result"]!;
        await _simulation.OkAsync("vector/delete", """{"ids":["v0","v2"]}""");
        var second = (await _simulation.OkAsync("vector/range", new JsonObject { ["cursor"] = (string)first["nextCursor"]!, ["limit"] = 2, ["prefix"] = "v" }.ToJsonString()))["result"]!;

        Assert.Equal(["v0", "v1"], first["vectors"]!.AsArray().Select(vector => (string)vector!["id"]!));
        Assert.Equal(["v3", "v4"], second["vectors"]!.AsArray().Select(vector => (string)vector!["id"]!));
        Assert.Equal("", (string)second["nextCursor"]!);
    }

    [Fact]
    public async Task A_missing_id_is_fetched_as_null_in_its_place()
    {
        await IndexAsync("", [Vectors.Item("a", 1), Vectors.Item("ab", 2)]);

        var byIds = (await _simulation.OkAsync("vector/fetch", """{"ids":["none","a"]}"""))["result"]!.AsArray();
        var byPrefix = await _simulation.OkAsync("vector/fetch", """{"prefix":"a"}""");

        Assert.Null(byIds[0]);
        Assert.Equal("a", (string)byIds[1]!["id"]!);
        Assert.Equal(["a", "ab"], Vectors.Ids(byPrefix));
    }

    [Theory]
    [InlineData("upsert", """{"id":"a","vector":[1,2]}""", 422, "Invalid vector dimension: 2, expected: 1024")]
    [InlineData("query", """{"vector":[1,2],"topK":1}""", 422, "Invalid vector dimension: 2, expected: 1024")]
    [InlineData("upsert", """{"id":"a"}""", 422, "This index requires dense vectors")]
    [InlineData("upsert", """{"vector":[]}""", 422, "The id of the vector must be provided")]
    [InlineData("upsert", "7", 400, "The body must be an object or an array of objects.")]
    [InlineData("upsert", "{", 400, "Failed to parse the request body as JSON")]
    [InlineData("query-data", """{"data":"x","topK":1}""", 422, "Embedding data for this index is not allowed. The index must be created with an embedding model to use it.")]
    [InlineData("upsert-data", """{"id":"a","data":"x"}""", 422, "Embedding data for this index is not allowed. The index must be created with an embedding model to use it.")]
    [InlineData("range", """{"cursor":"0","limit":1001}""", 422, "limit must be between 1 and 1000")]
    [InlineData("nonsense", "{}", 404, "Not Found")]
    public async Task What_the_service_does_not_take_is_refused_in_its_words(string operation, string body, int status, string error)
    {
        var (answered, reply) = await _simulation.PostAsync($"vector/{operation}", body);

        Assert.Equal(status, (int)answered);
        Assert.Equal(error, (string)reply["error"]!);
        Assert.Equal(status, (int)reply["status"]!);
    }

    [Fact]
    public async Task A_batch_over_a_limit_is_refused_whole()
    {
        var tooMany = new JsonArray([.. Enumerable.Range(0, 1001).Select(i => (JsonNode)new JsonObject { ["id"] = $"{i}" })]);
        JsonArray oneTooLarge = [Vectors.Item("fits", 1), Vectors.Item("large", 1, new JsonObject { ["k"] = new string('x', 48 * 1024) })];

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await _simulation.PostAsync("vector/upsert", tooMany.ToJsonString())).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await _simulation.PostAsync("vector/upsert", oneTooLarge.ToJsonString())).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await _simulation.PostAsync("vector/upsert", Vectors.Item("a", 1, data: new string('x', 1024 * 1024 + 1)).ToJsonString())).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await _simulation.PostAsync("vector/query", Vectors.Query(1, 1001))).Status);
        Assert.Equal((0, 0), await CountsAsync());
    }

    [Fact]
    public async Task A_data_folder_keeps_vectors_and_namespaces_over_a_restart()
    {
        using var folder = new TemporaryDirectory();
        await using (var first = await Simulation.StartAsync(_clock, "--data", folder.Path))
        {
            await first.OkAsync("vector/upsert/n", new JsonArray(Vectors.Item("a", 1, new JsonObject { ["k"] = "é" }, "text"), Vectors.Item("gone", 2)).ToJsonString());
            await first.OkAsync("vector/delete/n", """{"ids":["gone"]}""");
            await first.OkAsync("vector/upsert/empty", Vectors.Item("b", 1).ToJsonString());
            await first.OkAsync("vector/reset/empty", "[]");
        }

        await using var second = await Simulation.StartAsync(_clock, "--data", folder.Path);

        Assert.Equal("""["","empty","n"]""", (await second.OkAsync("vector/list-namespaces", "[]"))["result"]!.ToJsonString());
        var range = (await second.OkAsync("vector/range/n", """{"cursor":"0","limit":9,"includeMetadata":true,"includeData":true}"""))["result"]!["vectors"]!.AsArray();
        var kept = Assert.Single(range)!;
        Assert.Equal(("a", "é", "text"), ((string)kept["id"]!, (string)kept["metadata"]!["k"]!, (string)kept["data"]!));
        Assert.Equal(["a"], Vectors.Ids(await second.OkAsync("vector/query/n", Vectors.Query(1))));
    }

    private async Task IndexAsync(string name, JsonArray vectors)
    {
        await _simulation.OkAsync($"vector/upsert/{name}", vectors.ToJsonString());
        _clock.Advance(TimeSpan.FromMilliseconds(50));
    }

    private async Task<(int Ready, int Pending)> CountsAsync()
    {
        var info = (await _simulation.OkAsync("vector/info", "[]"))["result"]!;
        return ((int)info["vectorCount"]!, (int)info["pendingVectorCount"]!);
    }
}
