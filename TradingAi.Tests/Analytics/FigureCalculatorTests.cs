using CsCheck;
using TradingAi.Core.Analytics;
using TradingAi.Core.Journal;
using TradingAi.Tests.Support;

namespace TradingAi.Tests.Analytics;

public class FigureCalculatorTests
{
    [Fact]
    public void No_trades_have_no_ratios_and_no_means()
    {
        var figures = Compute([]);

        Assert.Equal(0, figures.TradeCount);
        Assert.Equal(0m, figures.NetPnl);
        Assert.Equal(0, figures.MaxDrawdownDays);
        Assert.Null(figures.WinRate);
        Assert.Null(figures.ProfitFactor);
        Assert.Null(figures.Expectancy);
        Assert.Null(figures.AverageHoldHours);
        Assert.Null(figures.SharpeRatio);
        Assert.Null(figures.LargestWin);
        Assert.Null(figures.LargestLoss);
    }

    [Fact]
    public void A_break_even_trade_is_neither_win_nor_loss_and_ends_a_run()
    {
        var figures = Compute(TradeBuilder.OneADay(5, 5, 0, 5, -1, 0, -1));

        Assert.Equal((3, 2, 2), (figures.WinCount, figures.LossCount, figures.BreakEvenCount));
        Assert.Equal((2, 1), (figures.MaxConsecutiveWins, figures.MaxConsecutiveLosses));
    }

    [Theory]
    [InlineData(new double[] { 10, -4, -3, 5, -20, 40 }, 22, 4)] // 10 → −12
    [InlineData(new double[] { -5, -5 }, 10, 1)] // from the initial 0: days count from the first entry
    [InlineData(new double[] { 1, 2, 3 }, 0, 0)]
    [InlineData(new double[] { 10, -5, 5, -5 }, 5, 1)] // equal peaks and troughs: the earliest
    public void Drawdown_is_the_deepest_fall_below_the_running_peak(double[] pnl, double depth, int days)
    {
        var figures = Compute(TradeBuilder.OneADay([.. pnl.Select(p => (decimal)p)]));

        Assert.Equal((decimal)depth, figures.MaxDrawdown);
        Assert.Equal(days, figures.MaxDrawdownDays);
    }

    [Fact]
    public void Sharpe_and_sortino_follow_their_formulas()
    {
        // Daily 3, −1, 4: mean 2, sample deviation √7, downside √(1/3).
        var figures = Compute(TradeBuilder.OneADay(3, -1, 4));

        Assert.Equal(2 / Math.Sqrt(7) * Math.Sqrt(252), figures.SharpeRatio!.Value, 12);
        Assert.Equal(2 / Math.Sqrt(1.0 / 3) * Math.Sqrt(252), figures.SortinoRatio!.Value, 12);
    }

    [Fact]
    public void Equal_days_have_no_sharpe_ratio() => Assert.Null(Compute(TradeBuilder.OneADay(0.1m, 0.1m, 0.1m)).SharpeRatio);

    [Fact]
    public void Value_at_risk_wants_twenty_days_and_takes_the_ceiling_of_five_percent()
    {
        var pnl = Enumerable.Range(1, 21).Select(n => (decimal)(n - 12)).ToArray(); // −11 … 9

        Assert.Null(Compute(TradeBuilder.OneADay(pnl[..19])).ValueAtRisk95);
        Assert.Equal(11m, Compute(TradeBuilder.OneADay(pnl[..20])).ValueAtRisk95);
        Assert.Equal(10m, Compute(TradeBuilder.OneADay(pnl)).ValueAtRisk95);
        Assert.Equal(10.5m, Compute(TradeBuilder.OneADay(pnl)).ExpectedShortfall95);
    }

