using System.Text.Json.Nodes;
using TradingAi.Core.Chat;
using TradingAi.Core.Language;

namespace TradingAi.Tests.Chat;

/// <summary>The number of a filter supports who repeats the filter, and a bound in words what lies near it.</summary>
public sealed class GroundednessOfFiltersTests
{
    private static readonly Grounding s_supplied = new()
    {
        Outcome = ChatOutcome.Answered,
        Narrative = "",
        Facts =
        [
            Fact("F1", "net_pnl", 812.5, "currency", ("range", "30d")),
            Fact("F2", "win_rate", 0.934, "fraction", ("last_trades", "5")),
            Fact("F3", "expectancy", 48, "currency", ("hold_hours", "> 2")),
            Fact("F4", "net_pnl", -1040, "currency", ("loss", "> 500")),
            Fact("F5", "win_rate", 0.585, "fraction", ("after", "the 3 trades closed before it lost")),
            Fact("F6", "trade_count", 24, "trades", ("trades_opened_that_day", ">= 4")),
            Fact("F7", "forecast_net_pnl_low", -320, "currency", ("range", "the next 7 days"), ("interval", "80%")),
            Fact("F8", "net_pnl", 91, "currency", ("hour", "15")),
            Fact("F9", "expectancy", 12, "currency", ("rating", "4")),
            Fact("F10", "net_pnl", 66, "currency", ("rule", "max_loss_a_day 250")),
            Fact("F11", "trade_count", 1204, "trades"),
            Fact("F12", "net_pnl", 1637.28, "currency", ("commissions", "> 2")),
            Fact("F13", "trade_count", 65, "trades", ("result", "win"), ("after", "the 2 trades closed before it lost")),
        ],
    };

    [Theory]
    [InlineData("You made $812.50 in the last 30 days [F1].", "You lost 30 trades [F1].", "30")]
    [InlineData("Over 30 days you made $812.50 [F1].", "You lost $30 [F1].", "30")]
    [InlineData("A 30-day result of $812.50 [F1].", "Your profit factor is 30 [F1].", "30")]
    [InlineData("These 30 days made $812.50 [F1].", "You hold trades 30 days [F1].", "30")]
    [InlineData("In 30 days you made $812.50 [F1].", "You won 30% [F1].", "30%")]
    [InlineData("Your last 5 trades won 93.4% [F2].", "You lost 5 trades [F2].", "5")]
    [InlineData("Over the last five trades you won 93.4% [F2].", "You made $5 [F2].", "5")]
    [InlineData("Held over 2 hours, trades average $48 [F3].", "You made 2 trades [F3].", "2")]
    [InlineData("Trades of more than 2 hours average $48 [F3].", "Your payoff ratio is 2 [F3].", "2")]
    [InlineData("Trades that lost more than $500 cost $1,040 [F4].", "You made 500 trades [F4].", "500")]
    [InlineData("After 3 losses you win 58.5% [F5].", "You lost $3 [F5].", "3")]
    [InlineData("On days with at least 4 trades you made 24 trades [F6].", "Your win rate is 4% [F6].", "4%")]
    [InlineData("The next 7 days may lose $320 at the 80% level [F7].", "You may lose 7 trades [F7].", "7")]
    [InlineData("In hour 15 you made $91 [F8].", "You made $15 [F8].", "15")]
    [InlineData("Trades rated 4 average $12 [F9].", "You made 4 trades [F9].", "4")]
    [InlineData("With at most $250 of loss a day you would have made $66 [F10].", "You took 250 trades [F10].", "250")]
    [InlineData("Your net P&L on trades with commissions of more than $2.00 is $1,637.28 [F12].", "With commissions of more than $2 you paid fees of $1,637.28 [F12].", "1,637.28")]
    [InlineData("After 2 losses in a row you had 65 winning trades [F13].", "After 2 losses in a row you had 65 losing trades [F13].", "65")]
    [InlineData("After two losses, 65 trades won [F13].", "After two losses, 66 trades won [F13].", "66")]
    public void A_filter_s_number_supports_only_the_filter(string right, string wrong, string unsupported)
    {
        Assert.Empty(Of(right));
        Assert.Equal([unsupported], Of(wrong));
    }

    [Theory]
    [InlineData("You win over 90% [F2].", "You win over 95% [F2].", "95%")]
    [InlineData("You made more than 20 trades [F6].", "You made more than 30 trades [F6].", "30")]
    [InlineData("You win nearly 60% [F5].", "You win nearly 50% [F5].", "50%")]
    [InlineData("You win less than 60% [F5].", "You win less than 90% [F5].", "90%")]
    [InlineData("You made about $800 [F1].", "You made about $900 [F1].", "900")]
    [InlineData("You lost more than $1,000 [F4].", "You made more than $1,000 [F4].", "1,000")]
    [InlineData("You win at least 90% [F2].", "You win at least 70% [F2].", "70%")]
    [InlineData("Fewer than 1,300 trades [F11].", "It is a win rate over 1,150 trades [F11].", "1,150")]
    [InlineData("You made over $800 [F1].", "You made over $812.60 [F1].", "812.60")]
    public void A_bound_in_words_is_near_its_figure_and_on_the_right_side(string right, string wrong, string unsupported)
    {
        Assert.Empty(Of(right));
        Assert.Equal([unsupported], Of(wrong));
    }

    private static IReadOnlyList<string> Of(string answer) => GroundednessCheck.Of(answer, s_supplied).Unsupported;

    private static Fact Fact(string id, string figure, double value, string unit, params (string Name, string Value)[] filters) =>
        new() { Id = id, Figure = figure, Value = JsonValue.Create(value), Unit = unit, Filters = filters.ToDictionary(f => f.Name, f => f.Value) };
}
