using TradingAi.Core.Analytics;
using TradingAi.Core.Insights.Narration;
using TradingAi.Core.Journal;
using TradingAi.Tests.Support;

namespace TradingAi.Tests.Reports;

public sealed class CostTests : IDisposable
{
    private readonly ReportRooms _rooms = new();

    public void Dispose() => _rooms.Dispose();

    [Fact]
    public async Task Costs_of_kinds_that_share_trades_are_added_up_trade_by_trade()
    {
        var journal = GeneratedJournal.Make(610, 400, t => (t.Symbol == "CCC" ? -500 : 0) + (t.Tags.Contains("gut") ? -400 : 0));
        await AssertTogetherAsync(journal, t => t.Symbol == "CCC" || t.Tags.Contains("gut"), "Some trades show more than one such pattern: all 2");
    }

    [Fact]
    public async Task Kinds_that_share_no_trade_are_not_said_to()
    {
        var journal = GeneratedJournal.Make(610, 400, t => t.Symbol is "CCC" or "DDD" ? -500 : 0);
        await AssertTogetherAsync(journal, t => t.Symbol is "CCC" or "DDD", "No trade shows more than one such pattern: all 2");
    }

    private async Task AssertTogetherAsync(JournalSnapshot journal, Func<Trade, bool> isCostly, string opening)
    {
        var summary = (await _rooms.MakeAsync(journal, TimeRange.All, "2026-10-31T04:59:59Z")).Summary!;
        var costly = journal.ClosedTrades.Where(isCostly).ToList();
        var cost = new Wording(journal).Money(costly.Sum(t => t.NetPnl!.Value));
        Assert.Contains($"{opening} together are {costly.Count} trades, for {cost}.", summary, StringComparison.Ordinal);
    }
}
