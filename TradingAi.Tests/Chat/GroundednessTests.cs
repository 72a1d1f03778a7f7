using System.Text.Json.Nodes;
using TradingAi.Core.Chat;
using TradingAi.Core.Language;

namespace TradingAi.Tests.Chat;

public sealed class GroundednessTests : IAsyncLifetime
{
    private readonly ChatApp _app = new();

    private static readonly Grounding s_supplied = new()
    {
        Outcome = ChatOutcome.Answered,
        Narrative = "",
        Symbols = new HashSet<string> { "NVDA", "TSLA", "SOFI", "BRK.B" },
        Facts =
        [
            new Fact { Id = "F1", Figure = "net_pnl", Value = JsonValue.Create(-1234.567m), Unit = "currency", Filters = new Dictionary<string, string> { ["from"] = "2026-03-01" } },
            new Fact { Id = "F2", Figure = "win_rate", Value = JsonValue.Create(0.57345), Unit = "fraction" },
            new Fact { Id = "F3", Figure = "trade_count", Value = JsonValue.Create(1204), Unit = "trades" },
            new Fact { Id = "F5", Figure = "worst_hour", Value = JsonValue.Create(14), Unit = "hour", Filters = new Dictionary<string, string> { ["hold_hours"] = ">= 24 and < 168" } },
            new Fact { Id = "F6", Figure = "worst_trade", Value = JsonValue.Create("stock:202"), Unit = "trade", Ref = "stock:202" },
            new Fact { Id = "F4", Figure = "best_month", Value = JsonValue.Create("2026-07"), Unit = "month" },
            new Fact { Id = "F7", Figure = "net_pnl", Value = JsonValue.Create(812.5m), Unit = "currency", Filters = new Dictionary<string, string> { ["symbol"] = "TSLA", ["weekday"] = "Friday", ["range"] = "2026-10-01..2026-10-31 (in October 2026)" } },
            new Fact { Id = "F8", Figure = "trade_count", Value = JsonValue.Create(3), Unit = "trades", Filters = new Dictionary<string, string> { ["range"] = "30d" } },
            new Fact { Id = "F9", Figure = "average_hold_hours", Value = JsonValue.Create(60.4), Unit = "hours" },
            new Fact { Id = "F11", Figure = "sharpe_ratio", Value = JsonValue.Create(-1.2), Unit = "ratio" },
            new Fact { Id = "F10", Figure = "gross_profit", Value = JsonValue.Create(12_345_678.9m), Unit = "currency" },
        ],
        Sources = [new Source("S1", "notebook:a", "notebook", "Plan for Q4", "Risk 2% a trade, stop after 3 losses. Net P&L was $640.", 1), new Source("S2", "stock:202", "stock", "long SOFI, closed 6 February 2026", "", 1), new Source("S3", "stock:203", "stock", "long SOFI", "net P&L -512.30", 1)],
    };

