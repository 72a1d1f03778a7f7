using System.Text.Json.Nodes;
using TradingAi.Core.Analytics;
using TradingAi.Functions.Demo;
using TradingAi.Tests.EndToEnd;

namespace TradingAi.Tests.Functions.Demo;

public sealed class JournalDatesTests
{
    [Theory]
    [InlineData("2026-11-22T23:43:00Z")]
    [InlineData("2027-03-15T12:00:00Z")]
    [InlineData("2027-07-01T00:00:00Z")]
    public void Trades_keep_their_weekday_and_local_hour_and_the_last_one_closed_within_a_week(string text)
    {
        var now = DateTimeOffset.Parse(text);
        var zone = TimeZoneInfo.FindSystemTimeZoneById("America/Chicago");
        var (before, after) = (Api.Sample(), Api.Sample());
        JournalDates.MoveToPresent(after, now);

        var exits = Exits(after);
        Assert.InRange(exits.Max(), now.AddDays(-7), now);
        Assert.Equal(
            Exits(before).Select(e => LocalTime.Of(e, zone)).Select(l => (l.DayOfWeek, l.TimeOfDay)),
            exits.Select(e => LocalTime.Of(e, zone)).Select(l => (l.DayOfWeek, l.TimeOfDay)));
    }

    private static List<DateTimeOffset> Exits(JsonObject journal) =>
    [
        .. from list in new[] { ("stocks", "exitDate"), ("options", "exit_date") }
           from row in journal[list.Item1]!.AsArray()
           let exit = (string?)row![list.Item2]
           where exit is not null
           select DateTimeOffset.Parse(exit, null, System.Globalization.DateTimeStyles.AssumeUniversal).ToUniversalTime(),
    ];
}
