using TradingAi.Core.Knowledge.Vectors;
using TradingAi.Tests.Knowledge.Support;

namespace TradingAi.Tests.Knowledge.Vectors;

/// <summary>What every vector store does, whichever system holds the vectors.</summary>
public abstract class VectorStoreContract
{
    private static readonly VectorNamespace s_space = VectorNamespace.Of(KnowledgeApp.User);
    private static readonly VectorNamespace s_other = new(KnowledgeApp.User, "user_trader@other");

    private protected abstract IVectorStore Store { get; }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_nearest_come_first_with_half_of_one_plus_cosine()
    {
        await Store.UpsertAsync(s_space, [Record("stock:1:0", [1, 0]), Record("stock:2:0", [0, 2]), Record("stock:3:0", [-3, 0])], Cancelled);
        var matches = await Store.QueryAsync(s_space, new float[] { 5, 0 }, 2, null, Cancelled);
        Assert.Equal(["stock:1:0", "stock:2:0"], matches.Select(match => match.Id));
        Assert.Equal([1, 0.5], matches.Select(match => Math.Round(match.Score, 6)));
    }

    [Fact]
    public async Task A_second_write_of_an_id_replaces_the_first()
    {
        await Store.UpsertAsync(s_space, [Record("stock:1:0", [1, 0])], Cancelled);
        Assert.Single(await Store.QueryAsync(s_space, new float[] { 0, 1 }, 5, null, Cancelled));
        await Store.UpsertAsync(s_space, [Record("stock:1:0", [0, 1])], Cancelled);
        Assert.Equal(1, Assert.Single(await Store.QueryAsync(s_space, new float[] { 0, 1 }, 5, null, Cancelled)).Score, 6);
        Assert.Equal(1, await Store.CountAsync(s_space, Cancelled));
    }

    [Fact]
    public async Task Filters_narrow_by_every_field_together()
    {
        await Store.UpsertAsync(s_space,
            [
                Record("stock:1:0", [1, 0], "stock", "AAPL", ["gap"], 100),
                Record("stock:2:0", [1, 0], "stock", "MSFT", ["gap"], 100),
                Record("notebook:1:0", [1, 0], "notebook", null, ["gap"], 100),
                Record("stock:3:0", [1, 0], "stock", "AAPL", [], 100),
                Record("stock:4:0", [1, 0], "stock", "AAPL", ["gap"], 200),
            ], Cancelled);
        var filter = new VectorFilter { DataTypes = ["stock", "option"], Symbol = "AAPL", Tag = "gap", From = 100, Until = 200 };
        Assert.Equal(["stock:1:0"], (await Store.QueryAsync(s_space, new float[] { 1, 0 }, 10, filter, Cancelled)).Select(match => match.Id));
    }

    [Fact]
    public async Task Fetch_keeps_the_order_and_marks_what_is_missing()
    {
        await Store.UpsertAsync(s_space, [Record("stock:1:0", [0.25f, -1]), Record("stock:2:0", [0, 1])], Cancelled);
        var found = await Store.FetchAsync(s_space, ["stock:2:0", "stock:9:0", "stock:1:0"], Cancelled);
        Assert.Equal(["stock:2:0", null, "stock:1:0"], found.Select(record => record?.Id));
        Assert.Equal([0.25f, -1], found[2]!.Vector.ToArray());
        Assert.Equal("text of stock:1:0", found[2]!.Data);
    }

    [Fact]
    public async Task Deleting_by_prefix_takes_the_entity_and_no_other()
    {
        await Store.UpsertAsync(s_space,
            [Record("stock:1:0", [1, 0]), Record("stock:1:1", [1, 0]), Record("stock:11:0", [1, 0]), Record("stock:%25:0", [1, 0])], Cancelled);
        Assert.Equal(2, await Store.DeleteByPrefixAsync(s_space, "stock:1:", Cancelled));
        Assert.Equal(["stock:%25:0", "stock:11:0"], (await Store.QueryAsync(s_space, new float[] { 1, 0 }, 10, null, Cancelled)).Select(match => match.Id));
        Assert.Equal(1, await Store.DeleteAsync(s_space, ["stock:11:0", "unknown"], Cancelled));
        Assert.Equal(1, await Store.CountAsync(s_space, Cancelled));
    }

    [Fact]
    public async Task A_range_visits_every_id_once()
    {
        await Store.UpsertAsync(s_space, [.. Enumerable.Range(0, 25).Select(n => Record($"notebook:{n:00}:0", [1, n]))], Cancelled);
        await Store.UpsertAsync(s_space, [Record("stock:1:0", [1, 0])], Cancelled);
        var (seen, cursor) = (new List<string>(), "");
        do
        {
            var page = await Store.RangeAsync(s_space, "notebook:", cursor, 10, Cancelled);
            seen.AddRange(page.Vectors.Select(vector => vector.Id));
            cursor = page.NextCursor;
        }
        while (cursor.Length > 0);
        Assert.Equal(Enumerable.Range(0, 25).Select(n => $"notebook:{n:00}:0"), seen);
    }

    [Fact]
    public async Task Namespaces_do_not_see_each_other()
    {
        await Store.UpsertAsync(s_space, [Record("stock:1:0", [1, 0])], Cancelled);
        await Store.UpsertAsync(s_other, [Record("stock:2:0", [1, 0])], Cancelled);
        Assert.Equal([s_space.Name, s_other.Name], await Store.ListNamespacesAsync(KnowledgeApp.User, Cancelled));
        await Store.DeleteNamespaceAsync(s_space, Cancelled);
        Assert.Empty(await Store.QueryAsync(s_space, new float[] { 1, 0 }, 5, null, Cancelled));
        Assert.Single(await Store.QueryAsync(s_other, new float[] { 1, 0 }, 5, null, Cancelled));
    }

    [Fact]
    public async Task An_unknown_namespace_is_empty()
    {
        Assert.Empty(await Store.QueryAsync(s_space, new float[] { 1, 0 }, 5, null, Cancelled));
        Assert.Equal(0, await Store.CountAsync(s_space, Cancelled));
    }

    private static VectorRecord Record(
        string id, float[] vector, string type = "stock", string? symbol = null, string[]? tags = null, long timestamp = 0) =>
        new(id, vector, new VectorMetadata
        {
            UserId = "trader", DataType = type, EntityId = id.Split(':')[1], Chunk = 0, ChunkCount = 1, ChunkType = "detail", ImportanceScore = 0.5,
            Symbol = symbol, Tags = tags ?? [], Timestamp = timestamp, Model = "test", Dimensions = vector.Length, ContentHash = "00",
        }, "text of " + id);
}

/// <summary>The embedded store keeps the contract.</summary>
public sealed class SqliteVectorStoreTests : VectorStoreContract, IAsyncDisposable
{
    private readonly KnowledgeApp _app = new();

    private protected override IVectorStore Store => _app.Get<IVectorStore>();

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
