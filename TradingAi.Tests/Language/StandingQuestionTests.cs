using TradingAi.Core.Analytics.Risk;
using TradingAi.Core.Chat;
using TradingAi.Core.Journal;
using TradingAi.Core.Language;
using TradingAi.Tests.Support;

namespace TradingAi.Tests.Language;

/// <summary>Questions for both sides of something, for what is open, and for the risk of now.</summary>
public sealed class StandingQuestionTests
{
    private static readonly JournalSnapshot s_journal = WithOpen(GeneratedJournal.Make(7, 120));

    private readonly AskedJournal _asked = new(s_journal, SampleJournal.AsOf);

    [Theory]
    [InlineData("How did I do with and without a stop?")]
    [InlineData("How did I do with a stop and without a stop?")]
    [InlineData("Do I do better with stops or without?")]
    [InlineData("How do trades with a stop loss compare with those without?")]
    [InlineData("net P&L with or without a stop loss")]
    public async Task Both_sides_of_a_property_are_told(string question)
    {
        var grounding = await _asked.AskAsync(question);

        Assert.Equal(ChatOutcome.Answered, grounding.Outcome);
        var sides = grounding.Facts.Where(f => f.Figure == "net_pnl").Select(AskedJournal.NumberOf).Order();
        var closed = s_journal.ClosedTrades.ToLookup(t => t.StopLoss is not null, t => t.NetPnl!.Value);
        Assert.Equal(new[] { closed[true].Sum(), closed[false].Sum() }.Order(), sides);
        Assert.Empty(GroundednessCheck.Of(grounding.Narrative, grounding).Unsupported);
    }

    [Fact]
    public async Task Options_have_no_stop_and_stand_on_neither_side()
    {
        var grounding = await new AskedJournal(SampleJournal.Snapshot, SampleJournal.AsOf).AskAsync("How did I do with and without a stop?");

        var stocks = SampleJournal.Snapshot.ClosedTrades.Where(t => t.Asset == Asset.Stock && t.ExitAt < SampleJournal.AsOf).ToLookup(t => t.StopLoss is not null, t => t.NetPnl!.Value);
        Assert.Equal(
            [stocks[true].Sum(), stocks[false].Sum()],
            grounding.Facts.Where(f => f.Figure == "net_pnl").Select(AskedJournal.NumberOf));
        Assert.Equal(
            [stocks[true].Average(), stocks[false].Average()],
            grounding.Facts.Where(f => f.Figure == "expectancy").Select(f => decimal.Round(AskedJournal.NumberOf(f), 8)),
            (a, b) => Math.Abs(a - b) < 1e-6m);
        Assert.Contains("A trade made more without a stop loss all the same [F", grounding.Narrative, StringComparison.Ordinal);
        Assert.Empty(GroundednessCheck.Of(grounding.Narrative, grounding).Unsupported);
    }

    [Theory]
    [InlineData("2025 vs 2026", "A trade made more in 2025 all the same [F")]
    [InlineData("mornings vs afternoons on NVDA", "A trade made more entered from 12:00 to 18:00 all the same [F")]
    public async Task Where_a_trade_made_more_on_the_side_of_the_smaller_total_that_is_cited(string question, string sentence)
    {
        var grounding = await new AskedJournal(SampleJournal.Snapshot, SampleJournal.AsOf).AskAsync(question);

        Assert.Contains(sentence, grounding.Narrative, StringComparison.Ordinal);
        Assert.Empty(GroundednessCheck.Of(grounding.Narrative, grounding, question).Unsupported);
    }

    [Theory]
    [InlineData("P&L with and without AAA")]
    [InlineData("win rate with and without Fridays")]
    public async Task Half_of_a_question_is_not_answered(string question) => Assert.Equal(ChatOutcome.Declined, (await _asked.AskAsync(question)).Outcome);

    [Theory]
    [InlineData("What are my open positions?")]
    [InlineData("Which positions are open?")]
    [InlineData("What am I still holding?")]
    public async Task Open_positions_are_listed(string question)
    {
        var grounding = await _asked.AskAsync(question);

        Assert.Equal(["stock:901", "stock:902", "stock:903"], grounding.Facts.Select(f => f.Ref).OfType<string>().Distinct().Order());
        Assert.Empty(GroundednessCheck.Of(grounding.Narrative, grounding).Unsupported);
    }

