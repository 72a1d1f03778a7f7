using TradingAi.Core.Analytics.Risk;
using TradingAi.Core.Chat;
using TradingAi.Core.Journal;
using TradingAi.Core.Language;
using TradingAi.Tests.Support;

namespace TradingAi.Tests.Language;

/// <summary>What is asked of the present is answered from what is open, never from closed trades.</summary>
public sealed class OpenQuestionTests
{
    private static readonly Trade[] s_open =
    [
        Open(901, "AAA", Direction.Long, 30, 100, days: 4),
        Open(902, "BBB", Direction.Short, 30, 300, days: 2),
        Open(903, "AAA", Direction.Long, 10, 100, days: 1),
        Open(904, "AAA", Direction.Long, 2, 5, days: 1, EntityType.Option),
    ];

    private static readonly JournalSnapshot s_journal = With(GeneratedJournal.Make(7, 120), s_open);

    private readonly AskedJournal _asked = new(s_journal, SampleJournal.AsOf);

    [Theory]
    [InlineData("How many shares of AAA do I hold?", "open_long_shares", 40)]
    [InlineData("How many AAA shares do I currently own?", "open_long_shares", 40)]
    [InlineData("How many shares of BBB am I short?", "open_short_shares", 30)]
    [InlineData("How many shares do I hold?", "open_net_shares", 10)]
    [InlineData("How many contracts do I hold?", "open_long_contracts", 2)]
    [InlineData("How many shares of CCC do I hold?", "total_shares", 0)]
    [InlineData("What is my exposure in AAA?", "total_notional", 5000)]
    [InlineData("What is my short exposure?", "total_notional", 9000)]
    [InlineData("Am I long or short AAA?", "total_notional", 5000)]
    [InlineData("How many stocks do I hold?", "open_positions", 3)]
    [InlineData("How many of my open positions are short?", "open_positions", 1)]
    [InlineData("What share of my open positions are short?", "share_of_open_positions", 0.25)]
    public async Task What_is_held_is_what_is_open(string question, string figure, double expected)
    {
        var grounding = await _asked.AskAsync(question);

        Assert.True(grounding.Outcome == ChatOutcome.Answered, grounding.Narrative);
        Assert.Equal((figure, (decimal)expected), (grounding.Facts[0].Figure, AskedJournal.NumberOf(grounding.Facts[0])));
        Assert.Empty(GroundednessCheck.Of(grounding.Narrative, grounding).Unsupported);
    }

