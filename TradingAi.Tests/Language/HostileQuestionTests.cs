using TradingAi.Core.Language;
using TradingAi.Tests.Support;

namespace TradingAi.Tests.Language;

/// <summary>Whatever is typed is answered or declined: numbers beyond any journal, digits of other scripts, blanks without end.</summary>
public sealed class HostileQuestionTests
{
    private readonly AskedJournal _asked = new(SampleJournal.Snapshot, SampleJournal.AsOf);

    [Theory]
    [InlineData("How many trades made more than 79228162514264337593543950335k?")]
    [InlineData("P&L on trades that lost over $79228162514264337593543950335m")]
    [InlineData("How many trades made more than 1e999?")]
    [InlineData("P&L on trades held over 79228162514264337593543950335 days")]
    [InlineData("P&L on trades held over 999999999999 months")]
    [InlineData("Win rate within 9999999999999999 minutes after a loss")]
    [InlineData("Win rate within 999999999999 weeks after a loss")]
    [InlineData("P&L on days with more than 99999999999999 trades")]
    [InlineData("How many trades made a hundred thousand million million million million million million?")]
    [InlineData("5 million million million million million trades")]
    [InlineData("P&L in the last 5000 years")]
    [InlineData("P&L in the last 10000 quarters")]
    [InlineData("How might the next ٣ days go?")]
    [InlineData("How many trades over $500 entry")]
    [InlineData("How many trades over $500 on entry")]
    [InlineData("P&L on 🚀")]
    public async Task What_no_journal_holds_is_declined(string question) =>
        Assert.Equal(ChatOutcome.Declined, (await _asked.AskAsync(question)).Outcome);

    [Fact]
    public async Task Blanks_mean_nothing()
    {
        // The longest question there is; patterns that try every way to part its blanks would time out.
        var blanks = new string(' ', 3_900);
        Assert.Equal(ChatOutcome.Declined, (await _asked.AskAsync($"so{blanks}xyzzy")).Outcome);
        Assert.Equal(ChatOutcome.Declined, (await _asked.AskAsync($"prediction{blanks}xyzzy")).Outcome);
        Assert.Equal((await _asked.AskAsync("What is my net P&L?")).Narrative, (await _asked.AskAsync($"What is{blanks}my net\n\tP&L?")).Narrative);
    }

    [Fact]
    public async Task A_sign_beyond_the_plane_of_letters_is_quoted_whole() =>
        Assert.Contains("“🚀”", (await _asked.AskAsync("P&L on 🚀")).Narrative, StringComparison.Ordinal);
}
