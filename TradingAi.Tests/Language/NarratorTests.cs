using Microsoft.Extensions.AI;
using TradingAi.Core.Language;

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
}
