using TradingAi.Core.Analytics;

namespace TradingAi.Tests.Analytics;

public class TimeRangeTests
{
    private static readonly TimeZoneInfo s_chicago = TimeZoneInfo.FindSystemTimeZoneById("America/Chicago");

    [Theory]
    [InlineData("7d", "2026-10-23T05:00:00Z")]
    [InlineData("30d", "2026-09-30T05:00:00Z")]
    [InlineData("90d", "2026-08-01T05:00:00Z")]
    [InlineData("ytd", "2026-01-01T06:00:00Z")]
    [InlineData("1y", "2025-10-30T05:00:00Z")]
    public void Named_ranges_start_at_local_midnight_and_end_now(string name, string start)
    {
        var asOf = DateTimeOffset.Parse("2026-10-31T04:59:59Z");
        Assert.True(TimeRange.TryParseName(name, out var parsed));

        var range = new TimeRange(parsed).Resolve(asOf, s_chicago);

        Assert.Equal(DateTimeOffset.Parse(start), range.Start);
        Assert.Equal(asOf, range.End);
        Assert.False(range.Contains(asOf));
        Assert.True(range.Contains(range.Start!.Value));
    }

    [Fact]
    public void All_has_no_start() =>
        Assert.Null(TimeRange.All.Resolve(DateTimeOffset.UnixEpoch, s_chicago).Start);

    [Fact]
    public void A_custom_range_includes_its_last_local_day()
    {
        var range = TimeRange.Custom(new DateOnly(2026, 3, 2), new DateOnly(2026, 3, 15))
            .Resolve(DateTimeOffset.Parse("2026-10-31T00:00:00Z"), s_chicago);

        Assert.Equal(DateTimeOffset.Parse("2026-03-02T06:00:00Z"), range.Start);
        Assert.Equal(DateTimeOffset.Parse("2026-03-16T05:00:00Z"), range.End);
    }

    [Fact]
    public void No_range_reaches_beyond_now()
    {
        var asOf = DateTimeOffset.Parse("2026-03-10T12:00:00Z");

        Assert.Equal(asOf, TimeRange.Custom(null, new DateOnly(2026, 3, 31)).Resolve(asOf, s_chicago).End);
    }

    [Fact]
    public void A_year_before_29_February_is_28_February()
    {
        var range = new TimeRange(TimeRangeName.Year1).Resolve(DateTimeOffset.Parse("2028-02-29T12:00:00Z"), TimeZoneInfo.Utc);

        Assert.Equal(DateTimeOffset.Parse("2027-02-28T00:00:00Z"), range.Start);
    }

    [Theory]
    [InlineData("America/Sao_Paulo", "2018-11-04", "2018-11-04T03:00:00Z")] // clocks went from 00:00 to 01:00
    [InlineData("Asia/Beirut", "2024-03-31", "2024-03-30T22:00:00Z")]
    [InlineData("Africa/Cairo", "2024-04-26", "2024-04-25T22:00:00Z")]
    [InlineData("America/Havana", "2024-11-03", "2024-11-03T04:00:00Z")] // midnight occurs twice: the earlier one
    [InlineData("Asia/Kathmandu", "2024-06-01", "2024-05-31T18:15:00Z")]
    public void A_day_starts_at_its_first_instant_where_the_clock_changes_at_midnight(string zone, string date, string start) =>
        Assert.Equal(DateTimeOffset.Parse(start), LocalTime.StartOf(DateOnly.Parse(date), TimeZoneInfo.FindSystemTimeZoneById(zone)));

    [Fact]
    public void Every_first_instant_is_of_its_date_and_the_instant_before_is_not()
    {
        foreach (var zone in new[] { "America/Chicago", "America/Sao_Paulo", "Europe/London", "Australia/Lord_Howe", "Pacific/Apia", "Asia/Beirut" })
        {
            var info = TimeZoneInfo.FindSystemTimeZoneById(zone);
            for (var date = new DateOnly(2017, 1, 1); date.Year < 2020; date = date.AddDays(1))
            {
                var start = LocalTime.StartOf(date, info);
                Assert.Equal(date, LocalTime.DateOf(start, info));
                Assert.True(LocalTime.DateOf(start.AddTicks(-1), info) < date, $"{zone} {date}");
            }
        }
    }

    [Fact]
    public void Dates_at_the_edges_of_the_calendar_do_not_overflow()
    {
        var range = TimeRange.Custom(DateOnly.MinValue, DateOnly.MaxValue).Resolve(DateTimeOffset.UnixEpoch, s_chicago);

        Assert.True(range.Contains(DateTimeOffset.UnixEpoch.AddDays(-1)));
    }
}
