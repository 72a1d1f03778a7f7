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

    [Fact]
    public void An_insight_without_a_finding_of_its_own_does_not_deny_those_of_others()
    {
        var journal = GeneratedJournal.Make(5, 400, t => t.Symbol == "CCC" ? -400 : 0);
        var composer = new InsightComposer(new TradeSample(journal, TimeRange.All, SampleJournal.AsOf), CancellationToken.None);
        var drafts = InsightTypes.All.Select(composer.Compose).ToList();
        var silent = drafts.Where(d => d.Findings.Count == 0).ToList();

        Assert.NotEmpty(silent);
        Assert.True(silent.Count < drafts.Count);
        Assert.All(silent, d => Assert.EndsWith("nothing beyond chance on this subject", d.Title, StringComparison.Ordinal));
        Assert.All(silent, d => Assert.Contains("but none on this subject.", d.Content, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(-400, false)]
    public void The_best_and_the_worst_of_a_kind_are_no_difference_unless_one_was_found(int effect, bool chance)
    {
        var text = AllText(GeneratedJournal.Make(5, 400, t => t.Symbol == "CCC" ? effect : 0), TimeRangeName.All, SampleJournal.AsOf);
        var sentence = text.Split("By symbol, ")[1].Split(" By ")[0];

        Assert.Equal(chance, sentence.Contains("which chance alone may have done", StringComparison.Ordinal));
        Assert.Contains("By weekday of entry, ", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_single_division_is_not_counted()
    {
        var texts = Enumerable.Range(20, 10)
            .Select(count => TradeBuilder.OneADay([.. Enumerable.Range(0, count).Select(n => (decimal)((n * 7919 % 101) - 50))]))
            .Select(trades => AllText(TradeBuilder.Journal(trades.Select((t, n) => t with { Symbol = n % 2 == 0 ? "AAA" : "BBB" })), TimeRangeName.All, SampleJournal.AsOf))
            .ToList();

        Assert.Contains(texts, text => text.Contains("The one division of these ", StringComparison.Ordinal));
        Assert.All(texts, text => Assert.DoesNotContain("1 division ", text.Replace("11 division", "", StringComparison.Ordinal), StringComparison.Ordinal));
    }

    [Fact]
    public void Advice_names_the_loss_that_it_speaks_of_first() =>
        Assert.Matches(
            @"The \d+ trades opened within \d+ minutes of a \w+ loss [^:]*: leave the desk after such a loss", AllText(SampleJournal.Snapshot, TimeRangeName.All, SampleJournal.AsOf));

    [Fact]
    public void A_chance_too_small_to_show_is_no_nothing()
    {
        // Enough trades for the normal approximation, which goes below what permutations can tell.
        var text = AllText(GeneratedJournal.Make(5, 4400, t => t.Direction == Direction.Short ? -900 : 0), TimeRangeName.All, SampleJournal.AsOf);

        Assert.Contains("q < 0.0001", text, StringComparison.Ordinal);
        Assert.DoesNotContain("0.0000", text, StringComparison.Ordinal);
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
