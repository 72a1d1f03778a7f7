using TradingAi.Core.Analytics;
using TradingAi.Core.Journal;
using TradingAi.Core.Operations;
using TradingAi.Core.Reports;
using TradingAi.Tests.Insights;
using TradingAi.Tests.Support;

namespace TradingAi.Tests.Reports;

public sealed class ReportTests : IDisposable
{
    private static readonly CancellationToken s_none = CancellationToken.None;
    private readonly InsightRooms _rooms = new();

    public void Dispose() => _rooms.Dispose();

    [Fact]
    public async Task A_report_gets_its_parts_step_by_step_and_steps_may_repeat()
    {
        var id = await CreateAsync(ReportTypes.AllSections);
        Assert.Equal(("pending", 0), await StateAsync(id));

        await StepsAsync(id);
        var running = await StateAsync(id);
        await StepsAsync(id);
        await _rooms.Builder.CompleteAsync(InsightRooms.Ann, id, s_none);
        var report = await _rooms.Reports.GetAsync(InsightRooms.Ann, id, s_none);

        Assert.Equal("running", running.Status);
        Assert.InRange(running.Progress, 50, 99);
        Assert.Equal(("completed", 100), (report.Status, report.Progress));
        var closed = GeneratedJournal.Make(21, 60).ClosedTrades.Count(t => t.ExitAt < SampleJournal.AsOf);
        Assert.Equal(closed, report.Analytics!.Figures.TradeCount);
        Assert.Equal(["performance", "risk", "patterns", "behavior"], report.Insights.Select(i => i.InsightType));
        Assert.Equal(closed, report.Trades.Count);
        Assert.NotEmpty(report.Summary!);
        Assert.Equal(4, (await _rooms.Insights.ListAsync(InsightRooms.Ann, null, null, PageRequest.First, s_none)).TotalCount);
    }

