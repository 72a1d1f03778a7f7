using TradingAi.Core.Analytics;
using TradingAi.Core.Insights;
using TradingAi.Core.Insights.Narration;
using TradingAi.Core.Journal;
using TradingAi.Core.Reports;
using TradingAi.Tests.Support;

namespace TradingAi.Tests.Reports;

public sealed class LetterTests : IDisposable
{
    private const string AsOf = "2026-10-31T04:59:59Z";
    private static readonly JournalSnapshot s_costly = GeneratedJournal.Make(5, 400, t => t.Symbol == "CCC" ? -250 : 0);
    private readonly ReportRooms _rooms = new();

    public void Dispose() => _rooms.Dispose();

    [Fact]
    public async Task A_letter_tells_what_happened_why_what_it_cost_and_how_it_compares()
    {
        var report = await _rooms.MakeAsync(s_costly, new TimeRange(TimeRangeName.Days90), AsOf);

        Assert.Equal(
            ["## What happened", "## Why", "## What it cost", "## Compared with before"],
            report.Summary!.Split('\n').Where(line => line.StartsWith('#')));
        Assert.Contains("not investment advice", report.Summary.Split("\n\n")[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_history_proves_is_priced_in_the_period()
    {
        var report = await _rooms.MakeAsync(s_costly, new TimeRange(TimeRangeName.Days30), AsOf);
        var start = LocalTime.StartOf(new DateOnly(2026, 9, 30), s_costly.TimeZone);
        var month = s_costly.ClosedTrades.Where(t => t.ExitAt >= start && t.ExitAt < DateTimeOffset.Parse(AsOf)).ToList();
        var costly = month.Where(t => t.Symbol == "CCC").ToList();
        var words = new Wording(s_costly);

        Assert.NotEmpty(costly);
        Assert.Contains($"{costly.Count} trades in CCC made {words.Money(costly.Sum(t => t.NetPnl!.Value))}; without them the result would be {words.Money(month.Except(costly).Sum(t => t.NetPnl!.Value))}", report.Summary!, StringComparison.Ordinal);
        Assert.Contains("in CCC", report.Recommendations[0], StringComparison.Ordinal);
        Assert.Contains(costly.MinBy(t => t.NetPnl)!.Ref.ToString(), report.Recommendations[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(TimeRangeName.Days30)]
    [InlineData(TimeRangeName.Days90)]
    [InlineData(TimeRangeName.All)]
    public async Task What_stands_out_in_the_period_itself_is_in_its_letter(TimeRangeName name)
    {
        const int MostReasons = 5;
        var range = new TimeRange(name);
        var report = await _rooms.MakeAsync(SampleJournal.Snapshot, range, AsOf);
        var found = new InsightComposer(new TradeSample(SampleJournal.Snapshot, range, DateTimeOffset.Parse(AsOf)), CancellationToken.None).AllFindings;

        Assert.NotEmpty(found);
        Assert.Equal(Math.Min(MostReasons, found.Count), found.Count(f => report.Summary!.Contains(f.Text, StringComparison.Ordinal)));
        Assert.Contains($", {found.Count} {(found.Count == 1 ? "differs" : "differ")} by more than chance explains (q ≤ 0.025)", report.Summary!, StringComparison.Ordinal);
        Assert.DoesNotContain("none differs", report.Summary!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_division_that_passes_the_test_and_is_no_finding_is_not_said_to_be_chance()
    {
        // AAA wins nearly always, but two of its trades at a hundred times the stake lose more than all that.
        var trades = Enumerable.Range(0, 80).Select(n => TradeBuilder.Closed(n + 1, n % 2 == 0 ? 20 + (n % 7) : -20 - (n % 5), TradeBuilder.Start.AddDays(n), TimeSpan.FromHours(1)) with
        {
            Symbol = n % 2 == 0 ? "AAA" : "BBB",
        }).Select(t => t.Ref.Id is "41" or "61" ? t with { Quantity = 100, ExitPrice = t.EntryPrice - 10 } : t);
        var report = await _rooms.MakeAsync(TradeBuilder.Journal(trades), TimeRange.All, AsOf);

        Assert.Contains("none stands up: the clearest (q = ", report.Summary!, StringComparison.Ordinal);
        Assert.DoesNotContain("chance explains", report.Summary!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Three_things_at_most_are_asked_for_and_each_has_evidence()
    {
        foreach (var (journal, least) in new[] { (s_costly, 1), (SampleJournal.Snapshot, 3), (GeneratedJournal.Make(11, 300), 0) })
        {
            var report = await _rooms.MakeAsync(journal, TimeRange.All, AsOf);

            Assert.InRange(report.Recommendations.Count, least, 3);
            Assert.All(report.Recommendations, text => Assert.Matches(@"[Ee]vidence: .*\d", text));
        }
    }

    [Fact]
    public async Task A_part_without_anything_to_say_says_so()
    {
        var journal = TradeBuilder.Journal(TradeBuilder.OneADay(1, 2, 3));
        var report = await _rooms.MakeAsync(journal, TimeRange.All, "2026-02-01T00:00:00Z");

        Assert.Contains("are too few to be divided", report.Summary!, StringComparison.Ordinal);
        Assert.Contains("none of the 3 trades lost", report.Summary!, StringComparison.Ordinal);
        Assert.Contains("nothing earlier is left", report.Summary!, StringComparison.Ordinal);
        Assert.Empty(report.Recommendations);
        Assert.Contains("Nothing to recommend", await _rooms.RenderAsync(journal, TimeRange.All, "2026-02-01T00:00:00Z", ReportTypes.AllSections), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_only_made_less_than_others_was_not_costly()
    {
        var journal = GeneratedJournal.Make(5, 400, t => t.Tags[0] == "gut" ? 100 : 600);
        var summary = (await _rooms.MakeAsync(journal, TimeRange.All, AsOf)).Summary!;

        Assert.Contains("tagged gut", summary, StringComparison.Ordinal);
        Assert.DoesNotContain("costly before", summary, StringComparison.Ordinal);
        Assert.Contains("No costly pattern that is known at the entry and lost money shows", summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_over_the_whole_history_is_no_pattern_of_a_month()
    {
        // The last third of the year lost: in a month all trades are of it.
        var journal = GeneratedJournal.Make(5, 400, t => int.Parse(t.Ref.Id) > 267 ? -300 : 100);
        var report = await _rooms.MakeAsync(journal, new TimeRange(TimeRangeName.Days30), AsOf);

        Assert.Contains("latest third", (await _rooms.MakeAsync(journal, TimeRange.All, AsOf)).Summary!, StringComparison.Ordinal);
        Assert.DoesNotContain("latest third", report.Summary! + string.Join(' ', report.Recommendations), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_costly_habit_that_made_money_this_time_is_told_as_such()
    {
        // CCC loses all year, but not in the last month.
        var month = SampleJournal.AsOf.AddDays(-30);
        var journal = GeneratedJournal.Make(5, 400, t => t.Symbol != "CCC" ? 0 : t.EntryAt < month.AddDays(-3) ? -350 : 100);
        var report = await _rooms.MakeAsync(journal, new TimeRange(TimeRangeName.Days30), AsOf);
        var inMonth = new TradeSample(journal, new TimeRange(TimeRangeName.Days30), DateTimeOffset.Parse(AsOf)).Trades.Where(t => t.Symbol == "CCC").ToList();
        var made = new Wording(journal).Money(inMonth.Sum(t => t.NetPnl!.Value));

        Assert.DoesNotContain('-', made);
        Assert.Contains($"This time there were {inMonth.Count}, and they made {made}, against the pattern.", report.Summary!, StringComparison.Ordinal);
        Assert.Contains($"What was costly before cost nothing this time: {inMonth.Count} trades in CCC made {made}", report.Summary!, StringComparison.Ordinal);
        Assert.DoesNotContain("No costly pattern", report.Summary, StringComparison.Ordinal);
        Assert.Contains(report.Recommendations, r => r.Contains("in CCC", StringComparison.Ordinal) && r.Contains($"this time made {made}, against it", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_period_without_a_trade_is_one_sentence()
    {
        var report = await _rooms.MakeAsync(s_costly, new TimeRange(TimeRangeName.Days7), "2028-01-01T00:00:00Z");

        Assert.Contains("there is nothing to say", report.Summary!, StringComparison.Ordinal);
        Assert.DoesNotContain("##", report.Summary, StringComparison.Ordinal);
        Assert.Empty(report.Recommendations);
    }
}
