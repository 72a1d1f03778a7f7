using TradingAi.Core.Chat;
using TradingAi.Core.Journal;
using TradingAi.Core.Language;
using TradingAi.Tests.Support;

namespace TradingAi.Tests.Language;

/// <summary>What a figure is of: its own trades, its own unit, and what was asked rather than what sounds like it.</summary>
public sealed class FigureBasisTests
{
    private static readonly IReadOnlyList<Trade> s_all = [.. SampleJournal.Snapshot.ClosedTrades.Where(t => t.ExitAt < SampleJournal.AsOf)];
    private readonly AskedJournal _asked = new(SampleJournal.Snapshot, SampleJournal.AsOf);

    [Theory]
    [InlineData("What did revenge trading cost me?")]
    [InlineData("How much did revenge trading cost me?")]
    [InlineData("How much does revenge trading cost?")]
    public async Task What_a_habit_cost_is_its_result(string question) => Assert.Null(AskedJournal.Wrong(
        question, await _asked.AskAsync(question), s_all.Where(t => t.Mistakes.Contains("revenge")).Sum(t => t.NetPnl!.Value), "currency"));

    [Theory]
    [InlineData("What are my trading costs on NVDA?", true)]
    [InlineData("What did NVDA trading cost me?", false)]
    public async Task Costs_of_trading_are_commissions(string question, bool commissions) => Assert.Null(AskedJournal.Wrong(
        question, await _asked.AskAsync(question), s_all.Where(t => t.Symbol == "NVDA").Sum(t => commissions ? t.Commissions : t.NetPnl!.Value), "currency"));

    [Theory]
    [InlineData("What's my R multiple on average?")]
    [InlineData("What is my total R?")]
    [InlineData("What's my average risk per trade?")]
    [InlineData("What is my average R on NVDA?")]
    [InlineData("Average R by weekday")]
    public async Task A_figure_of_some_trades_tells_their_number(string question)
    {
        var grounding = await _asked.AskAsync(question);

        Assert.NotEmpty(grounding.Facts);
        Assert.Contains("whose initial risk is known", grounding.Narrative, StringComparison.Ordinal);
        var all = question.Contains("NVDA", StringComparison.Ordinal) ? s_all.Where(t => t.Symbol == "NVDA") : s_all;
        Assert.Equal(all.Count(t => t.InitialRisk is > 0), grounding.Facts.Where(f => f.Figure == "known_risk_count").Sum(f => (int)AskedJournal.NumberOf(f)));
        Assert.Empty(GroundednessCheck.Of(grounding.Narrative, grounding).Unsupported);
    }

    [Fact]
    public async Task An_average_winner_and_loser_are_over_winners_and_losers()
    {
        var grounding = await _asked.AskAsync("Average winner versus average loser");

        Assert.Equal(s_all.Count(t => t.NetPnl > 0), (int)AskedJournal.NumberOf(grounding.Facts.Single(f => f.Figure == "win_count")));
        Assert.Equal(s_all.Count(t => t.NetPnl < 0), (int)AskedJournal.NumberOf(grounding.Facts.Single(f => f.Figure == "loss_count")));
        Assert.Empty(GroundednessCheck.Of(grounding.Narrative, grounding).Unsupported);
    }

    [Fact]
    public async Task A_time_under_an_hour_is_told_in_minutes()
    {
        // Held for 5 and 8 minutes, and for 300.
        var asked = new AskedJournal(Held(5, 8), SampleJournal.AsOf);
        var brief = await asked.AskAsync("What is my average holding time?");
        Assert.Contains("6.5 minutes", brief.Narrative, StringComparison.Ordinal);
        Assert.Equal("hours", brief.Facts[0].Unit);
        Assert.Empty(GroundednessCheck.Of(brief.Narrative, brief).Unsupported);

        asked = new AskedJournal(Held(300, 300), SampleJournal.AsOf);
        Assert.Contains("5.0 hours", (await asked.AskAsync("What is my average holding time?")).Narrative, StringComparison.Ordinal);
        var told = await asked.AskAsync("What is my average holding time in minutes?");
        Assert.Contains("300.0 minutes", told.Narrative, StringComparison.Ordinal);
        Assert.Empty(GroundednessCheck.Of(told.Narrative, told).Unsupported);
    }

    [Fact]
    public async Task Why_money_was_lost_is_told_only_where_it_was()
    {
        foreach (var (month, name) in new[] { (6, "June"), (7, "July") })
        {
            var sum = s_all.Where(t => TimeZoneInfo.ConvertTime(t.ExitAt!.Value, SampleJournal.Snapshot.TimeZone) is { Year: 2026 } day && day.Month == month).Sum(t => t.NetPnl!.Value);
            var grounding = await _asked.AskAsync($"Why did I lose money in {name} 2026?");

            Assert.Null(AskedJournal.Wrong(name, grounding, sum, "currency"));
            Assert.Equal(sum >= 0, grounding.Narrative.StartsWith("No money was lost", StringComparison.Ordinal));
            Assert.Equal(sum < 0, grounding.Sources.Count > 0);
            Assert.Empty(GroundednessCheck.Of(grounding.Narrative, grounding).Unsupported);
        }
    }

    [Theory]
    [InlineData("Why did I lose my patience on Fridays?")]
    [InlineData("When did I act on a whim?")]
    public async Task Notes_are_not_spoken_of_where_none_were_asked_for(string question)
    {
        var grounding = await _asked.AskAsync(question);

        Assert.Equal(ChatOutcome.Declined, grounding.Outcome);
        Assert.DoesNotContain("nothing in your notes", grounding.Narrative, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_money_is_lost_is_told_from_findings()
    {
        var asked = new AskedJournal(GeneratedJournal.Make(5, 400, t => t.Symbol == "CCC" ? -900 : 0), SampleJournal.AsOf);

        Assert.Contains((await asked.AskAsync("Where do I lose money?")).Facts, f => f is { Figure: "finding" } && f.Filters["symbol"] == "CCC");
    }

    [Theory]
    [InlineData("What mistakes do I make?", "No mistakes are marked")]
    [InlineData("Which symbols am I still holding?", "No position is open")]
    public async Task What_is_missing_is_named(string question, string reason)
    {
        var grounding = await new AskedJournal(Held(5, 8), SampleJournal.AsOf).AskAsync(question);

        Assert.Equal(ChatOutcome.Declined, grounding.Outcome);
        Assert.StartsWith(reason, grounding.Narrative, StringComparison.Ordinal);
    }

    private static JournalSnapshot Held(params int[] minutes) => new(
        1, new UserProfile { TimeZoneId = "America/New_York" },
        minutes.Select((m, i) => new Trade
        {
            Ref = new EntityRef(EntityType.Stock, $"{i + 1}"), Symbol = "AAA", Direction = Direction.Long, Quantity = 1, EntryPrice = 100, ExitPrice = 101,
            EntryAt = SampleJournal.AsOf.AddDays(-2), ExitAt = SampleJournal.AsOf.AddDays(-2).AddMinutes(m),
        }), [], [], []);
}
