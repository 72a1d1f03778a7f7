using TradingAi.Core.Analytics;
using TradingAi.Core.Insights;
using TradingAi.Core.Operations;
using TradingAi.Tests.Support;

namespace TradingAi.Tests.Insights;

public sealed class InsightServiceTests : IDisposable
{
    private static readonly CancellationToken s_none = CancellationToken.None;
    private readonly InsightRooms _rooms = new();

    public void Dispose() => _rooms.Dispose();

    [Fact]
    public async Task An_insight_is_stored_whole()
    {
        var made = await MakeAsync(InsightType.Risk);

        Assert.Equivalent(made, await _rooms.Insights.GetAsync(InsightRooms.Ann, made.Id, s_none), strict: true);
        Assert.Equal("narrator", made.Model);
    }

    [Fact]
    public async Task Another_users_insight_does_not_exist()
    {
        var made = await MakeAsync(InsightType.Risk);

        await Assert.ThrowsAsync<RequestRefusedException>(() => _rooms.Insights.GetAsync(InsightRooms.Bob, made.Id, s_none));
        await Assert.ThrowsAsync<RequestRefusedException>(() => _rooms.Insights.DeleteAsync(InsightRooms.Bob, made.Id, s_none));
        Assert.Equal(made.Id, (await _rooms.Insights.GetAsync(InsightRooms.Ann, made.Id, s_none)).Id);
    }

    [Fact]
    public async Task A_list_goes_from_the_newest_to_the_oldest_over_pages_and_filters()
    {
        var made = new List<string>();
        foreach (var type in InsightTypes.All)
        {
            made.Add((await MakeAsync(type)).Id);
            _rooms.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        var first = await _rooms.Insights.ListAsync(InsightRooms.Ann, null, null, new PageRequest(3, null), s_none);
        var second = await _rooms.Insights.ListAsync(InsightRooms.Ann, null, null, new PageRequest(3, first.Next), s_none);
        var risk = await _rooms.Insights.ListAsync(InsightRooms.Ann, TimeRangeName.Days90, InsightType.Risk, PageRequest.First, s_none);

        Assert.Equal(4, first.TotalCount);
        Assert.Equal(Enumerable.Reverse(made), first.Items.Concat(second.Items).Select(i => i.Id));
        Assert.Null(second.Next);
        Assert.Equal("risk", Assert.Single(risk.Items).InsightType);
        Assert.Empty((await _rooms.Insights.ListAsync(InsightRooms.Ann, TimeRangeName.All, null, PageRequest.First, s_none)).Items);
    }

    [Fact]
    public async Task Daily_insights_made_twice_are_there_once()
    {
        var day = new DateOnly(2026, 10, 31);
        await _rooms.Daily.EnsureAsync(InsightRooms.Ann, day, SampleJournal.AsOf, s_none);
        await Task.WhenAll(
            _rooms.Daily.EnsureAsync(InsightRooms.Ann, day, SampleJournal.AsOf, s_none),
            _rooms.Daily.EnsureAsync(InsightRooms.Ann, day, SampleJournal.AsOf, s_none));

        var page = await _rooms.Insights.ListAsync(InsightRooms.Ann, null, null, PageRequest.First, s_none);
        Assert.Equal(8, page.TotalCount);
        Assert.Equal(8, page.Items.Select(i => (i.TimeRange, i.InsightType)).Distinct().Count());
    }

    private Task<Insight> MakeAsync(InsightType type) => _rooms.Insights.GenerateAsync(
        InsightRooms.Ann, new InsightRequest(new TimeRange(TimeRangeName.Days90), type, SampleJournal.AsOf), s_none);
}