    [Theory]
    [InlineData("Which open position is the biggest?")]
    [InlineData("What is my largest open position?")]
    public async Task The_largest_open_position_is_named(string question)
    {
        var grounding = await _asked.AskAsync(question);

        Assert.Equal("stock:902", grounding.Facts[0].Ref ?? (string?)grounding.Facts[0].Value);
        Assert.Contains(grounding.Facts, f => f.Figure == "total_notional" && AskedJournal.NumberOf(f) == 9000m);
        Assert.DoesNotContain("closed", grounding.Narrative, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("What is my exposure?")]
    [InlineData("How exposed am I right now?")]
    public async Task Exposure_is_that_of_the_analytics(string question)
    {
        var grounding = await _asked.AskAsync(question);

        var open = Exposure.Of([.. s_journal.Trades.Where(t => t.ExitAt is null)]);
        Assert.Equal(open.GrossNotional, AskedJournal.NumberOf(grounding.Facts.Single(f => f.Figure == "open_gross_notional")));
        Assert.Equal(open.NetNotional, AskedJournal.NumberOf(grounding.Facts.Single(f => f.Figure == "open_net_notional")));
        Assert.Equal(open.LargestShare!.Value, (double)AskedJournal.NumberOf(grounding.Facts.Single(f => f.Figure == "largest_open_share")), 12);
        Assert.Empty(GroundednessCheck.Of(grounding.Narrative, grounding).Unsupported);
    }

    [Theory]
    [InlineData("What is my risk score?")]
    [InlineData("How risky is my trading right now?")]
    public async Task The_risk_score_is_told_with_its_factors(string question)
    {
        var grounding = await _asked.AskAsync(question);

        var score = RiskScore.Of(s_journal, SampleJournal.AsOf);
        Assert.Equal(score.Score, (int)grounding.Facts[0].Value!);
        Assert.All(score.Factors, f => Assert.Contains(f.Explanation, grounding.Narrative, StringComparison.Ordinal));
        Assert.Empty(GroundednessCheck.Of(grounding.Narrative, grounding).Unsupported);
    }

    [Fact]
    public async Task A_score_of_which_little_is_known_is_not_told_as_if_it_were()
    {
        var few = TradeBuilder.Journal(TradeBuilder.OneADay(10, -5, 8));
        var grounding = await new AskedJournal(few, SampleJournal.AsOf).AskAsync("What is my risk score?");

        var score = RiskScore.Of(few, SampleJournal.AsOf);
        Assert.InRange(score.Known, 1, 99);
        Assert.Contains($"that is {score.Known} [F6] of its points, so it may be higher", grounding.Narrative, StringComparison.Ordinal);
        Assert.Empty(GroundednessCheck.Of(grounding.Narrative, grounding).Unsupported);
        Assert.DoesNotContain("may be higher", (await _asked.AskAsync("What is my risk score?")).Narrative, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_figure_and_what_to_work_on_are_both_told()
    {
        var asked = new AskedJournal(GeneratedJournal.Make(5, 400, t => t.Symbol == "CCC" ? -900 : 0), SampleJournal.AsOf);
        var grounding = await asked.AskAsync("How did I do overall, and what should I work on?");

        Assert.Equal("net_pnl", grounding.Facts[0].Figure);
        Assert.Contains(grounding.Facts, f => f is { Figure: "finding" } && f.Filters["symbol"] == "CCC");
        Assert.Equal(grounding.Facts.Count, grounding.Facts.Select(f => f.Id).Distinct().Count());
        Assert.Empty(GroundednessCheck.Of(grounding.Narrative, grounding).Unsupported);
    }

    [Theory]
    [InlineData("Should I buy AAA tomorrow?")]
    [InlineData("Will AAA go up next week?")]
    public async Task What_to_trade_is_declined_as_such(string question)
    {
        var grounding = await _asked.AskAsync(question);

        Assert.Equal(ChatOutcome.Declined, grounding.Outcome);
        Assert.Contains("no investment advice", grounding.Narrative, StringComparison.Ordinal);
    }

    // 901: 100 × 30 long, 902: 300 × 30 short, 903: 100 × 10 long.
    private static JournalSnapshot WithOpen(JournalSnapshot journal)
    {
        Trade Open(int id, int price, int quantity, Direction direction) => new()
        {
            Ref = new EntityRef(EntityType.Stock, $"{id}"), Symbol = $"OPN{id % 10}", Direction = direction, Quantity = quantity, EntryPrice = price, EntryAt = SampleJournal.AsOf.AddDays(-2),
        };
        return new JournalSnapshot(
            1, journal.Profile, [.. journal.Trades, Open(901, 100, 30, Direction.Long), Open(902, 300, 30, Direction.Short), Open(903, 100, 10, Direction.Long)], [], [], journal.Playbooks);
    }
}
