using System.Text.Json.Nodes;
using TradingAi.Core.Operations.Vendors;
using TradingAi.Tests.Knowledge.Support;

namespace TradingAi.Tests.EndToEnd.InProcess.Drain;

/// <summary>What a vendor's outage does to indexing: it waits, and afterwards everything is indexed without anybody's help.</summary>
public sealed class OutageTests
{
    private const int Trades = 150;
    private const int Patience = 14; // more rounds than an item has attempts

    [Theory]
    [InlineData("voyage", """{"kind":"status","status":503}""")]
    [InlineData("voyage", """{"kind":"status","status":401}""")]
    [InlineData("voyage", """{"kind":"duplicate"}""")]
    [InlineData("vector", """{"kind":"status","status":500,"operation":"upsert"}""")]
    public async Task Items_wait_without_an_attempt_and_all_are_indexed_afterwards(string vendor, string fault)
    {
        await using var vendors = await SimulatedVendors.StartAsync();
        await vendors.BreakAsync(vendor, JsonNode.Parse(fault)!.AsObject());
        using var pauses = new PauseCount();
        await using var app = await RealApp.StartAsync(vendors.Both, configure: services => pauses.Add(services, new QuickTime(100)));
        using var client = app.CreateClient("ann");
        await client.ImportAsync(Api.Journal([.. Enumerable.Range(1, Trades).Select(number => Api.Stock(number))]));

        await pauses.ReachAsync(Patience);
        var status = await client.GetDataAsync("journal/status");
        Assert.Equal((Trades, 0), ((int)status["pending"]!, (int)status["failed"]!));

        // A round is two parts; each is tried three times, and no part was taken apart.
        Assert.InRange((int)(await vendors.CountersAsync(vendor))["requests"]!, 1, Patience * 2 * 3 * 4);

        await vendors.MendAsync(vendor);
        status = await client.WaitUntilIndexedAsync();
        Assert.Equal((Trades, 0), ((int)status["indexed"]!, (int)status["failed"]!));
    }

    [Fact]
    public async Task A_text_that_is_refused_keeps_no_other_from_being_indexed()
    {
        const string refused = "stock:7";
        var indexer = new ScriptedIndexer
        {
            Before = entity => entity.ToString() == refused
                ? throw new VendorException(Vendor.Voyage, VendorFailure.Rejected, "Voyage answered 400.") { Status = 400 }
                : Task.CompletedTask,
        };
        await using var app = await indexer.StartAppAsync([], new QuickTime(100));
        using var client = app.CreateClient("ann");
        await client.ImportAsync(Api.Journal([.. Enumerable.Range(1, 20).Select(number => Api.Stock(number))]));
        var status = await client.WaitUntilIndexedAsync();
        Assert.Equal((19, 1), ((int)status["indexed"]!, (int)status["failed"]!));
    }
}
