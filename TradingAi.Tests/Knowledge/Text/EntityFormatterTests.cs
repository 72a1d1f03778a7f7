using TradingAi.Core.Journal;
using TradingAi.Core.Knowledge.Text;

namespace TradingAi.Tests.Knowledge.Text;

public class EntityFormatterTests
{
    private static readonly DateTimeOffset s_entry = DateTimeOffset.Parse("2024-01-15T15:00:00Z");

    [Fact]
    public void A_long_stock_trade_reads_as_a_sentence()
    {
        var text = Body(Stock(Direction.Long, 150, 160));
        Assert.StartsWith(
            "Stock trade: BUY 100 shares of AAPL at $150.00 on 2024-01-15. Exit: SELL at $160.00 on 2024-01-20. P&L: $1000.00 (6.67% gain).", text);
        Assert.Contains("Held 5 days.", text);
    }

    [Fact]
    public void A_short_sells_first_and_loses_when_the_price_rises() =>
        Assert.StartsWith(
            "Stock trade: SELL 100 shares of AAPL at $150.00 on 2024-01-15. Exit: BUY at $160.00 on 2024-01-20. P&L: -$1000.00 (6.67% loss).",
            Body(Stock(Direction.Short, 150, 160)));

    [Fact]
    public void A_contract_stands_for_a_hundred_shares()
    {
        var option = Option() with { ExitPrice = 4.5m, ExitAt = s_entry.AddHours(3), Commissions = 1.3m };
        Assert.StartsWith(
            "Option trade: SELL 2 contracts of AAPL 2024-02-16 $155.00 Call at $5.00 on 2024-01-15. Exit: BUY at $4.50 on 2024-01-15. P&L: $98.70 (9.87% gain).",
            Body(option));
    }

    [Fact]
    public void An_option_that_expired_worthless_says_so() =>
        Assert.Contains(
            "Exit: expired worthless on 2024-02-16. P&L: $1000.00 (100.00% gain).",
            Body(Option() with { ExitPrice = 0, ExitAt = s_entry.AddDays(32), ExpiredWorthless = true }));

    [Fact]
    public void An_open_trade_has_no_result()
    {
        var text = Body(Stock(Direction.Long, 150, 160) with { ExitPrice = null, ExitAt = null });
        Assert.Contains("The position is open.", text);
        Assert.DoesNotContain("P&L", text);
    }

    [Fact]
    public void Dates_are_the_traders_and_money_is_theirs()
    {
        var trade = Stock(Direction.Long, 150, 160) with { EntryAt = DateTimeOffset.Parse("2024-01-16T01:30:00Z") };
        var journal = new JournalSnapshot(1, new UserProfile { TimeZoneId = "America/Chicago", Currency = "JPY" }, [trade], [], [], []);
        Assert.StartsWith("Stock trade: BUY 100 shares of AAPL at ¥150 on 2024-01-15.", EntityFormatter.Format(trade.Ref, journal)!.Body);
    }

    [Fact]
    public void Risk_tags_mistakes_playbook_and_note_are_in_the_text()
    {
        var playbook = new Playbook { Id = "p", Name = "Gap Fade", CreatedAt = s_entry };
        var trade = Stock(Direction.Long, 150, 160) with { StopLoss = 145, Tags = ["gap"], Mistakes = ["late entry"], PlaybookIds = ["p"] };
        var note = new TradeNote { Id = "n", Name = "Patience", Content = "Waited for the retest.", Trade = trade.Ref, CreatedAt = s_entry };
        var text = EntityFormatter.Format(trade.Ref, new JournalSnapshot(1, new UserProfile(), [trade], [note], [], [playbook]))!.Body;
        Assert.Contains("Result +2.00R of $500.00 at risk.", text);
        Assert.Contains("Tags: gap. Mistakes: late entry. Playbook: Gap Fade.", text);
        Assert.EndsWith("Notes: Patience. Waited for the retest.", text);
    }

    [Theory]
    [InlineData("""[{"id":"x1","type":"heading","props":{"level":2},"content":[{"type":"text","text":"Plan","styles":{}}],"children":[]},{"type":"bulletListItem","content":[{"type":"text","text":"No shorts"},{"type":"text","text":" today"}],"children":[]}]""", "## Plan\n\n- No shorts today")]
    [InlineData("""{"type":"doc","content":[{"type":"paragraph","content":[{"type":"text","marks":[{"type":"bold"}],"text":"Slept"},{"type":"text","text":" badly."}]},{"type":"paragraph","content":[{"type":"text","text":"Sat out."}]}]}""", "Slept badly.\n\nSat out.")]
    [InlineData("""{"ops":[{"insert":"Half size until Friday"}]}""", "Half size until Friday")]
    [InlineData("[link](https://example.com) and *text*", "[link](https://example.com) and *text*")]
    public void Block_editors_give_what_a_reader_sees(string content, string text)
    {
        var entry = new NotebookEntry { Id = "e", Title = "T", Content = content, CreatedAt = s_entry };
        Assert.Equal(text, EntityFormatter.Format(entry.Ref, new JournalSnapshot(1, new UserProfile(), [], [], [entry], []))!.Body);
    }

    [Fact]
    public void What_the_journal_does_not_hold_has_no_text() =>
        Assert.Null(EntityFormatter.Format(new EntityRef(EntityType.Option, "1"), new JournalSnapshot(1, new UserProfile(), [], [], [], [])));

    private static string Body(Trade trade) =>
        EntityFormatter.Format(trade.Ref, new JournalSnapshot(1, new UserProfile(), [trade], [], [], []))!.Body;

    private static Trade Stock(Direction direction, decimal entry, decimal exit) => new()
    {
        Ref = new EntityRef(EntityType.Stock, "1"),
        Symbol = "AAPL",
        Direction = direction,
        Quantity = 100,
        EntryPrice = entry,
        ExitPrice = exit,
        EntryAt = s_entry,
        ExitAt = s_entry.AddDays(5),
    };

    private static Trade Option() => new()
    {
        Ref = new EntityRef(EntityType.Option, "1"),
        Symbol = "AAPL",
        Direction = Direction.Short,
        Quantity = 2,
        EntryPrice = 5,
        EntryAt = s_entry,
        OptionType = "Call",
        StrikePrice = 155,
        ExpirationAt = DateTimeOffset.Parse("2024-02-16T21:00:00Z"),
    };
}
