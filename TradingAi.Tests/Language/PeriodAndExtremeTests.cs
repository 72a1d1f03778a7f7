using TradingAi.Core.Journal;
using TradingAi.Core.Language;
using TradingAi.Tests.Support;

namespace TradingAi.Tests.Language;

/// <summary>Days, weeks and months that are counted, averaged and picked, sums of extremes, conditions after "when", on two journals.</summary>
public sealed class PeriodAndExtremeTests
{
    /// <summary>The sample journal, and the generated one.</summary>
    public static TheoryData<string> Journals => ["sample", "tokyo"];

    private static (JournalSnapshot Journal, DateTimeOffset AsOf, string A, string B) Of(string name) => name == "sample"
        ? (SampleJournal.Snapshot, SampleJournal.AsOf, "NVDA", "AMD")
        : (TokyoJournal.Snapshot, TokyoJournal.AsOf, "7203", "SONY");

    private static IEnumerable<(string Question, object? Value, string Unit)> Cases(string name)
    {
        var (journal, asOf, a, b) = Of(name);
        var all = journal.ClosedTrades.Where(t => t.ExitAt < asOf).ToList();
        DateTime Local(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, journal.TimeZone).DateTime;
        decimal Net(IEnumerable<Trade> trades) => trades.Sum(t => t.NetPnl!.Value);
        double Rate(IReadOnlyCollection<Trade> trades) => (double)trades.Count(t => t.NetPnl > 0) / trades.Count;
        var days = all.GroupBy(t => Local(t.ExitAt!.Value).Date).Select(g => (g.Key, Pnl: Net(g))).ToList();
        var weeks = all.GroupBy(t => Local(t.ExitAt!.Value).Date is var d ? d.AddDays(-(((int)d.DayOfWeek + 6) % 7)) : default).Select(g => Net(g)).ToList();
        var months = all.GroupBy(t => (Local(t.ExitAt!.Value).Year, Local(t.ExitAt!.Value).Month)).Select(g => Net(g)).ToList();
        var opened = all.GroupBy(t => Local(t.EntryAt).Date).Select(g => g.Count()).ToList();
        var green = days.Where(d => d.Pnl > 0).ToList();
        var red = days.Where(d => d.Pnl < 0).ToList();
        var ranked = all.OrderByDescending(t => t.NetPnl).ToList();
        var shortA = all.Where(t => t.Symbol == a && t.Direction == Direction.Short).ToList();
        var longA = all.Where(t => t.Symbol == a && t.Direction == Direction.Long).ToList();

        yield return ($"What's my win percentage when shorting {a}?", Rate(shortA), "fraction");
        yield return ($"P&L in {a} when long", Net(longA), "currency");
        yield return ($"When I short {a}, how much do I make?", Net(shortA), "currency");
        yield return ("How many trades did I enter when it was a Monday?", all.Count(t => Local(t.EntryAt).DayOfWeek == DayOfWeek.Monday), "trades");
        yield return ("win rate when I enter within an hour after a loss of 450 or more", Rate([.. all.Where(t => all.Exists(o => o.NetPnl <= -450 && t.EntryAt > o.ExitAt && t.EntryAt <= o.ExitAt!.Value.AddHours(1)))]), "fraction");
        yield return ("When was my worst trade?", Local(ranked[^1].ExitAt!.Value).ToString("yyyy-MM-dd"), "date");
        yield return ($"When did I last trade {a}?", Local(all.Where(t => t.Symbol == a).Max(t => t.ExitAt)!.Value).ToString("yyyy-MM-dd"), "date");
        yield return ($"When did I first trade {b}?", Local(all.Where(t => t.Symbol == b).Min(t => t.EntryAt)).ToString("yyyy-MM-dd"), "date");
        yield return ("When was my last losing trade?", Local(all.Where(t => t.NetPnl < 0).Max(t => t.ExitAt)!.Value).ToString("yyyy-MM-dd"), "date");

        yield return ("What share of my days were green?", (double)green.Count / days.Count, "fraction");
        yield return ("What percentage of my days were red?", (double)red.Count / days.Count, "fraction");
        yield return ("percentage of red days", (double)red.Count / days.Count, "fraction");
        yield return ("What percent of my weeks were red?", (double)weeks.Count(p => p < 0) / weeks.Count, "fraction");
        yield return ("How many months were profitable?", months.Count(p => p > 0), "months");
        yield return ("How many months did I lose money?", months.Count(p => p < 0), "months");
        yield return ("How many weeks were red?", weeks.Count(p => p < 0), "weeks");
        yield return ("What share of my months were profitable?", (double)months.Count(p => p > 0) / months.Count, "fraction");
        yield return ("What percentage of days did I lose more than 500?", (double)days.Count(d => d.Pnl < -500) / days.Count, "fraction");
        yield return ("What share of days had more than two trades?", (double)opened.Count(n => n > 2) / opened.Count, "fraction");
        yield return ("How many days did I lose more than 500?", days.Count(d => d.Pnl < -500), "days");
        yield return ("On how many days did I make at least 300?", days.Count(d => d.Pnl >= 300), "days");
        yield return ("How many weeks did I lose more than 700?", weeks.Count(p => p < -700), "weeks");
        yield return ("How many days did I open more than two trades?", opened.Count(n => n > 2), "days");
        yield return ("On how many days did I open exactly one trade?", opened.Count(n => n == 1), "days");
        yield return ("How many days had at least two trades?", opened.Count(n => n >= 2), "days");
        yield return ("On how many days did I close more than one trade?", all.GroupBy(t => Local(t.ExitAt!.Value).Date).Count(g => g.Count() > 1), "days");
        yield return ("Average profit on green days", green.Average(d => d.Pnl), "currency");
        yield return ("What is my average loss on red days?", red.Average(d => d.Pnl), "currency");
        yield return ("How much do I make on average on winning days?", green.Average(d => d.Pnl), "currency");
        yield return ("What is my average P&L per trade on green days?", Net(all.Where(t => green.Exists(d => d.Key == Local(t.ExitAt!.Value).Date))) / all.Count(t => green.Exists(d => d.Key == Local(t.ExitAt!.Value).Date)), "currency");

        yield return ("Sum of my top 3 trades", Net(ranked.Take(3)), "currency");
        yield return ("total of my 5 worst losses", Net(ranked.TakeLast(5)), "currency");
        yield return ("How much did I make on my 4 best trades combined?", Net(ranked.Take(4)), "currency");
        yield return ("What's my P&L on my 2 best symbols?", all.GroupBy(t => t.Symbol).Select(Net).OrderDescending().Take(2).Sum(), "currency");
        yield return ("What did I make in the worst month?", months.Min(), "currency");
        yield return ("How much did I lose in my worst week?", weeks.Min(), "currency");
        yield return ("What did I lose on my worst day?", days.Min(d => d.Pnl), "currency");
        yield return ("P&L of my best symbol", all.GroupBy(t => t.Symbol).Max(Net), "currency");
        yield return ("Which month was my worst?", null, "month");

        yield return ("Mondays or Tuesdays, which is better for me?", Net(all.Where(t => Local(t.EntryAt).DayOfWeek == DayOfWeek.Monday)) > Net(all.Where(t => Local(t.EntryAt).DayOfWeek == DayOfWeek.Tuesday)) ? "Monday" : "Tuesday", "weekday");
        yield return ($"{a} or {b}: which made more?", Net(all.Where(t => t.Symbol == a)) > Net(all.Where(t => t.Symbol == b)) ? a : b, "symbol");
        yield return ("average winner vs average loser", all.Where(t => t.NetPnl > 0).Average(t => t.NetPnl!.Value), "currency");
        yield return ("Is my win rate above 50%?", Rate(all), "fraction");
        yield return ($"Is my win rate on {a} below 40 percent?", Rate([.. all.Where(t => t.Symbol == a)]), "fraction");
    }

