using TradingAi.Core.Analytics;
using TradingAi.Core.Insights;
using TradingAi.Core.Insights.Statistics;
using TradingAi.Core.Journal;
using TradingAi.Tests.Support;

namespace TradingAi.Tests.Insights;

public class FalseAlarmTests
{
    private const int Journals = 40;

    [Fact]
    public void Journals_without_an_effect_rarely_show_one()
    {
        var alarmed = Enumerable.Range(1, Journals).Count(seed => Findings(GeneratedJournal.Make(seed, 250)).Count > 0);

        // At most one in twenty is promised, so 2; more than 5 of 40 would happen once in seventy times.
        Assert.InRange(alarmed, 0, 5);
    }

    [Fact]
    public void A_wild_symbol_is_no_better_for_it_though_money_is_made_everywhere()
    {
        // A trade in AAA makes, and may lose, eight times what one in any other symbol does: nothing is done better there.
        var findings = Enumerable.Range(1, Journals / 2).Select(seed => Findings(GeneratedJournal.Make(seed, 400, scale: s => s == "AAA" ? 8 : 1, edge: 0.008)));

        Assert.InRange(findings.Count(f => f.Any(x => x.Dimension == "symbol")), 0, 2);
    }

    [Fact]
    public void An_amount_that_may_as_well_be_nothing_is_said_to_be_unsure_and_nothing_is_advised()
    {
        // A setup that loses a little nine times in ten and wins that back at the tenth: most results are worse, the mean is not.
        var drafts = Enumerable.Range(1, Journals / 2).Select(seed =>
        {
            var random = new Random(seed);
            var journal = GeneratedJournal.Make(seed, 300, t => t.PlaybookIds.Contains("p1") ? random.Next(10) == 0 ? 2_700 : -300 : 0);
            return new InsightComposer(new TradeSample(journal, TimeRange.All, SampleJournal.AsOf), CancellationToken.None).Compose(InsightType.Performance);
        }).ToList();
        var unsure = drafts.SelectMany(d => d.Findings.Where(f => f.Test.Contains("result", StringComparison.Ordinal)), (d, f) => (d.Recommendations, Finding: f))
            .ToLookup(x => x.Finding.ConfidenceInterval[0] <= 0 && x.Finding.ConfidenceInterval[1] >= 0);

        Assert.NotEmpty(unsure[true]);
        Assert.All(unsure[true], x => Assert.Contains("the interval holds 0", x.Finding.Text, StringComparison.Ordinal));
        Assert.All(unsure[true], x => Assert.DoesNotContain(x.Recommendations, r => r.Contains(x.Finding.Key, StringComparison.Ordinal)));
        Assert.All(unsure[false], x => Assert.DoesNotContain("the interval holds 0", x.Finding.Text, StringComparison.Ordinal));
    }

    [Fact]
    public void The_order_of_the_rows_does_not_matter()
    {
        var journal = WithEffect();
        var shuffled = Rebuilt(journal, journal.Trades.OrderBy(t => t.Ref.Id.Reverse().First()).ThenByDescending(t => t.EntryPrice));

        Assert.Equal(Keys(Findings(journal)), Keys(Findings(shuffled)));
        Assert.NotEmpty(Findings(journal));
    }

    [Fact]
    public void The_currency_scales_effects_and_leaves_p_values_alone()
    {
        var journal = WithEffect();
        var inCents = Rebuilt(journal, journal.Trades.Select(t => t with
        {
            EntryPrice = 100 * t.EntryPrice,
            ExitPrice = 100 * t.ExitPrice,
            StopLoss = 100 * t.StopLoss,
            Commissions = 100 * t.Commissions,
        }));
        var (one, other) = (Findings(journal), Findings(inCents));

        Assert.Equal(Keys(one), Keys(other));
        Assert.All(one.Zip(other), pair =>
        {
            Assert.Equal(100 * pair.First.Effect, pair.Second.Effect, 1e-6 * Math.Abs(pair.Second.Effect));
            Assert.Equal(100 * pair.First.Worth.Difference, pair.Second.Worth.Difference);
        });
    }

    [Fact]
    public void What_a_group_cost_is_the_range_without_it()
    {
        var journal = WithEffect();
        var worth = Assert.Single(Findings(journal), f => f is { Dimension: "symbol", Key: "CCC" }).Worth;
        var without = FigureCalculator.Compute([.. journal.ClosedTrades.Where(t => t.Symbol != "CCC" && t.ExitAt < SampleJournal.AsOf)], journal.TimeZone);

        Assert.Equal(without.NetPnl, worth.Without.NetPnl);
        Assert.Equal((without.TradeCount, without.WinRate, without.MaxDrawdown), (worth.Without.TradeCount, worth.Without.WinRate, worth.Without.MaxDrawdown));
        Assert.Equal(worth.Actual.NetPnl - worth.NetPnl, worth.Without.NetPnl);
        Assert.Equal(-worth.NetPnl, worth.Difference);
        Assert.True(worth.Difference > 0);
    }

    [Fact]
    public void Too_few_trades_are_no_finding_however_bad_they_are()
    {
        var nth = 0;
        var findings = Findings(GeneratedJournal.Make(9, 200, t => t.Symbol == "DDD" && ++nth <= 9 ? -2_000 : 0));

        Assert.DoesNotContain(findings, f => f.N < 10 || f.NRest < 10);
        Assert.All(findings, f => Assert.InRange(f.QValue, f.PValue, 0.05));
    }

    [Fact]
    public void A_journal_with_an_effect_shows_it()
    {
        var findings = Findings(GeneratedJournal.Make(5, 400, t => t.Symbol == "CCC" ? -250 : 0));

        Assert.Equal("negative", Assert.Single(findings, f => f is { Dimension: "symbol", Key: "CCC" }).Direction);
    }

    [Fact]
    public void Corrected_p_values_follow_the_step_up_rule()
    {
        // By hand: 0.01·4/1, 0.02·4/2, 0.03·4/3 and 0.5·4/4, each no larger than the next.
        Assert.Equal([0.04, 0.5, 0.04, 0.04], FalseDiscovery.QValues([0.02, 0.5, 0.01, 0.03]).Select(q => Math.Round(q, 12)));
    }

    private static JournalSnapshot WithEffect() => GeneratedJournal.Make(5, 400, t => t.Symbol == "CCC" ? -250 : 0);

    private static JournalSnapshot Rebuilt(JournalSnapshot journal, IEnumerable<Trade> trades) =>
        new(journal.Version, journal.Profile, trades, [], [], journal.Playbooks);

    private static IEnumerable<(string, string, double, double)> Keys(IEnumerable<Finding> findings) =>
        findings.Select(f => (f.Dimension, f.Key, f.PValue, Math.Round(f.QValue, 12)));

    private static IReadOnlyList<Finding> Findings(JournalSnapshot journal) =>
        new InsightComposer(new TradeSample(journal, TimeRange.All, SampleJournal.AsOf), CancellationToken.None).AllFindings;
}
