using TradingAi.Core.Journal;
using static TradingAi.Tests.Insights.Hypotheses.TinyJournal;

namespace TradingAi.Tests.Insights.Hypotheses;

public class BehaviorHypothesisTests
{
    private const double Day = 24 * 60;

    [Fact]
    public void Revenge_follows_a_loss_within_half_an_hour()
    {
        // The loss of trade 1 is taken at 16:00.
        Trade[] trades = [Trade(1, -100), Trade(2, afterMinutes: 60), Trade(3, afterMinutes: 61), Trade(4, afterMinutes: 90), Trade(5, afterMinutes: 91)];

        Assert.Equal(("3 4", "1 2 5"), Sides(trades, "revenge", "within 30 minutes of a sizeable loss"));
        Assert.Equal(("3 4 5", "1 2"), Sides(trades, "revenge", "within 60 minutes of a large loss"));
        Assert.Equal(("3 4", "1 2 5"), Sides(trades, "size_after_loss", "within 30 minutes of a large loss"));
    }

    [Fact]
    public void Revenge_with_more_at_stake_is_looked_at_on_its_own()
    {
        Trade[] trades = [Trade(1, -100), Trade(2, afterMinutes: 61), Trade(3, afterMinutes: 62) with { Quantity = 2 }];

        Assert.Equal(("3", "1 2"), Sides(trades, "revenge", "within 30 minutes of a large loss, larger"));
    }

    [Fact]
    public void A_streak_counts_what_had_closed_before_the_entry()
    {
        Trade[] trades =
        [
            Trade(1, -1), Trade(2, -1, Day), Trade(3, -1, 2 * Day),
            Trade(4, 1, (2 * Day) + 30, holdHours: 200), // opened while the third was still open
            Trade(5, 1, 3 * Day),
            Trade(6, 1, 4 * Day),
        ];

        Assert.Equal(("5", "1 2 3 4 6"), Sides(trades, "streak", "after 3 losses"));
        Assert.Equal(("", "1 2 3 4 5 6"), Sides(trades, "streak", "after 3 wins"));
    }

    [Fact]
    public void Overtrading_is_a_day_of_twice_the_usual_entries_or_what_comes_beyond_it()
    {
        Trade[] trades =
        [
            Trade(1), Trade(2, afterMinutes: Day), Trade(3, afterMinutes: 2 * Day),
            .. Enumerable.Range(0, 5).Select(n => Trade(4 + n, afterMinutes: (3 * Day) + n)),
        ];

        Assert.Equal(("4 5 6 7 8", "1 2 3"), Sides(trades, "trades_a_day", "3 or more"));
        Assert.Equal(("", "1 2 3 4 5 6 7 8"), Sides(trades, "trades_a_day", "beyond 5"));
    }

    [Fact]
    public void Losers_are_compared_with_winners()
    {
        Trade[] trades = [Trade(1, -1), Trade(2, 1, 5), Trade(3, 0, 9), Trade(4, -1, 12)];

        Assert.Equal(("1 4", "2"), Sides(trades, "hold_time", "losers"));
    }

    [Fact]
    public void Mistakes_are_compared_among_losers_only()
    {
        Trade[] trades = [Trade(1, -1) with { Mistakes = ["Chased"] }, Trade(2, -1, 5), Trade(3, 1, 9) with { Mistakes = ["chased"] }];

        Assert.Equal(("1", "2"), Sides(trades, "mistake", "chased"));
    }

    [Fact]
    public void Stops_are_overrun_beyond_one_and_a_half_R()
    {
        Trade[] trades = [.. Enumerable.Range(1, 12).Select(n => Stopped(n, n <= 2 ? -1.6m : -1.5m, n)), Stopped(13, 2, 50)];

        Assert.Equal(("1 2", "3 4 5 6 7 8 9 10 11 12"), Sides(trades, "stop_overrun", "beyond 1.5R"));
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData(140, true)]
    [InlineData(104, false)] // they were taken where it was planned
    public void Winners_are_cut_below_half_the_usual_loss_unless_that_was_the_plan(int? target, bool looked)
    {
        Trade[] trades =
        [
            .. Enumerable.Range(1, 10).Select(n => Stopped(n, -1, n)),
            .. Enumerable.Range(11, 11).Select(n => Stopped(n, 0.4m, n) with { TakeProfit = target }),
            Stopped(22, 1, 60),
        ];

        var sides = Sides(trades, "cut_winners", "below half the usual loss");
        Assert.Equal(looked, sides is not null);
        Assert.Equal(looked ? "11 12 13 14 15 16 17 18 19 20 21" : null, sides?.Side);
    }

    [Fact]
    public void Commissions_weigh_from_a_quarter_of_the_gross_result()
    {
        Trade[] trades = [Trade(1, 10) with { Commissions = 2 }, Trade(2, 10, 5) with { Commissions = 3 }, Trade(3, -10, 9) with { Commissions = 3 }];

        Assert.Equal("2 3", Sides(trades, "commissions", "over a quarter of the result")!.Value.Side);
    }
}
