using System.Globalization;
using TradingAi.Core.Analytics;
using TradingAi.Core.Journal;
using TradingAi.Tests.Support;

namespace TradingAi.Tests.Reports;

/// <summary>Advice without a test behind it: it needs an omission that cost money.</summary>
public sealed class AdviceTests : IDisposable
{
    private readonly ReportRooms _rooms = new();

    public void Dispose() => _rooms.Dispose();

    [Fact]
    public async Task Commissions_beyond_the_initial_risk_are_told_and_are_no_ground_to_close_earlier()
    {
        var options = Enumerable.Range(1, 12).Select(n => TradeBuilder.Closed(n, 0, TradeBuilder.Start.AddDays(n), TimeSpan.FromHours(5)) with
        {
            Ref = new EntityRef(EntityType.Option, n.ToString(CultureInfo.InvariantCulture)),
            EntryPrice = 2,
            ExitPrice = n % 2 == 0 ? 0 : 5,
            Commissions = 9,
        });
        var report = await _rooms.MakeAsync(TradeBuilder.Journal(options), TimeRange.All, "2026-03-01T00:00:00Z");

        Assert.Empty(report.Recommendations);
        Assert.Contains("6 trades lost more than their initial risk, commissions included: -$1,254.00 together.", report.Summary!, StringComparison.Ordinal);
        Assert.DoesNotContain("past the initial risk", report.Summary!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-101, false)]
    [InlineData(-180, true)]
    public async Task Losses_past_the_initial_risk_are_a_ground_where_they_are_a_part_of_what_was_lost(int worst, bool advised)
    {
        var trades = TradeBuilder.OneADay(150, -100, 150, worst, 150, -100, 150, worst).Select(t => t with { StopLoss = t.EntryPrice - 100 });
        var advice = await AdviceAsync(trades);

        // Of 560 lost, 160 lay past the risk.
        Assert.Equal(advised ? ["2 of 4 losses went past the initial risk, commissions included, by $160.00 or 28.6% of all that was lost"] : [], advice.Select(text => text.Split("evidence: ")[1].Split(" (")[0]));
    }

    [Theory]
    [InlineData(10, -50, true)]
    [InlineData(10, 30, false)]
    [InlineData(-80, -50, false)]
    public async Task Missing_stops_are_a_ground_where_the_trades_without_one_cost_more(int with, int without, bool advised)
    {
        var trades = TradeBuilder.OneADay([.. Enumerable.Range(0, 12).Select(n => (decimal)(n % 2 == 0 ? with : without))])
            .Select(t => t.NetPnl == with ? t with { StopLoss = t.EntryPrice - 100 } : t);
        var advice = await AdviceAsync(trades);

        Assert.Equal(advised ? ["6 of 12 stock trades had none and made -$300.00, -$50.00 a trade where one with a stop made $10.00"] : [], advice.Select(text => text.Split("evidence: ")[1].Split(" (")[0]));
    }

    [Fact]
    public async Task Missing_stops_that_were_tested_and_found_to_be_chance_are_no_ground()
    {
        // 40 with a stop, 40 without, a dollar a trade apart.
        var trades = TradeBuilder.OneADay([.. Enumerable.Range(0, 80).Select(n => (decimal)((n % 4 < 2 ? 100 : -110) + (n % 7) - (n % 2)))])
            .Select(t => int.Parse(t.Ref.Id, CultureInfo.InvariantCulture) % 2 == 1 ? t with { StopLoss = t.EntryPrice - 1_000 } : t);

        Assert.DoesNotContain(await AdviceAsync(trades), text => text.Contains("stop", StringComparison.OrdinalIgnoreCase));
    }

    private async Task<IReadOnlyList<string>> AdviceAsync(IEnumerable<Trade> trades) =>
        (await _rooms.MakeAsync(TradeBuilder.Journal(trades), TimeRange.All, "2026-03-01T00:00:00Z")).Recommendations;
}
