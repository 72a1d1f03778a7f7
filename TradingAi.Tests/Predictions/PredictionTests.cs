using TradingAi.Core.Journal;
using TradingAi.Core.Predictions;
using TradingAi.Tests.Support;

namespace TradingAi.Tests.Predictions;

public sealed class PredictionTests
{
    [Fact]
    public async Task The_same_journal_and_day_give_the_same_prediction() => Assert.Equivalent(
        await Foresight.PredictAsync(GeneratedJournal.Make(31)), await Foresight.PredictAsync(GeneratedJournal.Make(31)), strict: true);

    [Fact]
    public async Task What_comes_later_changes_nothing()
    {
        var journal = GeneratedJournal.Make(32);
        var asOf = SampleJournal.AsOf.AddDays(-120);
        var past = With(journal, [.. journal.Trades.Where(t => t.ExitAt < asOf)]);

        Assert.True(past.Trades.Count < journal.Trades.Count);
        var (known, all) = (await Foresight.PredictAsync(past, asOf), await Foresight.PredictAsync(journal, asOf));
        Assert.Equal(known.Performance!.Interval80, all.Performance!.Interval80);
        Assert.Equal(known.Performance.WinRateInterval95, all.Performance.WinRateInterval95);
        Assert.Equivalent(known.Trend, all.Trend, strict: true);
        Assert.Equivalent(known.Patterns, all.Patterns, strict: true);
        Assert.Equivalent(known.Backtest, all.Backtest, strict: true);
    }

    [Fact]
    public async Task Money_moves_with_the_account_and_nothing_else_does()
    {
        var journal = GeneratedJournal.Make(33);
        var (one, four) = (await Foresight.PredictAsync(journal), await Foresight.PredictAsync(With(journal, [.. journal.Trades.Select(t => t with { Quantity = 4 * t.Quantity })])));

        AssertFourfold([one.Performance!.ExpectedPnl, .. one.Performance.Interval80, .. one.Performance.Interval95, one.Backtest!.MeanAbsoluteError!.Value, one.Backtest.BaselineError!.Value],
            [four.Performance!.ExpectedPnl, .. four.Performance.Interval80, .. four.Performance.Interval95, four.Backtest!.MeanAbsoluteError!.Value, four.Backtest.BaselineError!.Value]);
        AssertFourfold(one.Patterns!.Select(p => p.ExpectedReturn), four.Patterns!.Select(p => p.ExpectedReturn));
        Assert.Equal(one.Performance.WinRateInterval80, four.Performance.WinRateInterval80);
        Assert.Equal(one.Performance.TradesInterval95, four.Performance.TradesInterval95);
        Assert.Equal(one.Patterns!.Select(p => (p.Pattern, p.RiskLevel, p.SuccessProbability)), four.Patterns!.Select(p => (p.Pattern, p.RiskLevel, p.SuccessProbability)));
        Assert.Equal((one.Trend!.TrendDirection, one.Backtest.Coverage80), (four.Trend!.TrendDirection, four.Backtest.Coverage80));
    }

    [Fact]
    public async Task A_longer_horizon_holds_more_and_spreads_wider()
    {
        var journal = GeneratedJournal.Make(34);
        var (week, month) = (await Foresight.PredictAsync(journal), await Foresight.PredictAsync(journal, horizon: "28d"));
        Assert.InRange(month.Performance!.ExpectedTrades / week.Performance!.ExpectedTrades, 3.5, 4.5);
        Assert.InRange(Width(month) / Width(week), 1.5, 4);

        static double Width(Prediction prediction) => (double)(prediction.Performance!.Interval80[1] - prediction.Performance.Interval80[0]);
    }

    [Theory]
    [InlineData(19, 60, false)]
    [InlineData(20, 27, false)]
    [InlineData(20, 60, true)]
    public async Task A_prediction_needs_enough_trades_over_enough_days(int trades, int days, bool enough)
    {
        var start = new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
        var journal = TradeBuilder.Journal(Enumerable.Range(0, trades).Select(n =>
            TradeBuilder.Closed(n + 1, n % 3 == 0 ? -20 : 15, start.AddDays((double)n * (days - 1) / (trades - 1)), TimeSpan.FromHours(1))));
        var prediction = await Foresight.PredictAsync(journal, new DateTimeOffset(start.Date.AddDays(days), TimeSpan.Zero));
        Assert.Equal(enough ? Prediction.Predicted : Prediction.InsufficientHistory, prediction.Outcome);
        Assert.Equal(enough, prediction.Message is null);
    }

    [Fact]
    public async Task Trades_of_long_ago_alone_are_too_little()
    {
        var journal = GeneratedJournal.Make(35);
        Assert.Equal(Prediction.InsufficientHistory, (await Foresight.PredictAsync(journal, SampleJournal.AsOf.AddDays(120))).Outcome);
    }

    [Fact]
    public async Task A_trader_who_always_makes_the_same_is_predicted_exactly()
    {
        var journal = TradeBuilder.Journal(TradeBuilder.OneADay([.. Enumerable.Repeat(25m, 140)]));
        var performance = (await Foresight.PredictAsync(journal, TradeBuilder.Start.AddDays(140))).Performance!;
        Assert.Equal((175m, 7.0, 1.0), (performance.ExpectedPnl, performance.ExpectedTrades, performance.ExpectedWinRate));
        Assert.Equal([175m, 175m], performance.Interval95);
        Assert.Equal([7, 7], performance.TradesInterval95);
    }

    [Fact]
    public async Task No_sentence_promises_anything()
    {
        var prediction = await Foresight.PredictAsync(SampleJournal.Snapshot);
        Assert.Contains("not investment advice", prediction.Disclaimer);
        Assert.All(
            [.. prediction.Performance!.RiskFactors, .. prediction.Performance.Opportunities, .. prediction.Performance.Recommendations],
            text => Assert.DoesNotMatch("(?i)guarantee|will (make|earn|win|gain)|certain to|you will", text));
    }

    private static JournalSnapshot With(JournalSnapshot journal, IEnumerable<Trade> trades) =>
        new(journal.Version, journal.Profile, trades, journal.TradeNotes, journal.Notebooks, journal.Playbooks);

    private static void AssertFourfold(IEnumerable<decimal> one, IEnumerable<decimal> four) =>
        Assert.All(one.Zip(four), pair => Assert.Equal((double)(4 * pair.First), (double)pair.Second, 0.001));
}