    [Fact]
    public void Initial_risk_is_the_stop_distance_or_the_premium()
    {
        var stock = TradeBuilder.Closed(1, 200, TradeBuilder.Start, TimeSpan.FromHours(1)) with { StopLoss = 9_900 };
        var bought = stock with { Ref = new EntityRef(EntityType.Option, "1"), EntryPrice = 2, ExitPrice = 3, StopLoss = null };
        var written = bought with { Direction = Direction.Short };

        Assert.Equal(2m, stock.R);
        Assert.Equal(200m, bought.InitialRisk);
        Assert.Equal(0.5m, bought.R);
        Assert.Null(written.InitialRisk);
        Assert.Null((stock with { StopLoss = stock.EntryPrice }).InitialRisk);
    }

    [Fact]
    public void A_day_is_a_calendar_day_of_exit_in_the_traders_zone()
    {
        var late = TradeBuilder.Closed(1, 5, DateTimeOffset.Parse("2026-03-06T01:00:00Z"), TimeSpan.FromHours(2));

        var daily = FigureCalculator.Daily([late], TimeZoneInfo.FindSystemTimeZoneById("America/Chicago"));

        Assert.Equal(new DailyPnl(new DateOnly(2026, 3, 5), 5), Assert.Single(daily));
    }

    [Fact]
    public void Figures_agree_with_one_another_on_any_journal() => TradeBuilder.AnyTrades.Sample(trades =>
    {
        var journal = TradeBuilder.Journal(trades, "Europe/London");
        var figures = FigureCalculator.Compute(journal.ClosedTrades, journal.TimeZone);
        var equity = FigureCalculator.Equity(journal.ClosedTrades);

        Assert.Equal(figures.TradeCount, figures.WinCount + figures.LossCount + figures.BreakEvenCount);
        Assert.Equal(figures.NetPnl, figures.GrossProfit + figures.GrossLoss);
        Assert.Equal(figures.NetPnl, FigureCalculator.Daily(journal.ClosedTrades, journal.TimeZone).Sum(d => d.Pnl));
        Assert.Equal(figures.NetPnl, equity.Count == 0 ? 0 : equity[^1].Equity);
        Assert.Equal(DeepestFall([.. equity.Select(e => e.Equity)]), figures.MaxDrawdown);
        foreach (var dimension in new[] { GroupDimension.Symbol, GroupDimension.Asset, GroupDimension.Direction, GroupDimension.Weekday, GroupDimension.Hour, GroupDimension.Hold })
        {
            var groups = GroupDimensions.Group(dimension, journal.ClosedTrades, journal);
            Assert.Equal(figures.NetPnl, groups.Sum(g => g.NetPnl));
            Assert.Equal(figures.TradeCount, groups.Sum(g => g.TradeCount));
        }
    });

    [Fact]
    public void The_order_of_rows_does_not_matter() => TradeBuilder.AnyTrades.Sample(trades =>
    {
        var forwards = TradeBuilder.Journal(trades);
        var backwards = TradeBuilder.Journal(Enumerable.Reverse(trades));

        Assert.Equal(Compute(forwards.ClosedTrades), Compute(backwards.ClosedTrades));
    });

    [Fact]
    public void Filtering_by_a_group_gives_that_groups_figures() => TradeBuilder.AnyTrades.Sample(trades =>
    {
        var journal = TradeBuilder.Journal(trades);
        var everything = new InstantRange(null, DateTimeOffset.MaxValue);
        foreach (var dimension in GroupDimensions.All)
        {
            foreach (var group in GroupDimensions.Group(dimension, journal.ClosedTrades, journal))
            {
                var filtered = AnalyticsService.Select(journal, everything, TradeFilter.None.With(dimension, group.Key));
                Assert.Equal(group, FigureCalculator.ComputeGroup(group.Key, filtered));
            }
        }
    });

    private static Figures Compute(IReadOnlyList<Trade> trades) => FigureCalculator.Compute(trades, TimeZoneInfo.Utc);

    // Every pair of points, the initial 0 among them: slow, and obviously right.
    private static decimal DeepestFall(IReadOnlyList<decimal> equity)
    {
        var points = equity.Prepend(0m).ToList();
        return points.SelectMany((peak, i) => points.Skip(i).Select(trough => peak - trough)).Max();
    }
}
