using TradingAi.Core.Chat;
using TradingAi.Core.Language;
using TradingAi.Tests.Support;

namespace TradingAi.Tests.Language;

/// <summary>Questions for what stands out in a journal.</summary>
public sealed class FindingQuestionTests
{
    [Fact]
    public async Task What_was_planted_is_told_with_its_trades_and_its_figures_are_supported()
    {
        var asked = new AskedJournal(GeneratedJournal.Make(5, 400, t => t.Symbol == "CCC" ? -900 : 0), SampleJournal.AsOf);
        var grounding = await asked.AskAsync("What should I work on?");

        Assert.Equal(ChatOutcome.Answered, grounding.Outcome);
        Assert.Equal(("finding", "CCC"), (grounding.Facts[0].Figure, grounding.Facts[0].Filters["symbol"]));
        Assert.Contains("CCC", grounding.Sources[0].Title, StringComparison.Ordinal);
        Assert.Empty(GroundednessCheck.Of(grounding.Narrative, grounding).Unsupported);
        Assert.DoesNotContain("CCC", (await asked.AskAsync("What are my strengths?")).Narrative, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("What patterns do you see?", ChatOutcome.Answered)]
    [InlineData("Do I have any habits?", ChatOutcome.Answered)]
    [InlineData("what am I doing wrong", ChatOutcome.Answered)]
    [InlineData("How can I improve my trading?", ChatOutcome.Answered)]
    [InlineData("What should I buy next?", ChatOutcome.Declined)]
    [InlineData("What chart patterns should I trade tomorrow?", ChatOutcome.Declined)]
    public async Task Only_questions_for_the_whole_journal_are_meant(string question, ChatOutcome outcome)
    {
        var asked = new AskedJournal(GeneratedJournal.Make(7, 60), SampleJournal.AsOf);
        Assert.Equal(outcome, (await asked.AskAsync(question)).Outcome);
    }

    [Fact]
    public async Task A_journal_without_trades_has_nothing_that_stands_out()
    {
        var asked = new AskedJournal(TradeBuilder.Journal([]), SampleJournal.AsOf);
        Assert.Equal(ChatOutcome.Declined, (await asked.AskAsync("What patterns do you see?")).Outcome);
    }
}
