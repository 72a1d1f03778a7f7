using System.Text.RegularExpressions;
using TradingAi.Core.Analytics;
using TradingAi.Core.Insights;
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
        var (week, month) = (await Foresight.PredictAsync(journal), await Foresight.PredictAsync(journal, horizon: "30d"));
        Assert.InRange(month.Performance!.ExpectedTrades / week.Performance!.ExpectedTrades, 3.8, 4.8);
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
    public async Task A_single_trade_is_counted_as_one() => Assert.StartsWith(
        "There is 1 closed trade over ", (await Foresight.PredictAsync(TradeBuilder.Journal(TradeBuilder.OneADay(5)), TradeBuilder.Start.AddDays(3))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task A_trader_who_always_makes_the_same_is_predicted_exactly()
    {
        var journal = TradeBuilder.Journal(TradeBuilder.OneADay([.. Enumerable.Repeat(25m, 140)]));
        var performance = (await Foresight.PredictAsync(journal, TradeBuilder.Start.AddDays(140))).Performance!;
        Assert.Equal((175m, 7.0, 1.0), (performance.ExpectedPnl, performance.ExpectedTrades, performance.ExpectedWinRate));
        Assert.Equal([175m, 175m], performance.Interval95);
        Assert.Equal([7, 7], performance.TradesInterval95);
    }

    // 80% of weeks would lie within of a perfect forecast; the generator's results have heavy tails.
    [Fact]
    public async Task Stated_intervals_hold_what_comes()
    {
        var (weeks, held80, held95) = (0.0, 0.0, 0.0);
        foreach (var seed in Enumerable.Range(400, 12))
        {
            var backtest = (await Foresight.PredictAsync(GeneratedJournal.Make(seed))).Backtest!;
            weeks += backtest.Weeks;
            held80 += backtest.Weeks * backtest.Coverage80!.Value;
            held95 += backtest.Weeks * backtest.Coverage95!.Value;
        }

        Assert.InRange(held80 / weeks, 0.75, 0.85);
        Assert.InRange(held95 / weeks, 0.91, 0.98);
    }

    [Fact]
    public async Task The_backtest_of_a_later_week_keeps_what_the_earlier_one_saw()
    {
        var random = new Random(5);
        var journal = TradeBuilder.Journal(TradeBuilder.OneADay([.. Enumerable.Range(0, 210).Select(_ => (decimal)random.Next(-100, 110))]));
        var earlier = (await Foresight.PredictAsync(journal, Midnight(203))).Backtest!;
        var later = (await Foresight.PredictAsync(journal, Midnight(210))).Backtest!;

        // One week more, within its interval or not; nothing else has changed.
        Assert.Equal(earlier.Weeks + 1, later.Weeks);
        var more = (later.Coverage80!.Value * later.Weeks) - (earlier.Coverage80!.Value * earlier.Weeks);
        Assert.True(Math.Abs(more) < 1e-9 || Math.Abs(more - 1) < 1e-9, $"{more}");
    }

    [Theory]
    [InlineData(1, "up")]
    [InlineData(-1, "down")]
    public async Task Weeks_that_get_ever_better_or_worse_are_a_trend(int sign, string direction)
    {
        var random = new Random(6);
        var journal = TradeBuilder.Journal(TradeBuilder.OneADay([.. Enumerable.Range(0, 182).Select(n => sign * (decimal)(n + random.Next(-60, 60)))]));
        var trend = (await Foresight.PredictAsync(journal, Midnight(182))).Trend!;
        Assert.Equal(direction, trend.TrendDirection);
        Assert.InRange(trend.Strength, 0.8, 1);
        Assert.InRange(trend.Confidence, 0.999, 1);

        // A day more is one more in the day's result, so a week more is 49 more in the week's.
        Assert.Equal(sign * 49, trend.KeyIndicators.Single(i => i.Name == "weekly_pnl_slope").Value, 15.0);
    }

    [Fact]
    public async Task Weeks_that_differ_by_chance_alone_are_mostly_flat()
    {
        var flat = 0;
        foreach (var seed in Enumerable.Range(500, 20))
        {
            flat += (await Foresight.PredictAsync(GeneratedJournal.Make(seed, 200))).Trend!.TrendDirection == "flat" ? 1 : 0;
        }

        Assert.InRange(flat, 15, 20);
    }

    // Losing on average, so that every symbol and playbook lost.
    [Fact]
    public async Task No_group_is_named_that_insights_do_not_show()
    {
        var silent = 0;
        foreach (var seed in Enumerable.Range(600, 8))
        {
            var journal = GeneratedJournal.Make(seed, 300, edge: -0.01);
            var shown = FindingsOf(journal);
            var performance = (await Foresight.PredictAsync(journal)).Performance!;
            List<string> texts = [.. performance.RiskFactors, .. performance.Opportunities, .. performance.Recommendations];
            Assert.All(
                journal.Trades.Select(t => t.Symbol).Concat(journal.Trades.SelectMany(t => t.Tags)).Concat(journal.Playbooks.Select(p => p.Name)).Distinct(),
                name => Assert.True(
                    !texts.Exists(text => Regex.IsMatch(text, $@"\b{name}\b", RegexOptions.None, TimeSpan.FromSeconds(1))) || shown.Any(f => f.Key == name), $"{name} is named in {string.Join(" ", texts)}"));
            if (shown.Count == 0)
            {
                silent++;
                Assert.All([performance.RiskFactors, performance.Opportunities, performance.Recommendations], part => Assert.Contains(part, text => text.Contains("chance explains", StringComparison.Ordinal)));
            }
        }

        Assert.True(silent >= 6, $"{silent}");
    }

    [Fact]
    public async Task A_group_that_does_worse_beyond_chance_is_told_with_its_evidence_and_no_trade_twice()
    {
        var journal = GeneratedJournal.Make(610, 400, t => (t.Symbol == "CCC" ? -500 : 0) + (t.Tags.Contains("gut") ? -400 : 0));
        var shown = FindingsOf(journal);
        var performance = (await Foresight.PredictAsync(journal)).Performance!;
        Assert.All(["CCC", "gut"], key =>
        {
            var finding = shown.Single(f => f.Key == key);
            Assert.Contains(performance.RiskFactors, text => text.StartsWith(finding.Text, StringComparison.Ordinal));
            Assert.Contains(performance.Recommendations, text => text.Contains(key, StringComparison.Ordinal)
                && text.EndsWith($"Evidence: {finding.N} trades against {finding.NRest}, q = {finding.QValue:0.0000}.", StringComparison.Ordinal));
        });

        var told = shown.Where(f => performance.RiskFactors.Any(text => text.StartsWith(f.Text, StringComparison.Ordinal))).ToList();
        var together = told.SelectMany(f => f.Refs).Distinct().Count();
        Assert.True(together < told.Sum(f => f.N));
        Assert.Contains(performance.RiskFactors, text => text.Contains($"they are {together} trades", StringComparison.Ordinal));
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

    private static IReadOnlyList<Finding> FindingsOf(JournalSnapshot journal) =>
        new InsightComposer(new TradeSample(journal, TimeRange.All, SampleJournal.AsOf), TestContext.Current.CancellationToken).AllFindings;

    private static DateTimeOffset Midnight(int day) => new(TradeBuilder.Start.UtcDateTime.Date.AddDays(day), TimeSpan.Zero);

    private static JournalSnapshot With(JournalSnapshot journal, IEnumerable<Trade> trades) =>
        new(journal.Version, journal.Profile, trades, journal.TradeNotes, journal.Notebooks, journal.Playbooks);

    private static void AssertFourfold(IEnumerable<decimal> one, IEnumerable<decimal> four) =>
        Assert.All(one.Zip(four), pair => Assert.Equal((double)(4 * pair.First), (double)pair.Second, 0.001));
}
