using System.Text.Json.Nodes;
using TradingAi.Core.Journal;
using TradingAi.Core.Knowledge.Vectors;
using TradingAi.Core.Operations.Vendors;
using TradingAi.Tests.Knowledge.Support;

namespace TradingAi.Tests.Knowledge.Vectors;

/// <summary>The store in the cloud keeps the contract, and what only a vendor's store can get wrong.</summary>
public sealed class UpstashVectorStoreTests : VectorStoreContract, IAsyncLifetime
{
    private SimulatedVendors _vendors = null!;
    private KnowledgeApp _app = null!;

    private protected override IVectorStore Store => _app.Get<IVectorStore>();

    public async ValueTask InitializeAsync()
    {
        _vendors = await SimulatedVendors.StartAsync(time: null, "--indexing-delay-ms", "20");
        _app = new KnowledgeApp(settings: _vendors.Upstash);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _vendors.DisposeAsync();
    }

    [Fact]
    public async Task A_large_write_goes_in_requests_that_Upstash_takes()
    {
        await WriteAsync(s_space, [.. Enumerable.Range(0, 2_200).Select(n => Record($"notebook:{n}:0", [1, n]))]);
        Assert.Equal(2_200, await Store.CountAsync(s_space, Cancelled));
        Assert.InRange((int)(await _vendors.CountersAsync("vector"))["by_operation"]!["upsert"]!, 3, 22);
    }

    [Fact]
    public async Task What_is_too_long_is_cut_rather_than_refused()
    {
        var record = Record("notebook:1:0", [1, 0], tags: [.. Enumerable.Range(0, 5_000).Select(n => $"a rather long tag {n}")]) with
        {
            Data = string.Concat(Enumerable.Repeat("🚀止", 200_000)),
        };
        await WriteAsync(s_space, record);
        var found = (await Store.FetchAsync(s_space, [record.Id], Cancelled))[0]!;
        Assert.Equal("a rather long tag 0", found.Metadata.Tags[0]);
        Assert.StartsWith(found.Data, record.Data);
        Assert.True(found.Data.Length > 250_000);
    }

    /// <summary>As an approximate index does, the simulator looks at a few near vectors and drops what the filter refuses.</summary>
    [Theory]
    [InlineData(300)]
    [InlineData(1_500)]
    public async Task A_selective_filter_gets_all_that_pass(int others)
    {
        await WriteAsync(s_space, [.. Enumerable.Range(0, others).Select(n => Record($"stock:{n}:0", [1, n * 0.0001f], symbol: "SPY"))]);
        await WriteAsync(s_space, Record("stock:a:0", [0, 1], symbol: "RARE"), Record("stock:b:0", [-1, 1], symbol: "RARE"), Record("stock:c:0", [-1, 0], symbol: "RARE"));
        await _vendors.BreakAsync("vector", new JsonObject { ["kind"] = "filter_budget", ["candidates"] = 50 });
        var matches = await QueryAsync(s_space, [1, 0], 5, new VectorFilter { Symbol = "RARE" });
        Assert.Equal(["stock:a:0", "stock:b:0", "stock:c:0"], matches.Select(match => match.Id));
        Assert.Equal([0.5, 0.14645, 0], matches.Select(match => Math.Round(match.Score, 5)));
    }

    [Fact]
    public async Task Another_users_vector_in_the_namespace_is_never_seen()
    {
        var stranger = UserId.Parse("stranger");
        await WriteAsync(s_space, Record("stock:1:0", [1, 0]), Record("stock:2:0", [1, 0], user: stranger));
        Assert.Equal("stock:1:0", Assert.Single(await QueryAsync(s_space, [1, 0])).Id);
        Assert.Equal([null], await Store.FetchAsync(s_space, ["stock:2:0"], Cancelled));
        Assert.Equal("stock:1:0", Assert.Single((await Store.RangeAsync(s_space, "", "", 10, Cancelled)).Vectors).Id);
    }

    [Theory]
    [InlineData("duplicate")]
    [InlineData("reorder")]
    public async Task Items_repeated_or_out_of_order_do_not_show(string fault)
    {
        await WriteAsync(s_space, [.. Enumerable.Range(0, 10).Select(n => Record($"stock:{n}:0", [1, n]))]);
        await _vendors.BreakAsync("vector", new JsonObject { ["kind"] = fault });
        Assert.Equal(Enumerable.Range(0, 10).Select(n => $"stock:{n}:0"), (await QueryAsync(s_space, [1, 0], 10)).Select(match => match.Id));
    }

    [Fact]
    public async Task A_broken_answer_is_asked_for_again()
    {
        await WriteAsync(s_space, Record("stock:1:0", [1, 0]));
        await _vendors.BreakAsync("vector", new JsonObject { ["kind"] = "malformed", ["operation"] = "query", ["count"] = 1 });
        Assert.Single(await QueryAsync(s_space, [1, 0]));
        await _vendors.BreakAsync("vector", new JsonObject { ["kind"] = "cut", ["operation"] = "query", ["count"] = 1 });
        Assert.Single(await QueryAsync(s_space, [1, 0]));
    }

    [Fact]
    public async Task A_query_of_a_store_that_hangs_ends_soon()
    {
        await WriteAsync(s_space, Record("stock:1:0", [1, 0]));
        await _vendors.BreakAsync("vector", new JsonObject { ["kind"] = "hang", ["operation"] = "query" });
        var failure = await Assert.ThrowsAsync<VendorException>(() => QueryAsync(s_space, [1, 0]));
        Assert.Equal((Vendor.Upstash, VendorFailure.TimedOut), (failure.Vendor, failure.Failure));
    }

    [Fact]
    public async Task Vectors_of_another_length_than_the_index_are_refused_by_naming_both_settings()
    {
        var failure = await Assert.ThrowsAsync<VendorException>(() => Store.QueryAsync(s_space, new float[512], 5, null, Cancelled));
        Assert.Contains("1024 dimensions", failure.Message);
        Assert.Contains("512", failure.Message);
        Assert.Contains("UPSTASH_VECTOR_URL", failure.Message);
        Assert.Contains("VOYAGER_DIMENSIONS", failure.Message);
    }
}
