using TradingAi.Core.Journal;
using static TradingAi.Tests.Insights.Hypotheses.TinyJournal;

namespace TradingAi.Tests.Insights.Hypotheses;

public class EntryHypothesisTests
{
    private const double Day = 24 * 60;

    [Fact]
    public void Groups_divide_the_trades_by_their_keys()
    {
        Trade[] trades =
        [
            Trade(1) with { Symbol = "AAA", Tags = ["x", "y"] },
            Trade(2) with { Symbol = "BBB", Tags = ["y"], Direction = Direction.Short },
            Trade(3, afterMinutes: Day) with { Symbol = "AAA" },
        ];

        Assert.Equal(("1 3", "2"), Sides(trades, "symbol", "AAA"));
        Assert.Equal(("1 2", "3"), Sides(trades, "tag", "y"));
        Assert.Equal(("2", "1 3"), Sides(trades, "direction", "short"));
        Assert.Equal(("3", "1 2"), Sides(trades, "weekday", "Tuesday"));
        Assert.Equal(("1 2 3", ""), Sides(trades, "hour", "15"));
        Assert.Equal(("1 2 3", ""), Sides(trades, "rule_compliance", "no playbook"));
    }

    [Fact]
    public void Days_and_parts_of_days_are_the_traders_own()
    {
        Trade[] trades = [Trade(1), Trade(2, afterMinutes: 4 * Day), Trade(3, afterMinutes: (4 * Day) + 150)];

        // In New York: Monday and Friday at 10:00, Friday at 12:30; in Tokyo the next day has begun.
        Assert.Equal(("3", "1 2"), Sides(trades, "weekday+daytime", "Friday afternoon", "America/New_York"));
        Assert.Equal(("1 2", "3"), Sides(trades, "daytime", "morning", "America/New_York"));
        Assert.Equal(("2 3", "1"), Sides(trades, "weekday", "Saturday", "Asia/Tokyo"));
    }

    [Fact]
    public void The_session_is_new_yorks_wherever_the_trader_lives()
    {
        Trade[] trades = [Trade(1, afterMinutes: -31), Trade(2, afterMinutes: -30), Trade(3), Trade(4, afterMinutes: 330), Trade(5, afterMinutes: 360)];

        Assert.Equal(("2", "1 3 4 5"), Sides(trades, "session", "first half hour", "Asia/Tokyo"));
        Assert.Equal(("4", "1 2 3 5"), Sides(trades, "session", "last half hour", "Asia/Tokyo"));
    }

    [Fact]
    public void Calls_are_compared_with_puts_only()
    {
        Trade[] trades = [Trade(1), Option(2, "Call"), Option(3, "Put")];

        Assert.Equal(("2", "3"), Sides(trades, "option_type", "call"));
        Assert.Equal(("2 3", "1"), Sides(trades, "asset", "option"));
    }

    [Fact]
    public void Size_is_the_risk_against_the_usual_risk()
    {
        // Three shares of 10 at risk against one, though the notional is the same.
        Trade[] trades = [Stopped(1, 1), Stopped(2, 1, 5), Stopped(3, 1, 9) with { Quantity = 1.6m }, Stopped(4, 1, 12) with { StopLoss = 70 }, Stopped(5, 1, 15)];

        Assert.Equal(("3 4", "1 2 5"), Sides(trades, "size", "1.5 times usual or more"));
        Assert.Equal(("4", "1 2 3 5"), Sides(trades, "size", "2 times usual or more"));
        Assert.Equal(("", "1 2 3 4 5"), Sides(trades, "size", "2 times the symbol's usual or more"));
    }

    [Fact]
    public void Averaging_down_is_an_entry_at_a_worse_price_beside_an_open_one()
    {
        Trade[] trades =
        [
            Trade(1, holdHours: 5) with { EntryPrice = 100 },
            Trade(2, afterMinutes: 10) with { EntryPrice = 99 },
            Trade(3, afterMinutes: 20) with { EntryPrice = 101 },
            Trade(4, afterMinutes: 30) with { EntryPrice = 98, Direction = Direction.Short },
            Trade(5, afterMinutes: 40) with { EntryPrice = 97, Symbol = "OTHER" },
            Trade(6, afterMinutes: 600) with { EntryPrice = 90 },
        ];

        Assert.Equal(("2", "1 3 4 5 6"), Sides(trades, "averaging_down", "added to a loser"));
    }

    [Fact]
    public void Concentration_looks_at_trades_opened_beside_others()
    {
        Trade[] trades =
        [
            Trade(1, holdHours: 5) with { EntryPrice = 100 },
            Trade(2, afterMinutes: 10, holdHours: 5) with { EntryPrice = 100, Symbol = "OTHER" },
            Trade(3, afterMinutes: 20, holdHours: 5) with { EntryPrice = 100, Symbol = "OTHER" },
            Trade(4, afterMinutes: 900),
        ];

        // The second is half of what was open, the third two thirds; the first and the last stood alone.
        Assert.Equal(("3", "2"), Sides(trades, "concentration", "two thirds in one symbol"));
    }

    [Fact]
    public void Trades_without_a_stop_are_compared_among_stocks()
    {
        Trade[] trades = [Trade(1), Stopped(2, 1, 5), Option(3, "Call")];

        Assert.Equal(("1", "2"), Sides(trades, "stop", "without a stop"));
    }

    private static Trade Option(int id, string type) => Trade(id) with
    {
        Ref = new EntityRef(EntityType.Option, id.ToString()),
        OptionType = type,
        StrategyType = $"Long {type}",
    };
}
