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
    public async Task Losing_days_that_are_alike_or_of_one_trade_each_are_no_ground_for_a_daily_limit()
    {
        var alike = TradeBuilder.OneADay([.. Enumerable.Range(0, 26).Select(n => n % 2 == 0 ? 40m : -30m)]);
        var oneLarge = TradeBuilder.OneADay([-30, 50, -30, 50, -30, 50, -30, 50, -30, 50, -300]);

        Assert.All(await AdviceAsync(alike), text => Assert.DoesNotContain("a day ends", text, StringComparison.Ordinal));
        Assert.All(await AdviceAsync(oneLarge), text => Assert.DoesNotContain("a day ends", text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(-60, true)]
    [InlineData(10, false)]
    public async Task A_day_that_grew_worse_by_trading_on_is_a_ground_and_one_that_did_not_is_none(int late, bool advised)
    {
        var day = TradeBuilder.Start.AddDays(20);
        List<Trade> trades =
        [
            .. TradeBuilder.OneADay(-30, 50, -30, 50, -30, 50, -30, 50, -30),
            .. Enumerable.Range(0, 4).Select(n => TradeBuilder.Closed(50 + n, n == 0 ? -100 : late, day.AddHours(n), TimeSpan.FromMinutes(20))),
        ];
        var advice = (await AdviceAsync(trades)).SingleOrDefault(text => text.Contains("a day ends", StringComparison.Ordinal));

        Assert.Equal(advised, advice is not null);
        if (advice is not null)
        {
            Assert.Contains("on 2026-01-25 you lost $280.00, 9.3 times the median of your 6 losing days; the 3 trades entered once $30.00 was lost made -$180.00", advice, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Options_that_expire_worthless_lose_their_commissions_beyond_the_premium_and_no_more()
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
        Assert.DoesNotContain("initial risk", report.Summary!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-101, false)]
    [InlineData(-180, true)]
    public async Task Losses_past_the_initial_risk_are_a_ground_where_they_are_a_part_of_what_was_lost(int worst, bool advised)
    {
        var trades = TradeBuilder.OneADay(150, -100, 150, worst, 150, -100, 150, worst).Select(t => t with { StopLoss = t.EntryPrice - 100 });
        var advice = await AdviceAsync(trades);

        // Of 560 lost, 160 lay past the risk.
        Assert.Equal(advised ? ["2 of 4 losses went past the initial risk, by $160.00 or 28.6% of all that was lost"] : [], advice.Select(text => text.Split("evidence: ")[1].Split(" (")[0]));
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

    private async Task<IReadOnlyList<string>> AdviceAsync(IEnumerable<Trade> trades) =>
        (await _rooms.MakeAsync(TradeBuilder.Journal(trades), TimeRange.All, "2026-03-01T00:00:00Z")).Recommendations;
}
