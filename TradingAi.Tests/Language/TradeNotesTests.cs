using TradingAi.Core.Chat;
using TradingAi.Core.Journal;
using TradingAi.Core.Knowledge;
using TradingAi.Core.Language;
using TradingAi.Tests.Support;

namespace TradingAi.Tests.Language;

/// <summary>What was written about a trade that the question chooses: its own notes, though the search finds others.</summary>
public sealed class TradeNotesTests
{
    private static readonly string[] s_ofWorst = ["trade_note:w1", "trade_note:w2"];

    [Theory]
    [InlineData("What did I write about my worst trade?")]
    [InlineData("What's my biggest loss and what did I write about it?")]
    [InlineData("Show me the notes on my biggest loss")]
    [InlineData("What was my worst trade and what did I write about it?")]
    [InlineData("Did I write anything about my worst trade?")]
    public async Task The_notes_on_the_trade_are_told(string question)
    {
        var grounding = await Over(Trade("1", 90), Trade("2", -40), Trade("3", -10)).AskAsync(question);

        Assert.Equal(s_ofWorst, grounding.Sources.Select(s => s.Ref));
        Assert.Contains(grounding.Facts, f => f.Ref == "stock:2");
        Assert.DoesNotContain("the best one", grounding.Narrative, StringComparison.Ordinal);
        Assert.Empty(GroundednessCheck.Of(grounding.Narrative, grounding).Unsupported);
    }

    [Fact]
    public async Task A_trade_without_notes_has_none()
    {
        var asked = Over(Trade("1", 90), Trade("2", -10), Trade("3", -40));
        await asked.AskAsync("What was my worst trade?");
        var grounding = await asked.FollowAsync("And what did I write about it?");

        Assert.Equal(ChatOutcome.Answered, grounding.Outcome);
        Assert.Empty(grounding.Sources);
        Assert.Contains("no notes on it", grounding.Narrative, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("What's my biggest loss and what did I write about it?")]
    [InlineData("What did I write about my biggest loss?")]
    [InlineData("What did I write about it?")]
    public async Task Nothing_is_told_of_what_is_not_there(string question)
    {
        var grounding = await Over(Trade("1", 90), Trade("2", 10)).AskAsync(question);

        Assert.Equal(ChatOutcome.Declined, grounding.Outcome);
        Assert.Empty(grounding.Sources);
    }

    [Fact]
    public async Task The_latest_trade_is_one_too()
    {
        var grounding = await Over(Trade("1", 90), Trade("3", 5), Trade("2", 10)).AskAsync("Show me the note on my last trade");

        Assert.Equal(s_ofWorst, grounding.Sources.Select(s => s.Ref));
    }

    // In the order in which they were closed, an hour apart; trade 1 and trade 2 have notes.
    private static AskedJournal Over(params Trade[] trades)
    {
        TradeNote Note(string id, string trade, string content) => new()
        {
            Id = id, Name = $"On {trade}", Content = content, Trade = new EntityRef(EntityType.Stock, trade), CreatedAt = SampleJournal.AsOf.AddDays(-1),
        };
        TradeNote[] notes = [Note("b1", "1", "This was the best one."), Note("w1", "2", "I did not wait."), Note("w2", "2", "Nor did I stop.")];
        var journal = new JournalSnapshot(
            1, new UserProfile { TimeZoneId = "America/New_York" },
            trades.Select((t, i) => t with { EntryAt = SampleJournal.AsOf.AddHours(i - 50), ExitAt = SampleJournal.AsOf.AddHours(i - 49) }), notes, [], []);
        return new AskedJournal(journal, SampleJournal.AsOf, new FindsTheBest(notes[0]));
    }

    private static Trade Trade(string id, int pnl) => new()
    {
        Ref = new EntityRef(EntityType.Stock, id), Symbol = "AAA", Direction = Direction.Long, Quantity = 1, EntryPrice = 100, ExitPrice = 100 + pnl, EntryAt = SampleJournal.AsOf,
    };

    private sealed class FindsTheBest(TradeNote note) : ISearch
    {
        public Task<SearchResults> SearchAsync(UserId user, string query, SearchFilter filter, int topK, CancellationToken cancellationToken) =>
            Task.FromResult(new SearchResults([new SearchResult(note.Ref, note.Name, note.Content, 1, note.CreatedAt, [])], []));
    }
}
