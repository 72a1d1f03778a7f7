using TradingAi.Core.Alerts.Rules;
using TradingAi.Core.Analytics;
using TradingAi.Core.Analytics.Risk;
using TradingAi.Core.Insights.Narration;
using TradingAi.Core.Journal;
using TradingAi.Core.Reports;
using TradingAi.Tests.Predictions;
using TradingAi.Tests.Reports;
using TradingAi.Tests.Support;

namespace TradingAi.Tests.Insights;

public sealed class HostileNameTests
{
    [Fact]
    public void Nothing_of_two_names_in_a_sentence_is_live()
    {
        var names = HostileNames.Of(1).Take(20_000).Select(Wording.Name).ToList();
        Assert.All(names.Chunk(2), pair =>
        {
            var (a, b) = (pair[0], pair[1]);
            AssertDead($"The 5 trades in {a} made $1,000.00, “{b}” ({a}), playbook {b}: 3 of {a}, {b}.");
        });
    }

    [Theory]
    [InlineData("VWAP_reclaim")]
    [InlineData("A/B test")]
    [InlineData("0DTE <5 delta")]
    [InlineData("S&P* long")]
    [InlineData("#1 setup")]
    [InlineData("1. Opening drive")]
    [InlineData(">50 IV rank, -1σ")]
    [InlineData("BRK.B")]
    [InlineData("C# bot (v2)!")]
    [InlineData("寄り付き 🚀👩‍💻")]
    [InlineData("R&D: it's 50% = half")]
    public void A_name_that_people_use_stays_as_it_is(string name) => Assert.Equal(name, Wording.Name(name));

    [Theory]
    [InlineData("ORB **bold** <b>", "ORB bold")]
    [InlineData("[Fade](http://evil.example)", "Fade")]
    [InlineData("[A] breakout", "(A) breakout")]
    [InlineData("![p](http://evil.example/p.png)", "(unnamed)")]
    [InlineData("5*ATR", "5×ATR")]
    public void What_is_left_of_a_name_reads_on(string name, string plain) => Assert.Equal(plain, Wording.Name(name));

    [Fact]
    public async Task No_route_that_makes_texts_makes_a_name_of_the_journal_live()
    {
        using var reports = new ReportRooms();
        var asOf = SampleJournal.AsOf;
        var known = LiveMarkdown.Headings(await reports.RenderAsync(Plain(), TimeRange.All, $"{asOf:O}", ReportTypes.AllSections));
        Assert.Contains("What to do", known);
        foreach (var seed in Enumerable.Range(10, 6))
        {
            var journal = Hostile(Plain(), seed);
            var report = await reports.MakeAsync(journal, TimeRange.All, $"{asOf:O}");
            var prediction = await Foresight.PredictAsync(journal, asOf);
            var performance = prediction.Performance!;
            var occasion = AlertOccasion.Of(journal, journal.Trades.Select(t => t.Ref), asOf);
            var patterns = AlertRules.PatternsOf(journal, occasion.DateOf(asOf), TestContext.Current.CancellationToken);
            List<string> alerts = [.. AlertRules.Check(occasion, 0).Raised.Concat(occasion.Entered.SelectMany(t => AlertRules.CheckEntry(occasion, t, patterns))).Select(a => a.Message)];
            Assert.NotEmpty(report.Patterns);
            Assert.NotEmpty(alerts);

            var document = await reports.RenderAsync(journal, TimeRange.All, $"{asOf:O}", ReportTypes.AllSections);
            Assert.Subset(known.ToHashSet(), LiveMarkdown.Headings(document).ToHashSet());
            Assert.All(
                [
                    document, await reports.RenderAsync(journal, TimeRange.All, $"{asOf:O}", ReportSection.Insights, ReportSection.Patterns), report.Summary!, .. report.Recommendations, .. report.Patterns.SelectMany(f => new[] { f.Text, f.Worth.Text }),
                    .. report.Insights.SelectMany(i => i.Recommendations.Append(i.Title).Append(i.Content)),
                    .. performance.RiskFactors, .. performance.Opportunities, .. performance.Recommendations, .. prediction.Patterns!.Select(p => p.Pattern),
                    .. RiskScore.Of(journal, asOf).Factors.Select(f => f.Explanation), .. alerts,
                ],
                AssertDead);
        }
    }

    private static void AssertDead(string text)
    {
        Assert.True(LiveMarkdown.In(text).Count == 0, $"{string.Join(", ", LiveMarkdown.In(text))} in: {text}");
        Assert.DoesNotMatch(@"(?i)://|www\.\S|<[a-z/!?]|\u202e", text);
    }

    // Costly in one symbol and with one tag, with a large loss and open positions at the end.
    private static JournalSnapshot Plain()
    {
        var journal = GeneratedJournal.Make(7, 160, t => t.Symbol == "AAA" ? -600 : t.Tags.Contains("gut") ? -400 : 0);
        var last = journal.Trades[^1] with { EntryAt = SampleJournal.AsOf.AddHours(-5), ExitAt = SampleJournal.AsOf.AddHours(-4), Symbol = "AAA", ExitPrice = 1, Direction = Direction.Long };
        Trade[] open = [.. journal.Trades.Take(2).Select((t, n) => t with { Ref = new EntityRef(EntityType.Stock, $"open{n}"), EntryAt = SampleJournal.AsOf.AddHours(-3), ExitAt = null, ExitPrice = null, Symbol = n == 0 ? "AAA" : "BBB" })];
        return With(journal, [.. journal.Trades.SkipLast(1), last, .. open], journal.Playbooks);
    }

    private static JournalSnapshot Hostile(JournalSnapshot journal, int seed)
    {
        var (names, given) = (HostileNames.Of(seed).GetEnumerator(), new Dictionary<string, string>());
        return With(
            journal,
            [.. journal.Trades.Select((t, n) => t with
            {
                Ref = n % 3 == 0 ? new EntityRef(t.Ref.Type, Name($"id{n}") + n) : t.Ref,
                Symbol = Name(t.Symbol),
                StrategyType = Name($"strategy{n % 2}"),
                Tags = [.. t.Tags.Select(Name)],
                Mistakes = [.. t.Mistakes.Append("late").Select(Name)],
            })],
            [.. journal.Playbooks.Select(p => p with { Name = Name(p.Name) })]);

        string Name(string name)
        {
            if (!given.TryGetValue(name, out var hostile))
            {
                names.MoveNext();
                given[name] = hostile = names.Current + (given.ContainsValue(names.Current) ? given.Count : "");
            }

            return hostile;
        }
    }

    private static JournalSnapshot With(JournalSnapshot journal, IEnumerable<Trade> trades, IEnumerable<Playbook> playbooks) =>
        new(journal.Version, journal.Profile, trades, journal.TradeNotes, journal.Notebooks, playbooks);
}
