using Microsoft.Extensions.AI;
using TradingAi.Core.Chat;
using TradingAi.Core.Journal;
using TradingAi.Core.Language;
using TradingAi.Tests.Support;

namespace TradingAi.Tests.Language;

public sealed class NarratorTests
{
    [Fact]
    public async Task It_says_the_narrative_of_its_grounding_whole_and_streamed()
    {
        using var narrator = new NarratorChatClient();
        var grounding = await new AskedJournal(TokyoJournal.Snapshot, TokyoJournal.AsOf).AskAsync("What is my net P&L?");
        var options = new ChatOptions { AdditionalProperties = new() { [Grounding.OptionsKey] = grounding } };
        var token = TestContext.Current.CancellationToken;

        var response = await narrator.GetResponseAsync([new ChatMessage(ChatRole.User, "?")], options, token);
        var updates = await narrator.GetStreamingResponseAsync([new ChatMessage(ChatRole.User, "?")], options, token).ToListAsync(token);

        Assert.Equal(grounding.Narrative, response.Text);
        Assert.Equal("narrator", response.ModelId);
        Assert.Equal(grounding.Narrative, string.Concat(updates.Select(u => u.Text)));
        Assert.True(updates.Count > 5);
    }

    [Fact]
    public async Task Without_grounding_it_says_that_it_has_none()
    {
        using var narrator = new NarratorChatClient();
        var response = await narrator.GetResponseAsync([new ChatMessage(ChatRole.User, "?")], cancellationToken: TestContext.Current.CancellationToken);
        Assert.Contains("given none", response.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Money_is_written_in_the_currency_of_the_account_and_its_decimals()
    {
        var grounding = await new AskedJournal(TokyoJournal.Snapshot, TokyoJournal.AsOf).AskAsync("What is my net P&L on SONY?");
        Assert.Matches(@"-?¥\d{1,3}(,\d{3})* \[F1\]", grounding.Narrative);
    }

    [Theory]
    [InlineData("What is my win rate on 7203?")]
    [InlineData("Break down my net P&L by symbol")]
    [InlineData("Show me my last 5 trades on 7203")]
    public async Task A_ticker_of_digits_is_no_number(string question)
    {
        var grounding = await new AskedJournal(TokyoJournal.Snapshot, TokyoJournal.AsOf).AskAsync(question);

        Assert.Contains("7203", grounding.Narrative, StringComparison.Ordinal);
        Assert.Empty(GroundednessCheck.Of(grounding.Narrative, grounding, question).Unsupported);
    }

    [Fact]
    public async Task A_number_that_reads_like_a_ticker_of_digits_is_one_where_money_is_meant()
    {
        var grounding = await new AskedJournal(TokyoJournal.Snapshot, TokyoJournal.AsOf).AskAsync("What is my win rate on 7203?");

        Assert.Equal(["9984"], GroundednessCheck.Of("Your win rate on 9984 [F1] is unknown.", grounding).Unsupported);
        Assert.Equal(["7,203"], GroundednessCheck.Of("You made ¥7,203 [F1].", grounding).Unsupported);
    }

    [Theory]
    [InlineData("A|B", "A|B")]
    [InlineData("S&P*", "S&P*")]
    [InlineData("[A](//evil.example)", "A")]
    [InlineData("*A* <img src=x>", "A")]
    public async Task A_name_is_said_as_plain_words_and_its_figures_stay_grounded(string name, string plain)
    {
        var made = GeneratedJournal.Make(5, 120);
        var journal = new JournalSnapshot(
            made.Version, made.Profile, made.Trades.Select(t => t with { Symbol = t.Symbol == "AAA" ? name : t.Symbol, Tags = [name] }), [], [], made.Playbooks);
        foreach (var group in new[] { "symbol", "tag" })
        {
            var grounding = await new AskedJournal(journal, SampleJournal.AsOf).AskAsync($"Break down my net P&L by {group}");
            Assert.Contains(grounding.Narrative.Split('\n'), line => line.StartsWith($"- {plain}: ", StringComparison.Ordinal));
            Assert.Contains(grounding.Facts, fact => fact.Filters.Values.Contains(name));
            Assert.Empty(LiveMarkdown.In(grounding.Narrative));
            Assert.Empty(GroundednessCheck.Of(grounding.Narrative, grounding).Unsupported);
        }
    }
}
