using System.Text.Json.Nodes;
using TradingAi.Core.Knowledge;
using TradingAi.Core.Knowledge.Retrieval;
using TradingAi.Core.Knowledge.Vectors;
using TradingAi.Core.Knowledge.Vectors.Spaces;
using TradingAi.Core.Operations.Vendors;
using TradingAi.Tests.EndToEnd;
using TradingAi.Tests.Knowledge.Support;
using TradingAi.Tests.Support;

namespace TradingAi.Tests.Knowledge.Vectors;

/// <summary>Another model or store takes over while the one before serves, whenever the process dies.</summary>
public sealed class VectorSpaceSwitchTests : IAsyncLifetime
{
    private const int Trades = 6;
    private const string First = "user_trader";

    private readonly TemporaryDirectory _directory = new();
    private SimulatedVendors _vendors = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private Dictionary<string, string?> OtherModel => new(_vendors.Both) { ["VOYAGER_MODEL"] = "voyage-4" };

    public async ValueTask InitializeAsync() => _vendors = await SimulatedVendors.StartAsync(time: null, "--indexing-delay-ms", "20");

    public async ValueTask DisposeAsync()
    {
        await _vendors.DisposeAsync();
        _directory.Dispose();
    }

    [Fact]
    public async Task Another_model_fills_a_namespace_while_the_old_one_serves_and_then_takes_over()
    {
        await IndexAsync(_vendors.Both);
        await using (var killed = App(OtherModel))
        {
            await BeginAsync(killed);
            Assert.Equal(2, await killed.DrainAsync(2));
            await CompleteAsync(killed);
            await AssertServesAsync(killed, First, Trades);
        }

        await using var app = App(OtherModel);
        await AssertServesAsync(app, First, Trades);
        await app.ImportAsync(Api.Journal(Api.Stock("late", "LATE")));
        await BeginAsync(app);
        Assert.Equal(Trades - 2 + 1, await app.DrainAsync());
        await CompleteAsync(app);
        await AssertServesAsync(app, First + "@voyage-4", Trades + 1);
        Assert.Equal([First + "@voyage-4"], await app.Get<IVectorStore>().ListNamespacesAsync(KnowledgeApp.User, Cancelled));
        Assert.Equal(0, await app.DrainAsync());
    }

    [Fact]
    public async Task Going_back_before_it_took_over_brings_the_old_one_up_to_date()
    {
        await IndexAsync(_vendors.Both);
        await using (var other = App(OtherModel))
        {
            await BeginAsync(other);
            await other.ImportAsync(Api.Journal(Api.Stock("late", "LATE")));
            await other.DrainAsync(3);
        }

        await using var app = App(_vendors.Both);
        await BeginAsync(app);
        await app.DrainAsync();
        await CompleteAsync(app);
        await AssertServesAsync(app, First, Trades + 1);
        Assert.Equal([First], await app.Get<IVectorStore>().ListNamespacesAsync(KnowledgeApp.User, Cancelled));
    }

    [Fact]
    public async Task From_the_embedded_parts_to_the_cloud_and_back()
    {
        await IndexAsync([]);
        await using (var cloud = App(_vendors.Both))
        {
            await BeginAsync(cloud);
            await AssertServesAsync(cloud, First, Trades);
            Assert.Equal(Trades, await cloud.DrainAsync());
            await CompleteAsync(cloud);
            await AssertServesAsync(cloud, First + "@voyage-finance-2", Trades);
            Assert.Equal(1, cloud.Get<VectorStores>().All.Count(store => store.ListNamespacesAsync(KnowledgeApp.User, Cancelled).Result.Count > 0));
        }

        // Without a key nobody can be asked for the old model's vectors: words answer, and say so.
        await using var app = App([]);
        var found = await app.SearchAsync("AAPL");
        Assert.Equal([DegradedPart.Embeddings], found.Degraded);
        Assert.Equal(Trades, found.Results.Count);
        await BeginAsync(app);
        await app.DrainAsync();
        await CompleteAsync(app);
        await AssertServesAsync(app, First + "@use-lite-en-q8", Trades);
    }