    [Theory]
    [InlineData("How many shares of AAA did I trade?", "total_shares")]
    [InlineData("How long do I hold AAA?", "average_hold_hours")]
    [InlineData("How many trades do I hold overnight?", "trade_count")]
    public async Task A_habit_is_one_of_closed_trades(string question, string figure)
    {
        var grounding = await _asked.AskAsync(question);

        Assert.Equal(figure, grounding.Facts[0].Figure);
        Assert.DoesNotContain("open", grounding.Narrative, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("What is my drawdown right now?")]
    [InlineData("What is my current drawdown?")]
    [InlineData("Am I in a drawdown?")]
    [InlineData("How far am I below my peak?")]
    public async Task The_drawdown_of_now_is_told_beside_the_deepest(string question)
    {
        var fallen = await _asked.AskAsync(question);
        Assert.Equal(Expected(s_journal), Told(fallen));
        Assert.Empty(GroundednessCheck.Of(fallen.Narrative, fallen).Unsupported);

        var gain = Open(950, "AAA", Direction.Long, 1, 1, days: 2) with { ExitPrice = 1_000_000, ExitAt = SampleJournal.AsOf.AddMinutes(-1) };
        var risen = With(s_journal, gain);
        var atPeak = await new AskedJournal(risen, SampleJournal.AsOf).AskAsync(question);
        Assert.Equal((0m, Expected(risen).Max), Told(atPeak));
        Assert.Contains("no drawdown", atPeak.Narrative, StringComparison.Ordinal);

        static (decimal Now, decimal Max) Told(Grounding told) => (AskedJournal.NumberOf(told.Facts.Single(f => f.Figure == "current_drawdown")), AskedJournal.NumberOf(told.Facts.Single(f => f.Figure == "max_drawdown")));
        static (decimal Now, decimal Max) Expected(JournalSnapshot journal) => RiskInputs.Of(journal, SampleJournal.AsOf) is var risk ? (risk.CurrentDrawdown, risk.MaxDrawdown) : default;
    }

    [Fact]
    public async Task The_deepest_drawdown_stays_a_figure() =>
        Assert.Equal("max_drawdown", (await _asked.AskAsync("What is my maximum drawdown?")).Facts[0].Figure);

    [Fact]
    public async Task What_leans_on_the_exposure_is_about_what_is_open()
    {
        Assert.Equal(14_000m, AskedJournal.NumberOf((await _asked.AskAsync("What is my exposure?")).Facts.Single(f => f.Figure == "open_gross_notional")));
        AssertFirst("total_notional", 9_000m, await _asked.FollowAsync("And short only?"));
        AssertFirst("total_notional", 5_000m, await _asked.FollowAsync("And long?"));
        await _asked.AskAsync("What is my exposure?");
        var share = await _asked.FollowAsync("How much of it is short?");
        Assert.Equal(9.0 / 14, (double)AskedJournal.NumberOf(share.Facts[0]), 12);
        Assert.Contains(share.Facts, f => f.Figure == "total_notional" && AskedJournal.NumberOf(f) == 9_000m);
        await _asked.AskAsync("What is my exposure?");
        AssertFirst("open_positions", 1m, await _asked.FollowAsync("And how many are short?"));
    }

    [Theory]
    [InlineData("And the winners?")]
    [InlineData("And in September?")]
    [InlineData("What is my win rate on those?")]
    [InlineData("What is its P&L?")]
    public async Task What_no_open_position_has_is_declined(string next)
    {
        await _asked.AskAsync("What is my exposure?");
        var grounding = await _asked.FollowAsync(next);

        Assert.Equal(ChatOutcome.Declined, grounding.Outcome);
        Assert.Empty(grounding.Facts);
    }

    [Theory]
    [InlineData("Am I net long or short?")]
    [InlineData("Am I long or short right now?")]
    public async Task The_side_is_that_of_what_is_open(string question)
    {
        var grounding = await _asked.AskAsync(question);

        Assert.Equal(-4_000m, AskedJournal.NumberOf(grounding.Facts.Single(f => f.Figure == "open_net_notional")));
        Assert.Contains("you are net short", grounding.Narrative, StringComparison.Ordinal);
    }

    [Fact]
    public async Task How_long_open_positions_are_held_counts_to_now()
    {
        AssertFirst("average_open_days", 2m, await _asked.AskAsync("How long have I held my open positions?"));
        AssertFirst("open_days", 2m, await _asked.AskAsync("How long have I held BBB?"));
    }

    [Fact]
    public async Task The_largest_position_can_be_asked_about()
    {
        foreach (var (question, figure, answer) in new[] { ("How long have I held it?", "open_days", "2"), ("When did I open it?", "trade_date", "2026-10-29") })
        {
            await _asked.AskAsync("What is my largest open position?");
            var grounding = await _asked.FollowAsync(question);

            Assert.True(grounding.Outcome == ChatOutcome.Answered, grounding.Narrative);
            Assert.Equal((figure, answer), (grounding.Facts[0].Figure, grounding.Facts[0].Value!.ToString()));
            Assert.Equal("stock:902", grounding.Facts[1].Ref ?? grounding.Facts[0].Ref);
            Assert.Empty(GroundednessCheck.Of(grounding.Narrative, grounding).Unsupported);
        }

        await _asked.AskAsync("What are my open positions?");
        Assert.Equal(ChatOutcome.Declined, (await _asked.FollowAsync("When did I open it?")).Outcome);
    }

    [Fact]
    public async Task Trades_opened_and_still_open_are_told_beside_the_closed_ones()
    {
        var grounding = await _asked.AskAsync("How many trades did I open this month?");

        var closed = s_journal.ClosedTrades.Count(t => t.EntryAt.ToOffset(TimeSpan.FromHours(-4)) is { Year: 2026, Month: 10 });
        AssertFirst("trade_count", closed, grounding);
        Assert.Equal(4m, AskedJournal.NumberOf(grounding.Facts.Single(f => f.Figure == "open_positions")));
        Assert.DoesNotContain("still open", (await _asked.AskAsync("How many trades did I open in January 2026?")).Narrative, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_positions_are_listed_with_their_size()
    {
        var grounding = await _asked.AskAsync("What are my open positions?");

        Assert.StartsWith("You have 4 open positions [F1]", grounding.Narrative, StringComparison.Ordinal);
        Assert.Equal(s_open.Select(t => t.Notional).Order(), grounding.Facts.Where(f => f.Figure == "notional").Select(AskedJournal.NumberOf).Order());
        Assert.Empty(GroundednessCheck.Of(grounding.Narrative, grounding).Unsupported);
    }

    [Theory]
    [InlineData("What are my open positions?")]
    [InlineData("What is my largest open position?")]
    public async Task Nothing_open_is_an_answer(string question)
    {
        var grounding = await new AskedJournal(GeneratedJournal.Make(7, 120), SampleJournal.AsOf).AskAsync(question);

        AssertFirst("open_positions", 0m, grounding);
        Assert.DoesNotContain("closed", grounding.Narrative, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unrealized_results_are_declined_for_want_of_prices()
    {
        var grounding = await _asked.AskAsync("What is my unrealized P&L?");

        Assert.Equal(ChatOutcome.Declined, grounding.Outcome);
        Assert.Contains("no current prices", grounding.Narrative, StringComparison.Ordinal);
    }

    private static void AssertFirst(string figure, decimal value, Grounding grounding)
    {
        Assert.True(grounding.Outcome == ChatOutcome.Answered, grounding.Narrative);
        Assert.Equal((figure, value), (grounding.Facts[0].Figure, AskedJournal.NumberOf(grounding.Facts[0])));
        Assert.Empty(GroundednessCheck.Of(grounding.Narrative, grounding).Unsupported);
    }

    private static Trade Open(int id, string symbol, Direction direction, int quantity, int price, int days, EntityType type = EntityType.Stock) => new()
    {
        Ref = new EntityRef(type, $"{id}"), Symbol = symbol, Direction = direction, Quantity = quantity, EntryPrice = price, EntryAt = SampleJournal.AsOf.AddDays(-days),
    };

    private static JournalSnapshot With(JournalSnapshot journal, params Trade[] more) =>
        new(1, journal.Profile, [.. journal.Trades, .. more], [], [], journal.Playbooks);
}