    [Fact]
    public async Task Figures_trades_and_letter_are_of_one_state_of_a_journal_that_changes_meanwhile()
    {
        var id = await CreateAsync(ReportTypes.AllSections);
        await _rooms.Builder.AddAnalyticsAsync(InsightRooms.Ann, id, s_none);
        await _rooms.Builder.AddInsightsAsync(InsightRooms.Ann, id, s_none);
        await _rooms.Builder.AddTradesAsync(InsightRooms.Ann, id, s_none);
        var journal = _rooms.Journals[InsightRooms.Ann] = GeneratedJournal.Make(23, 90);
        await _rooms.Builder.AddSummaryAsync(InsightRooms.Ann, id, s_none);
        await _rooms.Builder.CompleteAsync(InsightRooms.Ann, id, s_none);
        var report = await _rooms.Reports.GetAsync(InsightRooms.Ann, id, s_none);

        var closed = journal.ClosedTrades.Count(t => t.ExitAt < SampleJournal.AsOf);
        Assert.Equal(closed, report.Analytics!.Figures.TradeCount);
        Assert.Equal(closed, report.Trades.Count);
        Assert.Contains($"you closed {closed} trades", report.Summary!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_takes_fresh_insights_where_there_are_some()
    {
        var (first, second) = (await CreateAsync(ReportTypes.AllSections), await CreateAsync(ReportTypes.AllSections));
        await StepsAsync(first);
        await StepsAsync(second);

        Assert.Equal(
            (await _rooms.Reports.GetAsync(InsightRooms.Ann, first, s_none)).Insights.Select(i => i.Id),
            (await _rooms.Reports.GetAsync(InsightRooms.Ann, second, s_none)).Insights.Select(i => i.Id));
    }

    [Fact]
    public async Task Sections_that_were_not_asked_for_stay_empty()
    {
        var id = await CreateAsync([ReportSection.Summary]);
        await StepsAsync(id);
        await _rooms.Builder.CompleteAsync(InsightRooms.Ann, id, s_none);
        var report = await _rooms.Reports.GetAsync(InsightRooms.Ann, id, s_none);

        Assert.NotEmpty(report.Summary!);
        Assert.Null(report.Analytics);
        Assert.Empty(report.Insights);
        Assert.Empty(report.Trades);
        Assert.Empty(report.Patterns);
        Assert.Empty(report.Recommendations);
    }

    [Fact]
    public async Task A_promised_report_is_unfinished_until_it_ends()
    {
        var (done, failed, gone, open) = (
            await CreateAsync(ReportTypes.AllSections), await CreateAsync(ReportTypes.AllSections),
            await CreateAsync(ReportTypes.AllSections), await CreateAsync(ReportTypes.AllSections));
        await StepsAsync(done);
        await _rooms.Builder.CompleteAsync(InsightRooms.Ann, done, s_none);
        await _rooms.Builder.FailAsync(InsightRooms.Ann, failed, "No reason.", s_none);
        await _rooms.Reports.DeleteAsync(InsightRooms.Ann, gone, s_none);

        Assert.Equal(open, Assert.Single(await _rooms.Reports.FindUnfinishedAsync(s_none)).Id);
        Assert.Equal("No reason.", (await _rooms.Reports.GetAsync(InsightRooms.Ann, failed, s_none)).Error);
    }

    [Fact]
    public async Task Work_on_a_deleted_report_brings_nothing_back()
    {
        var id = await CreateAsync(ReportTypes.AllSections);
        await _rooms.Builder.AddAnalyticsAsync(InsightRooms.Ann, id, s_none);
        await _rooms.Reports.DeleteAsync(InsightRooms.Ann, id, s_none);
        await StepsAsync(id);
        await _rooms.Builder.CompleteAsync(InsightRooms.Ann, id, s_none);

        await Assert.ThrowsAsync<RequestRefusedException>(() => _rooms.Reports.GetAsync(InsightRooms.Ann, id, s_none));
        Assert.Equal(0, (await _rooms.Reports.ListAsync(InsightRooms.Ann, PageRequest.First, s_none)).TotalCount);
    }

    [Fact]
    public async Task Another_users_report_does_not_exist()
    {
        var id = await CreateAsync(ReportTypes.AllSections);

        await Assert.ThrowsAsync<RequestRefusedException>(() => _rooms.Reports.GetAsync(InsightRooms.Bob, id, s_none));
        await Assert.ThrowsAsync<RequestRefusedException>(() => _rooms.Reports.DeleteAsync(InsightRooms.Bob, id, s_none));
        Assert.Single((await _rooms.Reports.ListAsync(InsightRooms.Ann, PageRequest.First, s_none)).Items);
    }

    [Theory]
    [InlineData(TimeRangeName.All, 0)]
    [InlineData(TimeRangeName.Days30, 0)]
    [InlineData(TimeRangeName.Days7, 100)]
    public async Task Reports_of_two_journals_share_no_sentence(TimeRangeName range, int daysLater)
    {
        var ann = await SentencesAsync(InsightRooms.Ann);
        var bob = await SentencesAsync(InsightRooms.Bob);

        Assert.NotEmpty(ann);
        Assert.NotEmpty(bob);
        Assert.DoesNotContain(ann.Intersect(bob), sentence => !sentence.StartsWith('#') && !sentence.Contains("not investment advice", StringComparison.Ordinal));

        async Task<HashSet<string>> SentencesAsync(UserId user)
        {
            var wish = new ReportRequest(
                new TimeRange(range), ReportType.Comprehensive, ReportTypes.AllSections, SampleJournal.AsOf.AddDays(daysLater));
            var id = (await _rooms.Reports.CreateAsync(user, wish, s_none)).Id;
            await StepsAsync(id, user);
            var report = await _rooms.Reports.GetAsync(user, id, s_none);
            return Sentences.Of(
                [report.Summary!, .. report.Recommendations, .. report.Insights.SelectMany(i => i.Recommendations.Append(i.Title).Append(i.Content))]);
        }
    }

    private async Task<string> CreateAsync(IReadOnlyList<ReportSection> sections) => (await _rooms.Reports.CreateAsync(
        InsightRooms.Ann, new ReportRequest(TimeRange.All, ReportType.Comprehensive, sections, SampleJournal.AsOf), s_none)).Id;

    private Task StepsAsync(string id) => StepsAsync(id, InsightRooms.Ann);

    private async Task StepsAsync(string id, UserId user)
    {
        await Task.WhenAll(
            _rooms.Builder.AddAnalyticsAsync(user, id, s_none),
            _rooms.Builder.AddInsightsAsync(user, id, s_none),
            _rooms.Builder.AddTradesAsync(user, id, s_none));
        await _rooms.Builder.AddSummaryAsync(user, id, s_none);
    }

    private async Task<(string Status, int Progress)> StateAsync(string id)
    {
        var report = await _rooms.Reports.GetAsync(InsightRooms.Ann, id, s_none);
        return (report.Status, report.Progress);
    }
}
