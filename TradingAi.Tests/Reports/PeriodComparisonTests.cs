using TradingAi.Core.Analytics;
using TradingAi.Core.Journal;
using TradingAi.Tests.Support;

namespace TradingAi.Tests.Reports;

public sealed class PeriodComparisonTests : IDisposable
{
    private readonly ReportRooms _rooms = new();

    public void Dispose() => _rooms.Dispose();

    [Fact]
    public async Task The_difference_to_an_earlier_period_is_split_into_number_and_result_of_trades()
    {
        // January: 10 and −4, a mean of 3. February: 5, 5 and 2, a mean of 4.
        var journal = Journal(("2026-01-10", 10), ("2026-01-20", -4), ("2026-02-02", 5), ("2026-02-10", 5), ("2026-02-20", 2));
        var report = await _rooms.MakeAsync(journal, TimeRange.Custom(new DateOnly(2026, 2, 1), new DateOnly(2026, 2, 28)), "2026-06-01T00:00:00Z");

        Assert.Equal(["period_before", "same_period_last_year"], report.Comparisons.Select(c => c.Period));
        var (before, lastYear) = (report.Comparisons[0], report.Comparisons[1]);
        Assert.Equal((Instant("2026-01-04"), Instant("2026-02-01")), (before.From, before.To));
        Assert.Equal((2, 6m, 6m, 3m, 3m), (before.Figures.TradeCount, before.Figures.NetPnl, before.NetPnlDifference, before.DueToTradeCount, before.DueToExpectancy));
        Assert.Null(before.PValue);
        Assert.Equal((Instant("2025-02-01"), Instant("2025-03-01")), (lastYear.From, lastYear.To));
        Assert.Equal((0, 12m, null, null), (lastYear.Figures.TradeCount, lastYear.NetPnlDifference, lastYear.DueToTradeCount, lastYear.DueToExpectancy));
    }

    [Fact]
    public async Task Periods_are_equally_long_by_the_wall_clock()
    {
        // New York sprang forward on 8 March 2026: seven days and a half before midnight of the 5th is noon of 25 February, still in winter time.
        var report = await _rooms.MakeAsync(Journal("America/New_York", ("2026-03-10", 1)), new TimeRange(TimeRangeName.Days7), "2026-03-12T16:00:00Z");

        var before = report.Comparisons[0];
        Assert.Equal((DateTimeOffset.Parse("2026-02-25T17:00:00Z"), DateTimeOffset.Parse("2026-03-05T05:00:00Z")), (before.From, before.To));
    }

    [Fact]
    public async Task What_is_less_and_what_is_more_is_said_in_words()
    {
        // January: three trades, a mean of 4. February: two, a mean of 10.
        var journal = Journal(("2026-01-10", 10), ("2026-01-15", -4), ("2026-01-20", 6), ("2026-02-02", 10), ("2026-02-10", 10));
        var report = await _rooms.MakeAsync(journal, TimeRange.Custom(new DateOnly(2026, 2, 1), new DateOnly(2026, 2, 28)), "2026-06-01T00:00:00Z");

        Assert.Contains("this time it is $8.00 more: $4.00 less through the number of trades, and $12.00 more through what a trade made", report.Summary!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(TimeRangeName.All, 0)]
    [InlineData(TimeRangeName.Year1, 1)]
    [InlineData(TimeRangeName.YearToDate, 2)]
    public async Task A_range_is_compared_only_with_what_lies_outside_of_it(TimeRangeName range, int comparisons) =>
        Assert.Equal(comparisons, (await _rooms.MakeAsync(Journal(("2026-02-02", 5)), new TimeRange(range), "2026-06-01T00:00:00Z")).Comparisons.Count);

    [Fact]
    public async Task Chance_is_judged_where_both_periods_hold_enough_trades()
    {
        var days = Enumerable.Range(1, 28).ToList();
        var journal = Journal([
            .. days.Select(d => ($"2026-01-{d + 3:00}", (d % 3) - 10)), .. days.Select(d => ($"2026-02-{d:00}", (d % 3) + 10))]);
        var report = await _rooms.MakeAsync(journal, TimeRange.Custom(new DateOnly(2026, 2, 1), new DateOnly(2026, 2, 28)), "2026-06-01T00:00:00Z");

        Assert.InRange(report.Comparisons[0].PValue!.Value, 0, 0.001);
    }

    private static JournalSnapshot Journal(params IEnumerable<(string Day, int Pnl)> trades) => Journal("UTC", [.. trades]);

    private static JournalSnapshot Journal(string zone, params IReadOnlyList<(string Day, int Pnl)> trades) => TradeBuilder.Journal(
        trades.Select((t, n) => TradeBuilder.Closed(n + 1, t.Pnl, Instant(t.Day).AddHours(15), TimeSpan.FromHours(1))), zone);

    private static DateTimeOffset Instant(string day) => DateTimeOffset.Parse(day + "T00:00:00Z");
}