    [Fact]
    public async Task Beginning_and_completing_again_and_again_changes_nothing()
    {
        await IndexAsync(_vendors.Both);
        await using var app = App(OtherModel);
        for (var again = 0; again < 3; again++)
        {
            await BeginAsync(app);
            await CompleteAsync(app);
        }

        Assert.Equal(Trades, await app.DrainAsync());
        for (var again = 0; again < 3; again++)
        {
            await CompleteAsync(app);
            await BeginAsync(app);
        }

        Assert.Equal(0, await app.DrainAsync());
        await AssertServesAsync(app, First + "@voyage-4", Trades);
    }

    [Fact]
    public async Task While_the_store_is_away_nothing_takes_over_and_nothing_is_lost()
    {
        await IndexAsync(_vendors.Both);
        await using (var early = App(OtherModel))
        {
            await BeginAsync(early);
            await early.DrainAsync();
            await _vendors.BreakAsync("vector", new JsonObject { ["kind"] = "status", ["status"] = 503 });
            await Assert.ThrowsAsync<VendorException>(() => CompleteAsync(early));
        }

        await _vendors.MendAsync("vector");
        await using var app = App(OtherModel);
        await AssertServesAsync(app, First, Trades);
        await CompleteAsync(app);
        await AssertServesAsync(app, First + "@voyage-4", Trades);
    }

    [Theory]
    [InlineData("voyage", DegradedPart.Embeddings)]
    [InlineData("vector", DegradedPart.Vectors)]
    public async Task What_is_away_is_named_and_words_answer(string vendor, string part)
    {
        await IndexAsync(_vendors.Both);
        await using var app = App(_vendors.Both);
        await _vendors.BreakAsync(vendor, new JsonObject { ["kind"] = "status", ["status"] = 503 });
        var found = await app.SearchAsync("AAPL");
        Assert.Equal([part], found.Degraded);
        Assert.Equal(Trades, found.Results.Count);
    }

    [Fact]
    public async Task A_deleted_user_leaves_no_namespace_behind()
    {
        await IndexAsync(_vendors.Both);
        await using var app = App(OtherModel);
        await BeginAsync(app);
        await app.DrainAsync(3);
        await app.Get<IEntityIndexer>().RemoveAllAsync(KnowledgeApp.User, Cancelled);
        Assert.Empty(await app.Get<IVectorStore>().ListNamespacesAsync(KnowledgeApp.User, Cancelled));
    }

    private static Task BeginAsync(KnowledgeApp app) => app.Get<IVectorSpaceSwitch>().BeginAsync(KnowledgeApp.User, Cancelled);

    private static Task CompleteAsync(KnowledgeApp app) => app.Get<IVectorSpaceSwitch>().CompleteAsync(KnowledgeApp.User, Cancelled);

    /// <summary>Search by meaning alone finds every trade, in the namespace that the user's database names.</summary>
    private static async Task AssertServesAsync(KnowledgeApp app, string name, int trades)
    {
        var database = (await app.Get<Core.Storage.IUserDatabases>().FindAsync(KnowledgeApp.User, Cancelled))!;
        var serving = (await VectorSpaces.ServingAsync(KnowledgeApp.User, database, Cancelled))!;
        Assert.Equal(name, serving.Namespace.Name);
        await app.Get<VectorStores>().Find(serving.Store)!.WaitUntilIndexedAsync(serving.Namespace, Cancelled);
        var found = await app.Get<JournalSearch>().SearchAsync(
            KnowledgeApp.User, "AAPL trade", new SearchFilter(), 50, new RetrievalWeights(0, 0, 1), Cancelled);
        Assert.Empty(found.Degraded);
        Assert.Equal(trades, found.Results.Count);
    }

    private KnowledgeApp App(Dictionary<string, string?> settings) => new(settings: settings, directory: _directory.Path);

    private async Task IndexAsync(Dictionary<string, string?> settings)
    {
        await using var app = App(settings);
        await app.ImportAsync(Api.Journal([.. Enumerable.Range(1, Trades).Select(number => Api.Stock(number))]));
        Assert.Equal(Trades, await app.DrainAsync());
        await CompleteAsync(app);
        await AssertServesAsync(app, First, Trades);
    }
}