    [Theory]
    [MemberData(nameof(Journals))]
    public async Task Periods_and_extremes_amount_to_what_the_trades_say(string name)
    {
        var (journal, asOf, _, _) = Of(name);
        var asked = new AskedJournal(journal, asOf);
        var wrong = new List<string>();
        foreach (var (question, value, unit) in Cases(name))
        {
            var grounding = await asked.AskAsync(question);
            if (value is null && grounding.Facts is [{ Unit: var named }, ..] && named == unit)
            {
                continue;
            }

            if (value is double.NaN ? grounding.Outcome == ChatOutcome.Answered : AskedJournal.Wrong(question, grounding, value, unit) is not null)
            {
                wrong.Add(AskedJournal.Wrong(question, grounding, value, unit) ?? question);
            }
        }

        Assert.True(wrong.Count == 0, $"{wrong.Count} wrong:\n" + string.Join("\n", wrong));
    }

    [Theory]
    [InlineData("Is my win rate above 50%?", "Yes.")]
    [InlineData("Is my win rate below 50%?", "No.")]
    [InlineData("Is my profit factor over 1.5?", "No.")]
    [InlineData("Was my P&L in March 2026 above 100000?", "No.")]
    [InlineData("Is my average hold time under 1000 days?", "Yes.")]
    public async Task A_figure_is_held_against_a_value(string question, string expected)
    {
        var grounding = await new AskedJournal(SampleJournal.Snapshot, SampleJournal.AsOf).AskAsync(question);
        Assert.StartsWith(expected, grounding.Narrative, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_condition_after_when_is_inherited()
    {
        var asked = new AskedJournal(SampleJournal.Snapshot, SampleJournal.AsOf);
        var all = SampleJournal.Snapshot.ClosedTrades.Where(t => t.ExitAt < SampleJournal.AsOf).ToList();
        foreach (var (question, symbol, direction) in new[]
        {
            ("P&L in NVDA when long", "NVDA", Direction.Long), ("and short?", "NVDA", Direction.Short), ("And in AMD?", "AMD", Direction.Short),
        })
        {
            var expected = all.Where(t => t.Symbol == symbol && t.Direction == direction).Sum(t => t.NetPnl!.Value);
            var wrong = AskedJournal.Wrong(question, await asked.FollowAsync(question), expected, "currency");
            Assert.True(wrong is null, wrong);
        }
    }

    [Theory]
    [InlineData("What's my win rate on NVDA or shorts?")]
    [InlineData("What percentage of Fridays were green?")]
    [InlineData("How many days did I have a loss of more than 500?")]
    [InlineData("Is my win rate above 50 dollars?")]
    [InlineData("Is my net P&L above 10%?")]
    [InlineData("When did I trade NVDA?")]
    public async Task What_can_be_read_in_two_ways_is_declined(string question)
    {
        var grounding = await new AskedJournal(SampleJournal.Snapshot, SampleJournal.AsOf).AskAsync(question);
        Assert.True(grounding.Outcome == ChatOutcome.Declined, grounding.Narrative);
    }
}
