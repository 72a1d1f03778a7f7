using TradingAi.Core.Journal;
using TradingAi.Core.Knowledge.Vectors;
using TradingAi.Tests.Knowledge.Support;

namespace TradingAi.Tests.Knowledge.Vectors;

/// <summary>What every vector store does, whichever system holds the vectors.</summary>
public abstract class VectorStoreContract
{
    private protected static readonly VectorNamespace s_space = VectorNamespace.Of(KnowledgeApp.User);
    private protected static readonly VectorNamespace s_other = new(KnowledgeApp.User, "user_trader@other");

    private protected abstract IVectorStore Store { get; }

    private protected static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_nearest_come_first_with_half_of_one_plus_cosine()
    {
        await WriteAsync(s_space, Record("stock:1:0", [1, 0]), Record("stock:2:0", [0, 2]), Record("stock:3:0", [-3, 0]));
        var matches = await QueryAsync(s_space, [5, 0], 2);
        Assert.Equal(["stock:1:0", "stock:2:0"], matches.Select(match => match.Id));
        Assert.Equal([1, 0.5], matches.Select(match => Math.Round(match.Score, 5)));
    }

    [Fact]
    public async Task A_second_write_of_an_id_replaces_the_first()
    {
        await WriteAsync(s_space, Record("stock:1:0", [1, 0]));
        Assert.Single(await QueryAsync(s_space, [0, 1]));
        await WriteAsync(s_space, Record("stock:1:0", [0, 1]));
        Assert.Equal(1, Assert.Single(await QueryAsync(s_space, [0, 1])).Score, 5);
        Assert.Equal(1, await Store.CountAsync(s_space, Cancelled));
    }

    [Fact]
    public async Task Filters_narrow_by_every_field_together()
    {
        await WriteAsync(
            s_space,
            Record("stock:1:0", [1, 0], "stock", "AAPL", ["gap"], 100),
            Record("stock:2:0", [1, 0], "stock", "MSFT", ["gap"], 100),
            Record("notebook:1:0", [1, 0], "notebook", null, ["gap"], 100),
            Record("stock:3:0", [1, 0], "stock", "AAPL", [], 100),
            Record("stock:4:0", [1, 0], "stock", "AAPL", ["gap"], 200));
        var filter = new VectorFilter { DataTypes = ["stock", "option"], Symbol = "AAPL", Tag = "gap", From = 100, Until = 200 };
        Assert.Equal(["stock:1:0"], (await QueryAsync(s_space, [1, 0], 10, filter)).Select(match => match.Id));
    }

    [Theory]
    [InlineData("it's")]
    [InlineData("say \"no\"")]
    [InlineData("it's \"both\"")]
    [InlineData("back\\slash' OR timestamp >= 0 OR tags CONTAINS '")]
    [InlineData("ends with \\")]
    [InlineData("Überhang 🚀 止损")]
    [InlineData("line\nbreak\ttab")]
    [InlineData("gap' OR '1' = '1")]
    [InlineData("* ? [a-z]")]
    public async Task Whatever_a_filter_holds_is_only_text(string text)
    {
        await WriteAsync(
            s_space,
            Record("stock:1:0", [1, 0], tags: [text]), Record("stock:2:0", [1, 0], symbol: text), Record("stock:3:0", [1, 0], tags: ["gap"], symbol: "AAPL"));
        Assert.Equal(["stock:1:0"], (await QueryAsync(s_space, [1, 0], 1, new VectorFilter { Tag = text })).Select(match => match.Id));
        Assert.Equal(["stock:2:0"], (await QueryAsync(s_space, [1, 0], 1, new VectorFilter { Symbol = text })).Select(match => match.Id));
        Assert.Empty(await QueryAsync(s_space, [1, 0], 1, new VectorFilter { DataTypes = [text] }));
    }

    [Fact]
    public async Task Several_queries_are_answered_in_their_order()
    {
        await WriteAsync(s_space, Record("stock:1:0", [1, 0]), Record("stock:2:0", [0, 1], symbol: "AAPL"));
        VectorQuery[] queries = [new(Vector(1, 0), 1, null), new(Vector(0, 1), 1, null), new(Vector(1, 0), 5, new VectorFilter { Symbol = "AAPL" })];
        var answers = await Store.QueryManyAsync(s_space, queries, Cancelled);
        Assert.Equal(["stock:1:0", "stock:2:0", "stock:2:0"], answers.Select(matches => Assert.Single(matches).Id));
        Assert.Equal("stock:2:0", Assert.Single(Assert.Single(await Store.QueryManyAsync(s_space, queries[1..2], Cancelled))).Id);
        Assert.Empty(await Store.QueryManyAsync(s_space, [], Cancelled));
    }

    [Fact]
    public async Task Fetch_keeps_the_order_and_marks_what_is_missing()
    {
        await WriteAsync(s_space, Record("stock:1:0", [0.25f, -1]), Record("stock:2:0", [0, 1]));
        var found = await Store.FetchAsync(s_space, ["stock:2:0", "stock:9:0", "stock:1:0"], Cancelled);
        Assert.Equal(["stock:2:0", null, "stock:1:0"], found.Select(record => record?.Id));
        Assert.Equal(Vector(0.25f, -1).ToArray(), found[2]!.Vector.ToArray());
        Assert.Equal("text of stock:1:0", found[2]!.Data);
    }

