using System.Text.Json.Nodes;
using TradingAi.Core.Chat;
using TradingAi.Core.Language;
using TradingAi.Tests.Predictions;
using TradingAi.Tests.Support;

namespace TradingAi.Tests.Language;

/// <summary>Questions for the days ahead.</summary>
public sealed class ForecastQuestionTests
{
    private readonly AskedJournal _sample = new(SampleJournal.Snapshot, SampleJournal.AsOf);

    [Theory]
    [InlineData("How might next week go?", "7d")]
    [InlineData("What will my P&L be next week?", "7d")]
    [InlineData("How much could I make in the next two weeks?", "14d")]
    [InlineData("forecast for the next 30 days", "30d")]
    [InlineData("What do you expect for next month?", "30d")]
    [InlineData("Will I be profitable next week?", "7d")]
    [InlineData("What are the odds that I make money over the next 14 days?", "14d")]
    public async Task The_range_of_the_prediction_is_told_with_how_sure_it_is(string question, string horizon)
    {
        var expected = await Foresight.PredictAsync(SampleJournal.Snapshot, horizon: horizon);
        var grounding = await _sample.AskAsync(question);

        Assert.Equal(ChatOutcome.Answered, grounding.Outcome);
        Assert.Equal(
            [
                ("forecast_net_pnl", expected.Performance!.ExpectedPnl),
                ("forecast_net_pnl_low", expected.Performance.Interval80[0]),
                ("forecast_net_pnl_high", expected.Performance.Interval80[1]),
            ],
            grounding.Facts.Take(3).Select(f => (f.Figure, f.Value!.GetValue<decimal>())));
        Assert.Equal(expected.Performance.ConfidenceScore, Value(grounding, "forecast_confidence").GetValue<double>());
        Assert.Equal(expected.Backtest!.Coverage80, Value(grounding, "backtest_coverage_80").GetValue<double>());
        Assert.Contains(expected.Disclaimer!, grounding.Narrative, StringComparison.Ordinal);
        Assert.Contains("investment advice", grounding.Narrative, StringComparison.Ordinal);
        Assert.Empty(GroundednessCheck.Of(grounding.Narrative, grounding).Unsupported);
    }

    [Fact]
    public async Task The_figure_that_is_asked_for_comes_first()
    {
        var expected = (await Foresight.PredictAsync(SampleJournal.Snapshot)).Performance!;
        foreach (var (question, figure, value) in new[]
        {
            ("What will my win rate be next week?", "forecast_win_rate", expected.ExpectedWinRate),
            ("How many trades will I close in the next 7 days?", "forecast_trade_count", expected.ExpectedTrades),
        })
        {
            var grounding = await _sample.AskAsync(question);
            Assert.Equal((figure, value), (grounding.Facts[0].Figure, grounding.Facts[0].Value!.GetValue<double>()));
            Assert.Empty(GroundednessCheck.Of(grounding.Narrative, grounding).Unsupported);
        }
    }

    [Theory]
    [InlineData("What will my P&L be next year?")]
    [InlineData("How will I do tomorrow?")]
    [InlineData("What will my P&L be in the next 3 weeks?")]
    [InlineData("What will my P&L be on NVDA next week?")]
    [InlineData("What will NVDA do next week?")]
    [InlineData("How much will I make on Fridays next month?")]
    [InlineData("Will the market go up next week?")]
    public async Task Other_spans_parts_of_the_journal_and_markets_are_declined(string question)
    {
        var grounding = await _sample.AskAsync(question);
        Assert.True(grounding.Outcome == ChatOutcome.Declined, grounding.Narrative);
        Assert.Empty(grounding.Facts);
    }

    [Fact]
    public async Task Too_little_history_is_said_and_nothing_predicted()
    {
        var grounding = await new AskedJournal(GeneratedJournal.Make(3, 5), SampleJournal.AsOf).AskAsync("How might next week go?");
        Assert.Equal(ChatOutcome.Declined, grounding.Outcome);
        Assert.Contains("too short", grounding.Narrative, StringComparison.Ordinal);
        Assert.Empty(grounding.Facts);
    }

    private static JsonNode Value(Grounding grounding, string figure) => grounding.Facts.Single(f => f.Figure == figure).Value!;
}
