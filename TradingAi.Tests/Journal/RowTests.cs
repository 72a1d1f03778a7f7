using System.Text.Json.Nodes;
using TradingAi.Core.Journal;
using static TradingAi.Tests.Journal.JournalFixture;

namespace TradingAi.Tests.Journal;

public sealed class RowTests : IDisposable
{
    private readonly JournalFixture _journal = new();

    public void Dispose() => _journal.Dispose();

    [Fact]
    public async Task Either_casing_numbers_as_text_and_both_timestamp_forms_are_read()
    {
        var snake = new JsonObject
        {
            ["id"] = "7", ["symbol"] = "AAPL", ["trade_type"] = "sell", ["entry_price"] = " 150.25 ", ["exit_price"] = "1.4e2",
            ["number_shares"] = "0.5", ["commissions"] = "1", ["entry_date"] = "2026-09-01T10:30:00.1234567-04:00",
            ["exit_date"] = "2026-09-02 15:00:00", ["reviewed"] = 1, ["tags"] = null, ["updated_at"] = "2026-09-02 15:00:01",
        };
        await _journal.ImportAsync(new JsonObject { ["stocks"] = new JsonArray(snake) });

        var trade = Assert.Single((await _journal.ReadAsync()).Trades);
        Assert.Equal(new EntityRef(EntityType.Stock, "7"), trade.Ref);
        Assert.Equal((Direction.Short, 150.25m, 140m, 0.5m, 1m), (trade.Direction, trade.EntryPrice, trade.ExitPrice, trade.Quantity, trade.Commissions));
        Assert.Equal(new DateTimeOffset(2026, 9, 1, 14, 30, 0, TimeSpan.Zero).AddTicks(1234567), trade.EntryAt);
        Assert.Equal(4.125m, trade.NetPnl);
        Assert.True(trade.Reviewed);
    }

    [Theory]
    [InlineData("2026-07-10", "2026-07-10T20:00:00Z")]
    [InlineData("2026-12-11", "2026-12-11T21:00:00Z")]
    [InlineData("2026-07-10 19:30:00", "2026-07-10T19:30:00Z")]
    public async Task A_closed_option_without_an_exit_price_expired_worthless(string expiration, string expected)
    {
        await _journal.ImportAsync(new JsonObject
        {
            ["options"] = new JsonArray(Option(1, ("status", "closed"), ("entry_date", "2026-07-01T14:30:00Z"), ("expiration_date", expiration))),
        });

        var trade = Assert.Single((await _journal.ReadAsync()).ClosedTrades);
        Assert.Equal((0m, -400m, true), (trade.ExitPrice, trade.NetPnl, trade.ExpiredWorthless));
        Assert.Equal(DateTimeOffset.Parse(expected), trade.ExitAt);
    }

    [Theory]
    [InlineData("numberShares", "0")]
    [InlineData("numberShares", "-1")]
    [InlineData("numberShares", "\"Infinity\"")]
    [InlineData("numberShares", "null")]
    [InlineData("entryPrice", "-0.01")]
    [InlineData("entryPrice", "1e400")]
    [InlineData("entryPrice", "1000000000.5")]
    [InlineData("exitPrice", "\"1,000\"")]
    [InlineData("commissions", "-1")]
    [InlineData("entryDate", "\"2026-02-30T00:00:00Z\"")]
    [InlineData("entryDate", "\"0000-01-01T00:00:00Z\"")]
    [InlineData("entryDate", "\"10000-01-01T00:00:00Z\"")]
    [InlineData("entryDate", "\"2026-09-01T25:00:00Z\"")]
    [InlineData("entryDate", "\"yesterday\"")]
    [InlineData("exitDate", "\"2026-08-31T00:00:00Z\"")]
    [InlineData("tradeType", "\"HOLD\"")]
    [InlineData("orderType", "\"MAYBE\"")]
    [InlineData("tradeRatings", "6")]
    [InlineData("tradeRatings", "2.5")]
    [InlineData("symbol", "\"  \"")]
    [InlineData("symbol", "\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\"")]
    [InlineData("tags", "\"one\"")]
    [InlineData("id", "{}")]
    public async Task A_field_that_cannot_be_is_named(string field, string json)
    {
        var row = Stock(1).ToJsonString().Replace($"\"{field}\":", $"\"{field}_\":").TrimEnd('}') + $",\"{field}\":{json}}}";
        var result = await _journal.ImportAsync($"{{\"stocks\":[{row.Replace($"\"{field}_\":", "\"other\":")}]}}");
        Assert.Equal($"stocks[0].{field}", Assert.Single(result.Rejected).Path);
        Assert.Equal((0, 1), (result.Imported, result.RejectedCount));
    }

    [Fact]
    public async Task Half_of_a_surrogate_pair_rejects_its_row_alone()
    {
        var row = Stock(1).ToJsonString().Replace("AAPL", "\\ud800");
        var result = await _journal.ImportAsync($"{{\"stocks\":[{row},{Stock(2).ToJsonString()}]}}");
        Assert.Equal("stocks[0]", Assert.Single(result.Rejected).Path);
        Assert.Equal(1, result.Imported);
    }
}
