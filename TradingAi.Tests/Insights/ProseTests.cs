using System.Text.RegularExpressions;
using TradingAi.Core.Analytics;
using TradingAi.Core.Insights;
using TradingAi.Core.Journal;
using TradingAi.Tests.Support;

namespace TradingAi.Tests.Insights;

public partial class ProseTests
{
    [Theory]
    [InlineData(TimeRangeName.All, 0)]
    [InlineData(TimeRangeName.Days30, 0)]
    [InlineData(TimeRangeName.Days7, 100)]
    public void Two_journals_share_no_sentence(TimeRangeName range, int daysLater)
    {
        var asOf = SampleJournal.AsOf.AddDays(daysLater);
        var one = Sentences(SampleJournal.Snapshot, range, asOf);
        var other = Sentences(GeneratedJournal.Make(11, 400, t => t.Symbol == "BBB" ? -200 : 0), range, asOf);

        Assert.NotEmpty(one);
        Assert.NotEmpty(other);
        Assert.Empty(one.Intersect(other));
    }

    [Fact]
    public void A_range_without_a_trade_says_so_with_its_dates()
    {
        var asOf = SampleJournal.AsOf.AddYears(2);
        var insight = new InsightComposer(new TradeSample(SampleJournal.Snapshot, new TimeRange(TimeRangeName.Days7), asOf), CancellationToken.None)
            .Compose(InsightType.Performance);

        Assert.Contains("2028-10-23 to 2028-10-30 (7d)", insight.Content);
        Assert.Contains("nothing to say", insight.Content);
        Assert.Empty(insight.Findings);
        Assert.Empty(insight.Recommendations);
        Assert.Empty(insight.DataSources);
    }

    [Fact]
    public void Yen_have_no_decimals()
    {
        var text = AllText(GeneratedJournal.Make(3, 200, currency: "JPY", zone: "Asia/Tokyo"), TimeRangeName.All, SampleJournal.AsOf);

        Assert.Contains('¥', text);
        Assert.DoesNotMatch(YenWithDecimals(), text);
    }

    private static string AllText(JournalSnapshot journal, TimeRangeName range, DateTimeOffset asOf)
    {
        var composer = new InsightComposer(new TradeSample(journal, new TimeRange(range), asOf), CancellationToken.None);
        return string.Join('\n', InsightTypes.All.Select(composer.Compose).SelectMany(d => d.Recommendations.Prepend(d.Content).Prepend(d.Title)));
    }

    private static HashSet<string> Sentences(JournalSnapshot journal, TimeRangeName range, DateTimeOffset asOf) =>
        Support.Sentences.Of([AllText(journal, range, asOf)]);

    [GeneratedRegex(@"¥[\d,]+\.\d", RegexOptions.None, 1000)]
    private static partial Regex YenWithDecimals();
}
