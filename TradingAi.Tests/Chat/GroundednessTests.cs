using System.Text.Json.Nodes;
using TradingAi.Core.Language;

namespace TradingAi.Tests.Chat;

public sealed class GroundednessTests : IAsyncLifetime
{
    private readonly ChatApp _app = new();

    private static readonly Grounding s_supplied = new()
    {
        Outcome = ChatOutcome.Answered,
        Narrative = "",
        Facts =
        [
            new Fact { Id = "F1", Figure = "net_pnl", Value = JsonValue.Create(-1234.567m), Unit = "currency", Filters = new Dictionary<string, string> { ["from"] = "2026-03-01" } },
            new Fact { Id = "F2", Figure = "win_rate", Value = JsonValue.Create(0.57345), Unit = "fraction" },
            new Fact { Id = "F3", Figure = "trade_count", Value = JsonValue.Create(1204), Unit = "trades" },
            new Fact { Id = "F5", Figure = "worst_hour", Value = JsonValue.Create(14), Unit = "hour", Filters = new Dictionary<string, string> { ["hold_hours"] = ">= 24 and < 168" } },
            new Fact { Id = "F6", Figure = "worst_trade", Value = JsonValue.Create("stock:202"), Unit = "trade", Ref = "stock:202" },
            new Fact { Id = "F4", Figure = "best_month", Value = JsonValue.Create("2026-07"), Unit = "month" },
        ],
        Sources = [new Source("S1", "notebook:a", "notebook", "Plan for Q4", "Risk 2% a trade, stop after 3 losses.", 1), new Source("S2", "stock:202", "stock", "long SOFI, closed 6 February 2026", "", 1)],
    };

    public ValueTask InitializeAsync() => _app.InitializeAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Theory]
    [InlineData("You lost $1,234.57 [F1].", 1, "")]
    [InlineData("You lost $1,235 since 1 March 2026 [F1].", 3, "")]
    [InlineData("Net P&L is -1,234.567 [F1] over 1,204 trades [F3].", 2, "")]
    [InlineData("Your win rate is 57.3 % [F2].", 1, "")]
    [InlineData("Your win rate is 57.345% [F2], or 0.57345.", 2, "")]
    [InlineData("Your win rate is 57.4% [F2].", 1, "57.4%")]
    [InlineData("You lost $1,234.57 [F2].", 1, "1,234.57")]
    [InlineData("You made 1,204 trades.", 1, "1,204")]
    [InlineData("You made 1,204 trades. [F3] Your best month was July 2026 [F4].", 2, "")]
    [InlineData("You wrote of 2% risk and 3 losses [S1].", 2, "")]
    [InlineData("You wrote of 4 losses [S1].", 1, "4")]
    [InlineData("- Plan: “Risk 2% a trade. Stop after 3 losses.” [S1]\n4 losses.", 3, "4")]
    [InlineData("1,204 trades. A win rate of 57.3% [F2].", 2, "1,204")]
    [InlineData("Between 14:00 and 14:59, held 1 day to 1 week [F5], not 15:00.", 5, "15")]
    [InlineData("The worst was closed on 6 February 2026 [F6].", 2, "")]
    [InlineData("The worst was closed on 7 February 2026 [F6].", 2, "7")]
    [InlineData("Nothing is counted in Q4 [S1], [F9].", 0, "")]
    public async Task A_number_is_supported_by_what_is_cited_beside_it(string answer, int numbers, string unsupported)
    {
        _app.Analyst.Answer = (_, _) => Task.FromResult(s_supplied with { Narrative = answer });
        var groundedness = (await _app.AnswerAsync("hello"))["groundedness"]!;

        var expected = unsupported.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(expected, groundedness["unsupported"]!.AsArray().Select(n => (string)n!));
        Assert.Equal(numbers, (int)groundedness["checked"]!);
        Assert.Equal(numbers - expected.Length, (int)groundedness["supported"]!);
    }

    [Fact]
    public async Task A_refusal_is_held_against_the_refusal_that_code_wrote()
    {
        _app.Analyst.Answer = (_, _) => Task.FromResult(new Grounding { Outcome = ChatOutcome.Declined, Narrative = "The journal begins in 2025." });
        _app.Model.Script = (_, _) => ScriptedModel.SayAsync("It begins in 2025", " with 17 trades.");
        Assert.Equal("""{"checked":2,"supported":1,"unsupported":["17"]}""", (await _app.AnswerAsync("hello"))["groundedness"]!.ToJsonString());
    }
}