    [Fact]
    public async Task Deleting_by_prefix_takes_the_entity_and_no_other()
    {
        await WriteAsync(s_space, Record("stock:1:0", [1, 0]), Record("stock:1:1", [1, 0]), Record("stock:11:0", [1, 0]), Record("stock:%25:0", [1, 0]));
        Assert.Equal(2, await Store.DeleteByPrefixAsync(s_space, "stock:1:", Cancelled));
        Assert.Equal(["stock:%25:0", "stock:11:0"], (await QueryAsync(s_space, [1, 0], 10)).Select(match => match.Id));
        Assert.Equal(1, await Store.DeleteAsync(s_space, ["stock:11:0", "unknown"], Cancelled));
        Assert.Equal(1, await Store.CountAsync(s_space, Cancelled));
    }

    [Fact]
    public async Task A_range_visits_every_id_once()
    {
        await WriteAsync(s_space, [.. Enumerable.Range(0, 25).Select(n => Record($"notebook:{n:00}:0", [1, n])), Record("stock:1:0", [1, 0])]);
        var (seen, cursor) = (new List<string>(), "");
        do
        {
            var page = await Store.RangeAsync(s_space, "notebook:", cursor, 10, Cancelled);
            Assert.InRange(page.Vectors.Count, 0, 10);
            seen.AddRange(page.Vectors.Select(vector => vector.Id));
            cursor = page.NextCursor;
        }
        while (cursor.Length > 0);
        Assert.Equal(Enumerable.Range(0, 25).Select(n => $"notebook:{n:00}:0"), seen.Order());
    }

    [Fact]
    public async Task Namespaces_do_not_see_each_other()
    {
        await WriteAsync(s_space, Record("stock:1:0", [1, 0]));
        await WriteAsync(s_other, Record("stock:2:0", [1, 0]));
        Assert.Equal([s_space.Name, s_other.Name], await Store.ListNamespacesAsync(KnowledgeApp.User, Cancelled));
        await Store.DeleteNamespaceAsync(s_space, Cancelled);
        await Store.DeleteNamespaceAsync(s_space, Cancelled);
        Assert.Empty(await QueryAsync(s_space, [1, 0]));
        Assert.Single(await QueryAsync(s_other, [1, 0]));
    }

    [Fact]
    public async Task A_user_whose_key_begins_like_anothers_keeps_namespaces_of_their_own()
    {
        var longer = UserId.Parse(KnowledgeApp.User.Value + "2");
        await WriteAsync(s_space, Record("stock:1:0", [1, 0]));
        await WriteAsync(VectorNamespace.Of(longer), Record("stock:2:0", [1, 0], user: longer));
        await Store.DeleteNamespacesAsync(KnowledgeApp.User, Cancelled);
        Assert.Empty(await Store.ListNamespacesAsync(KnowledgeApp.User, Cancelled));
        Assert.Equal([VectorNamespace.Of(longer).Name], await Store.ListNamespacesAsync(longer, Cancelled));
    }

    [Fact]
    public async Task An_unknown_namespace_is_empty()
    {
        Assert.Empty(await QueryAsync(s_space, [1, 0]));
        Assert.Equal([null], await Store.FetchAsync(s_space, ["stock:1:0"], Cancelled));
        Assert.Empty((await Store.RangeAsync(s_space, "", "", 10, Cancelled)).Vectors);
        Assert.Equal(0, await Store.DeleteAsync(s_space, ["stock:1:0"], Cancelled));
        Assert.Equal(0, await Store.DeleteByPrefixAsync(s_space, "stock:", Cancelled));
        Assert.Equal(0, await Store.CountAsync(s_space, Cancelled));
    }

    /// <summary>A vector as long as an index in the cloud has it; what is not given is 0.</summary>
    private protected static ReadOnlyMemory<float> Vector(params ReadOnlySpan<float> first)
    {
        var vector = new float[1_024];
        first.CopyTo(vector);
        return vector;
    }

    private protected static VectorRecord Record(
        string id, float[] vector, string type = "stock", string? symbol = null, string[]? tags = null, long timestamp = 0, UserId? user = null) =>
        new(id, Vector(vector), new VectorMetadata
        {
            UserId = (user ?? KnowledgeApp.User).Value, DataType = type, EntityId = id.Split(':')[1], Chunk = 0, ChunkCount = 1, ChunkType = "detail",
            ImportanceScore = 0.5, Symbol = symbol, Tags = tags ?? [], Timestamp = timestamp, Model = "test", Dimensions = 1_024, ContentHash = "00",
        }, "text of " + id);

    private protected Task<IReadOnlyList<VectorMatch>> QueryAsync(VectorNamespace space, float[] vector, int topK = 5, VectorFilter? filter = null) =>
        Store.QueryAsync(space, Vector(vector), topK, filter, Cancelled);

    /// <summary>Writes, and waits until queries see it.</summary>
    private protected async Task WriteAsync(VectorNamespace space, params VectorRecord[] vectors)
    {
        await Store.UpsertAsync(space, vectors, Cancelled);
        await Store.WaitUntilIndexedAsync(space, Cancelled);
    }
}

/// <summary>The embedded store keeps the contract.</summary>
public sealed class SqliteVectorStoreTests : VectorStoreContract, IAsyncDisposable
{
    private readonly KnowledgeApp _app = new();

    private protected override IVectorStore Store => _app.Get<IVectorStore>();

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
