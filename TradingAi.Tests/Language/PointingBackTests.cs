using TradingAi.Core.Journal;
using TradingAi.Core.Language;
using TradingAi.Tests.Support;

namespace TradingAi.Tests.Language;

/// <summary>"It", "those" and "that day" are what the answer before was about; what is named with them is looked for among it.</summary>
public sealed class PointingBackTests
{
    private static readonly IReadOnlyList<Trade> s_all = [.. SampleJournal.Snapshot.ClosedTrades.Where(t => t.ExitAt < SampleJournal.AsOf)];
    private readonly AskedJournal _asked = new(SampleJournal.Snapshot, SampleJournal.AsOf);

    [Fact]
    public async Task Winners_are_counted_among_the_latest_trades()
    {
        var last = s_all.TakeLast(5).ToList();
        await _asked.AskAsync("Show me my last 5 trades");
        await FollowsAsync("How many of those were winners?", last.Count(t => t.NetPnl > 0), "trades");
        await FollowsAsync("And losers?", last.Count(t => t.NetPnl < 0), "trades");

        var nvda = s_all.Where(t => t.Symbol == "NVDA").TakeLast(10).ToList();
        await _asked.AskAsync("Show me my last 10 NVDA trades");
        await FollowsAsync("How many of those were longs?", nvda.Count(t => t.Direction == Direction.Long), "trades");
        await FollowsAsync("And shorts?", nvda.Count(t => t.Direction == Direction.Short), "trades");
    }

    [Fact]
    public async Task What_was_chosen_stays_chosen()
    {
        var best = s_all.GroupBy(t => t.Symbol).MaxBy(g => g.Sum(t => t.NetPnl))!;
        await _asked.AskAsync("Which symbol is my best?");
        await FollowsAsync("What is my net P&L on it in March?", best.Where(t => Day(t) is { Year: 2026, Month: 3 }).Sum(t => t.NetPnl!.Value), "currency");

        var top = s_all.GroupBy(t => t.Symbol).OrderByDescending(g => g.Sum(t => t.NetPnl)).Take(3).SelectMany(g => g).ToList();
        await _asked.AskAsync("Top 3 symbols by net P&L");
        await FollowsAsync("What is my net P&L on those without NVDA?", top.Where(t => t.Symbol != "NVDA").Sum(t => t.NetPnl!.Value), "currency");

        var worst = s_all.GroupBy(t => t.Symbol).MinBy(g => g.Sum(t => t.NetPnl))!;
        await _asked.AskAsync("Which symbol is my worst?");
        await FollowsAsync("What is my net P&L on that stock?", worst.Sum(t => t.NetPnl!.Value), "currency");
        await _asked.AskAsync("Which symbol is my worst?");
        await FollowsAsync("How many losers did it have?", worst.Count(t => t.NetPnl < 0), "trades");
    }

    [Fact]
    public async Task What_only_limits_the_answer_before_keeps_its_figure()
    {
        var best = s_all.GroupBy(t => t.Symbol).MaxBy(g => g.Sum(t => t.NetPnl))!;
        await _asked.AskAsync("Which symbol is my best?");
        await FollowsAsync("And on it in March?", best.Where(t => Day(t) is { Year: 2026, Month: 3 }).Sum(t => t.NetPnl!.Value), "currency");

        var winners = s_all.TakeLast(5).Where(t => t.NetPnl > 0).Select(t => t.Ref.ToString()).Order().ToList();
        await _asked.AskAsync("Show me my last 5 trades");
        var grounding = await _asked.FollowAsync("And of those the winners?");
        Assert.Equal(winners, grounding.Facts.Select(f => f.Ref).OfType<string>().Distinct().Order());
    }

    [Fact]
    public async Task What_the_answer_before_does_not_name_is_not_guessed()
    {
        await _asked.AskAsync("What is my win rate?");
        await DeclinesAsync("What is my P&L on that symbol?");
        await _asked.AskAsync("How much did I make in March?");
        await DeclinesAsync("How many trades did I close that day?");
        await FollowsAsync("How many trades did I close that month?", s_all.Count(t => Day(t) is { Year: 2026, Month: 3 }), "trades");
    }

    [Fact]
    public async Task That_day_is_the_one_of_the_answer_before()
    {
        var day = s_all.GroupBy(t => Day(t)).MaxBy(g => g.Sum(t => t.NetPnl))!;
        await _asked.AskAsync("What was my best day?");
        await FollowsAsync("How many trades did I close that day?", day.Count(), "trades");
        await FollowsAsync("And how many of them were shorts?", day.Count(t => t.Direction == Direction.Short), "trades");

        await _asked.AskAsync("Which weekday is my worst?");
        await DeclinesAsync("How many trades did I close on that day?");
        await _asked.AskAsync("What is my biggest loss?");
        await DeclinesAsync("What is my win rate on that symbol?");
        await DeclinesAsync("What day was it?");
    }

    [Fact]
    public async Task They_are_the_trades_of_the_answer_before()
    {
        await _asked.AskAsync("How many trades lost more than $300?");
        await FollowsAsync("What did they cost me in total?", s_all.Where(t => t.NetPnl < -300).Sum(t => t.NetPnl!.Value), "currency");
        await FollowsAsync("How many?", s_all.Count(t => t.NetPnl < -300), "trades");
    }

    [Fact]
    public async Task That_is_the_answer_before()
    {
        var october = s_all.Where(t => Day(t) is { Year: 2026, Month: 10 }).GroupBy(t => t.Symbol).MinBy(g => g.Sum(t => t.NetPnl))!;
        await _asked.AskAsync("Which symbol lost me the most in September 2026?");
        await _asked.FollowAsync("And in October 2026?");
        await FollowsAsync("How many trades was that?", october.Count(), "trades");

        await _asked.AskAsync("What percentage of my trades are shorts?");
        await FollowsAsync("How many trades is that?", s_all.Count(t => t.Direction == Direction.Short), "trades");
        await _asked.AskAsync("Do I do better long or short?");
        await DeclinesAsync("How many trades was that?");
    }

    [Fact]
    public async Task A_comparison_keeps_its_sides()
    {
        await _asked.AskAsync("Did I make more long or short on NVDA?");
        var sides = await _asked.FollowAsync("And on AMD?");
        Assert.Equal(
            [Sum("AMD", Direction.Long), Sum("AMD", Direction.Short)],
            sides.Facts.Where(f => f.Figure == "net_pnl").Select(f => f.Value!.GetValue<decimal>()));

        decimal Sum(string symbol, Direction direction) => s_all.Where(t => t.Symbol == symbol && t.Direction == direction).Sum(t => t.NetPnl!.Value);
    }

    [Fact]
    public async Task The_next_one_is_of_the_same_end()
    {
        var days = s_all.GroupBy(t => Day(t)).OrderBy(g => g.Sum(t => t.NetPnl)).Select(g => g.Key.ToString("yyyy-MM-dd", null)).ToList();
        await _asked.AskAsync("What was my biggest losing day?");
        await FollowsAsync("And the second biggest?", days[1], "date");
        await _asked.AskAsync("What was my worst day?");
        await DeclinesAsync("And the biggest?");
    }

    private static DateOnly Day(Trade trade) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(trade.ExitAt!.Value, SampleJournal.Snapshot.TimeZone).DateTime);

    private async Task FollowsAsync(string question, object expected, string unit) =>
        Assert.Null(AskedJournal.Wrong(question, await _asked.FollowAsync(question), expected, unit));

    private async Task DeclinesAsync(string question) => Assert.Equal(ChatOutcome.Declined, (await _asked.FollowAsync(question)).Outcome);
}
