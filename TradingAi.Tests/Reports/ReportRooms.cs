using TradingAi.Core.Analytics;
using TradingAi.Core.Journal;
using TradingAi.Core.Reports;
using TradingAi.Tests.Insights;

namespace TradingAi.Tests.Reports;

/// <summary>Makes whole reports of journals that a test gives.</summary>
internal sealed class ReportRooms : IDisposable
{
    private readonly InsightRooms _rooms = new();

    public void Dispose() => _rooms.Dispose();

    public async Task<Report> MakeAsync(JournalSnapshot journal, TimeRange range, string asOf)
    {
        var (user, none) = (UserId.Parse("given"), CancellationToken.None);
        _rooms.Journals[user] = journal;
        var wish = new ReportRequest(range, ReportType.Comprehensive, ReportTypes.AllSections, DateTimeOffset.Parse(asOf));
        var id = (await _rooms.Reports.CreateAsync(user, wish, none)).Id;
        await _rooms.Builder.AddAnalyticsAsync(user, id, none);
        await _rooms.Builder.AddInsightsAsync(user, id, none);
        await _rooms.Builder.AddTradesAsync(user, id, none);
        await _rooms.Builder.AddSummaryAsync(user, id, none);
        await _rooms.Builder.CompleteAsync(user, id, none);
        return await _rooms.Reports.GetAsync(user, id, none);
    }
}
