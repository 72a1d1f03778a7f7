using TradingAi.Core.Analytics;
using TradingAi.Core.Journal;
using TradingAi.Core.Reports;
using TradingAi.Tests.Insights;

namespace TradingAi.Tests.Reports;

/// <summary>Makes whole reports of journals that a test gives.</summary>
internal sealed class ReportRooms : IDisposable
{
    private readonly InsightRooms _rooms = new();
    private int _users;

    public void Dispose() => _rooms.Dispose();

    public async Task<Report> MakeAsync(JournalSnapshot journal, TimeRange range, string asOf)
    {
        var (user, id) = await MakeAsync(journal, range, asOf, ReportTypes.AllSections);
        return await _rooms.Reports.GetAsync(user, id, CancellationToken.None);
    }

    /// <summary>The report as a document.</summary>
    public async Task<string> RenderAsync(JournalSnapshot journal, TimeRange range, string asOf, params IReadOnlyList<ReportSection> sections)
    {
        var (user, id) = await MakeAsync(journal, range, asOf, sections);
        return await _rooms.Reports.RenderAsync(user, id, CancellationToken.None);
    }

    private async Task<(UserId User, string Id)> MakeAsync(JournalSnapshot journal, TimeRange range, string asOf, IReadOnlyList<ReportSection> sections)
    {
        // Insights of a user are taken again while they are fresh.
        var (user, none) = (UserId.Parse($"given-{++_users}"), CancellationToken.None);
        _rooms.Journals[user] = journal;
        var wish = new ReportRequest(range, ReportType.Comprehensive, sections, DateTimeOffset.Parse(asOf));
        var id = (await _rooms.Reports.CreateAsync(user, wish, none)).Id;
        await _rooms.Builder.AddAnalyticsAsync(user, id, none);
        await _rooms.Builder.AddInsightsAsync(user, id, none);
        await _rooms.Builder.AddTradesAsync(user, id, none);
        await _rooms.Builder.AddSummaryAsync(user, id, none);
        await _rooms.Builder.CompleteAsync(user, id, none);
        return (user, id);
    }
}