    public ValueTask InitializeAsync() => _app.InitializeAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Theory]
    [InlineData("You lost $1,234.57 [F1].", 1, "")]
    [InlineData("You lost $1,235 since 1 March 2026 [F1].", 2, "")]
    [InlineData("Net P&L is -1,234.567 [F1] over 1,204 trades [F3].", 2, "")]
    [InlineData("Your win rate is 57.3 % [F2].", 1, "")]
    [InlineData("Your win rate is 57.345% [F2], or 0.57345.", 2, "")]
    [InlineData("Your win rate is 57.4% [F2].", 1, "57.4%")]
    [InlineData("You made 1,204 trades. [F3] Your best month was July 2026 [F4].", 2, "")]
    [InlineData("You wrote of 2% risk and 3 losses [S1].", 2, "")]
    [InlineData("You wrote of 4 losses [S1].", 1, "4")]
    [InlineData("- Plan: “Risk 2% a trade. Stop after 3 losses.” [S1]\n4 losses.", 3, "4")]
    [InlineData("1,204 trades. A win rate of 57.3% [F2].", 2, "1,204")]
    [InlineData("Between 14:00 and 14:59, held 1 day to 1 week [F5], not 15:00.", 5, "15:00")]
    [InlineData("The worst was closed on 6 February 2026 [F6].", 1, "")]
    [InlineData("The worst was closed on 7 February 2026 [F6].", 1, "7 February 2026")]
    [InlineData("Nothing is counted in Q4 [S1], [F99].", 0, "")]
    public async Task A_number_is_supported_by_what_is_cited_beside_it(string answer, int claims, string unsupported)
    {
        _app.Analyst.Answer = (_, _) => Task.FromResult(s_supplied with { Narrative = answer });
        var groundedness = (await _app.AnswerAsync("hello"))["groundedness"]!;

        string[] expected = unsupported.Length == 0 ? [] : [unsupported];
        Assert.Equal(expected, groundedness["unsupported"]!.AsArray().Select(n => (string)n!));
        Assert.Equal(claims, (int)groundedness["checked"]!);
        Assert.Equal(claims - expected.Length, (int)groundedness["supported"]!);
    }

    [Theory]
    [InlineData("You lost $1,234.57 [F2].", "1,234.57")]
    [InlineData("You made 1,204 trades.", "1,204")]
    [InlineData("You lost 57.3% [F1] with a win rate of $1,234.57 [F2].", "57.3%|1,234.57")]
    [InlineData("You closed 57.3 trades [F2].", "57.3")]
    [InlineData("Your win rate is 812.50 [F7].", "812.50")]
    [InlineData("Your win rate on TSLA was $812.50 [F7].", "812.50")]
    [InlineData("Your profit factor is 1,204 [F3].", "1,204")]
    [InlineData("You won 1,204 days [F3].", "1,204")]
    [InlineData("A drawdown of $640 is in your notes [S1].", "640")]
    [InlineData("812.50% of it came from TSLA [F7].", "812.50%")]
    [InlineData("That is 2 trades, as you wrote [S1].", "2")]
    public void The_right_number_under_another_name_or_unit_is_unsupported(string answer, string unsupported) => AssertUnsupported(unsupported, answer);

    [Theory]
    [InlineData("You made $812.50 on NVDA [F7].", "812.50|NVDA")]
    [InlineData("On NVDA, net P&L was $812.50 [F7].", "NVDA|812.50")]
    [InlineData("You made $812.50 on Mondays [F7].", "812.50|Mondays")]
    [InlineData("You made $812.50 in September 2026 [F7].", "812.50|September 2026")]
    [InlineData("You made $812.50 on 1 October 2025 [F7].", "812.50|1 October 2025")]
    [InlineData("You lost $1,234.57 on Nvidia [F1].", "1,234.57|Nvidia")]
    [InlineData("GME was your best idea [S1].", "GME")]
    [InlineData("You lost $1,234.57 [F1], most of it on $GME.", "GME")]
    [InlineData("It was closed on a Tuesday [F6].", "Tuesday")]
    public void A_number_of_another_symbol_or_day_is_unsupported(string answer, string unsupported) => AssertUnsupported(unsupported, answer);

    [Theory]
    [InlineData("You gained $1,234.57 [F1].", "1,234.57")]
    [InlineData("Net P&L is $1,234.57 [F1].", "1,234.57")]
    [InlineData("You lost $812.50 [F7].", "812.50")]
    [InlineData("TSLA came to -$812.50 [F7].", "812.50")]
    [InlineData("Net P&L since 2026-03-01 is $1,234.57 [F1].", "1,234.57")]
    [InlineData("Your Sharpe ratio is 1.20 [F11].", "1.20")]
    [InlineData("You made $512.30 there [S3].", "512.30")]
    public void A_gain_that_was_a_loss_is_unsupported(string answer, string unsupported) => AssertUnsupported(unsupported, answer);

    [Theory]
    [InlineData("In October 2026 you made $812.50 on TSLA [F7].")]
    [InlineData("Your Sharpe ratio is -1.20 [F11].")]
    [InlineData("You lost $512.30 there [S3].")]
    [InlineData("On Fridays in October, TSLA made you $812.50 [F7], and Tesla is your best symbol.")]
    [InlineData("You made $813 on TSLA [F7]; your net P&L since March 2026 is −$1,235 [F1].")]
    [InlineData("Your net P&L is -$1.2k [F1].")]
    [InlineData("Gross profit is $12.3M [F10], that is 12.35 million dollars.")]
    [InlineData("Dein Ergebnis war ein Verlust von 1.234,57 € [F1] bei 1.204 Trades [F3].")]
    [InlineData("1. **Net P&L**: a loss of $1,234.57 [F1]\n2. **Win rate**: 57.3% [F2]\n10) Trades: 1,204 [F3]")]
    [InlineData("- [F1] net P&L: −$1,234.57\n- [F2] win rate: 57.3 percent\n- [F3], [F2]: 1,204 trades at 57%")]
    [InlineData("You closed three trades in the last 30 days [F8].")]
    [InlineData("A 57.3% win rate over 1,204 trades, with a net loss of $1,234.57 [F1][F2][F3].")]
    [InlineData("A 57% win rate over 1,204 closed trades [F2, F3].")]
    [InlineData("Your 3rd rule, the 1st in Q4, beats the S&P 500 and your 2nd idea.")]
    [InlineData("You hold 2.5 days on average [F9], that is 60.4 hours.")]
    [InlineData("Your worst hour is 2 pm [F5].")]
    [InlineData("That was long SOFI, on Friday, Feb 6th, 2026 [F6].")]
    [InlineData("FOMO and the VWAP, not your P&L, made the loss. I said NOT to hold.")]
    [InlineData("You may say so. Two things matter: one rule, and one of your best days.")]
    [InlineData("")]
    public void What_is_written_in_another_way_is_no_false_alarm(string answer) => AssertUnsupported("", answer);

    [Theory]
    [InlineData("How many trades lost more than $500 on NVDA in May 2026?", "No trade on NVDA lost more than $500.", "")]
    [InlineData("My win rate is 90%, right?", "Yes, your win rate is 90% [F2].", "90%")]
    [InlineData("How did I do on NVDA in May 2026?", "On NVDA in May 2026 you lost $1,234.57 [F1].", "NVDA|May 2026|1,234.57")]
    [InlineData("How did I do on NVDA in May 2026?", "I see nothing about NVDA in May 2026.", "")]
    [InlineData("Do I win more than 50% of the time?", "Yes, more than 50%: 57.3% [F2].", "")]
    public void What_the_question_states_may_be_repeated_but_answers_nothing(string question, string answer, string unsupported) =>
        AssertUnsupported(unsupported, answer, question);

    [Fact]
    public async Task A_refusal_is_held_against_the_refusal_that_code_wrote()
    {
        _app.Analyst.Answer = (_, _) => Task.FromResult(new Grounding { Outcome = ChatOutcome.Declined, Narrative = "The journal begins in 2025." });
        _app.Model.Script = (_, _) => ScriptedModel.SayAsync("It begins in 2025", " with 17 trades.");
        Assert.Equal("""{"checked":2,"supported":1,"unsupported":["17"]}""", (await _app.AnswerAsync("hello"))["groundedness"]!.ToJsonString());
    }

    private static void AssertUnsupported(string expected, string answer, string question = "")
    {
        var groundedness = GroundednessCheck.Of(answer, s_supplied, question);
        Assert.Equal(expected.Split('|', StringSplitOptions.RemoveEmptyEntries).Order(), groundedness.Unsupported.Order());
        Assert.Equal(groundedness.Checked, groundedness.Supported + groundedness.Unsupported.Count);
    }
}
