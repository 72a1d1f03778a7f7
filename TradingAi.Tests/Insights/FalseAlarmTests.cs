using TradingAi.Core.Analytics;
using TradingAi.Core.Insights;
using TradingAi.Core.Insights.Statistics;
using TradingAi.Tests.Support;

namespace TradingAi.Tests.Insights;

public class FalseAlarmTests
{
    private const int Journals = 40;

    [Fact]
    public void Journals_without_an_effect_rarely_show_one()
    {
        var alarmed = Enumerable.Range(1, Journals).Count(seed => Findings(GeneratedJournal.Make(seed, 250)).Count > 0);

        // At a false discovery rate of 5 %, 2 are expected; more than 5 of 40 would happen once in seventy times.
        Assert.InRange(alarmed, 0, 5);
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

    private static IReadOnlyList<Finding> Findings(Core.Journal.JournalSnapshot journal) =>
        new InsightComposer(new TradeSample(journal, TimeRange.All, SampleJournal.AsOf), CancellationToken.None).AllFindings;
}
