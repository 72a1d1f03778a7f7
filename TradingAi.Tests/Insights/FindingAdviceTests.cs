using TradingAi.Core.Analytics;
using TradingAi.Core.Insights;
using TradingAi.Core.Journal;
using TradingAi.Tests.Support;

namespace TradingAi.Tests.Insights;

/// <summary>A finding describes; advice follows only where it can be acted on before the result is known, and money speaks for it.</summary>
public class FindingAdviceTests
{
    [Theory]
    [InlineData(20, -60, 300, 20, "<1h", "under 1 hour")]
    [InlineData(300, 60, 20, -20, "1h-1d", "1 hour to 1 day")]
    public void Results_by_hold_time_are_told_in_words_and_lead_to_no_advice(int minutes, int pnl, int otherMinutes, int otherPnl, string key, string words)
    {
        var trades = Enumerable.Range(0, 90).Select(n => n % 3 == 0
            ? TradeBuilder.Closed(n + 1, pnl + (n % 7), TradeBuilder.Start.AddDays(n), TimeSpan.FromMinutes(minutes))
            : TradeBuilder.Closed(n + 1, otherPnl + (n % 7), TradeBuilder.Start.AddDays(n), TimeSpan.FromMinutes(otherMinutes)));
        var drafts = Compose(TradeBuilder.Journal(trades));
        var finding = Found(drafts, "hold");

        Assert.Equal(key, finding.Key);
        Assert.StartsWith($"In hindsight: without the 30 trades held {words}, ", finding.Worth.Text, StringComparison.Ordinal);
        Assert.StartsWith($"The 30 trades held {words} won ", finding.Text, StringComparison.Ordinal);
        Assert.Contains("no ground to hold longer or shorter", finding.Text, StringComparison.Ordinal);
        Assert.All(drafts, d => Assert.DoesNotContain(key, d.Title + d.Content, StringComparison.Ordinal));
        Assert.All(drafts.SelectMany(d => d.Recommendations), text => Assert.DoesNotContain("held", text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(80, false)]
    [InlineData(-80, true)]
    public void Adding_to_losers_is_advised_against_where_it_cost_and_never_advised(int added, bool advised)
    {
        var trades = Enumerable.Range(0, 80).Select(n =>
        {
            var entry = TradeBuilder.Start.AddDays(n / 2).AddMinutes(n % 2 * 5);
            var trade = TradeBuilder.Closed(n + 1, 0, entry, TimeSpan.FromHours(2)) with { EntryPrice = n % 2 == 0 ? 10_000 : 9_950 };
            return trade with { ExitPrice = trade.EntryPrice + (n % 2 == 0 ? 0 : added) + (n % 7) - 3 };
        });
        var drafts = Compose(TradeBuilder.Journal(trades));

        Assert.Equal(advised ? "negative" : "positive", Found(drafts, "averaging_down").Direction);
        Assert.Equal(advised, drafts.SelectMany(d => d.Recommendations).Any(text => text.Contains("added", StringComparison.Ordinal)));
    }

    [Fact]
    public void Losers_held_longer_are_told_in_one_unit_and_no_advice_rests_on_hindsight()
    {
        var trades = Enumerable.Range(0, 120).Select(n => TradeBuilder.Closed(
            n + 1, n % 2 == 0 ? 50 : -40, TradeBuilder.Start.AddDays(n), n % 2 == 0 ? TimeSpan.FromHours(20) : TimeSpan.FromHours(110)));
        var drafts = Compose(TradeBuilder.Journal(trades));
        var finding = Found(drafts, "hold_time");

        Assert.StartsWith("In hindsight: without the 60 trades that lost and stayed open longer than the average winner, ", finding.Worth.Text, StringComparison.Ordinal);
        Assert.StartsWith("The 60 trades that lost were held 110.0 hours on average, the 60 winners 20.0 hours (", finding.Text, StringComparison.Ordinal);
        Assert.Equal(
            ["Decide before the entry when a losing trade is closed: the 60 trades that lost stayed open 90.0 hours longer than the winners on average."],
            drafts.SelectMany(d => d.Recommendations).Where(text => text.Contains("that lost", StringComparison.Ordinal)).Distinct());
    }

    [Fact]
    public void What_did_worse_but_made_money_is_not_advised_against()
    {
        var drafts = Compose(GeneratedJournal.Make(5, 400, t => t.Tags[0] == "gut" ? 100 : 600));
        var finding = Assert.Single(drafts.SelectMany(d => d.Findings).DistinctBy(f => (f.Dimension, f.Key)), f => f is { Dimension: "tag", Key: "gut" });

        Assert.Equal("negative", finding.Direction);
        Assert.True(finding.Worth.NetPnl > 0);
        Assert.DoesNotContain(drafts.SelectMany(d => d.Recommendations), text => text.Contains("gut", StringComparison.Ordinal));
    }

    [Fact]
    public void Who_the_others_are_is_said_where_they_are_not_all_others()
    {
        var stocks = Enumerable.Range(0, 80).Select(n =>
            TradeBuilder.Closed(n + 1, (n % 2 == 0 ? 60 : -60) + (n % 7), TradeBuilder.Start.AddDays(n), TimeSpan.FromHours(2)) with
            {
                StopLoss = n % 2 == 0 ? 9_940 : null,
            });
        var options = Enumerable.Range(0, 30).Select(n => TradeBuilder.Closed(n + 1, (n % 9) - 4, TradeBuilder.Start.AddDays(n).AddHours(4), TimeSpan.FromHours(2)) with
        {
            Ref = new EntityRef(EntityType.Option, $"o{n}"),
        });
        var finding = Found(Compose(TradeBuilder.Journal(stocks.Concat(options))), "stop");

        Assert.Contains("the 40 trades in stocks with one won", finding.Text, StringComparison.Ordinal);
        Assert.StartsWith("Without the 40 trades in stocks without a stop, the 70 trades left made ", finding.Worth.Text, StringComparison.Ordinal);
    }

    private static List<InsightDraft> Compose(JournalSnapshot journal)
    {
        var composer = new InsightComposer(new TradeSample(journal, TimeRange.All, SampleJournal.AsOf), CancellationToken.None);
        return [.. InsightTypes.All.Select(composer.Compose)];
    }

    private static Finding Found(List<InsightDraft> drafts, string dimension) =>
        drafts.SelectMany(d => d.Findings).First(f => f.Dimension == dimension);
}
