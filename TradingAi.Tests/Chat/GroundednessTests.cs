using System.Text.Json.Nodes;
using TradingAi.Core.Language;

namespace TradingAi.Tests.Chat;

public sealed class GroundednessTests(ChatApp app) : IClassFixture<ChatApp>
{
    private static readonly Grounding s_supplied = new()
    {
        Outcome = ChatOutcome.Answered,
        Narrative = "",
        Facts =
        [
            new Fact { Id = "F1", Figure = "net_pnl", Value = JsonValue.Create(-1234.567m), Unit = "currency", Filters = new Dictionary<string, string> { ["from"] = "2026-03-01" } },
            new Fact { Id = "F2", Figure = "win_rate", Value = JsonValue.Create(0.57345), Unit = "fraction" },
            new Fact { Id = "F3", Figure = "trade_count", Value = JsonValue.Create(1204), Unit = "trades" },
            new Fact { Id = "F4", Figure = "best_month", Value = JsonValue.Create("2026-07"), Unit = "month" },
        ],
        Sources = [new Source("S1", "notebook:a", "notebook", "Plan for Q4", "Risk 2% a trade, stop after 3 losses.", 1)],
    };

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
    [InlineData("Nothing is counted in Q4 [S1], [F9].", 0, "")]
    public async Task A_number_is_supported_by_what_is_cited_beside_it(string answer, int numbers, string unsupported)
    {
        app.Analyst.Answer = (_, _) => Task.FromResult(s_supplied with { Narrative = answer });
        var groundedness = (await app.AnswerAsync("hello"))["groundedness"]!;

        var expected = unsupported.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(expected, groundedness["unsupported"]!.AsArray().Select(n => (string)n!));
        Assert.Equal(numbers, (int)groundedness["checked"]!);
        Assert.Equal(numbers - expected.Length, (int)groundedness["supported"]!);
    }
}
