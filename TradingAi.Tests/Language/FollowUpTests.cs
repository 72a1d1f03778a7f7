using TradingAi.Core.Journal;
using TradingAi.Tests.Support;

namespace TradingAi.Tests.Language;

/// <summary>Elliptical questions lean on the one before; complete ones inherit nothing.</summary>
public sealed class FollowUpTests
{
    private readonly AskedJournal _asked = new(SampleJournal.Snapshot, SampleJournal.AsOf);

    [Fact]
    public async Task What_is_named_replaces_and_the_rest_stays()
    {
        await AskAsync("What is my win rate on NVDA?", "fraction", t => t.Symbol == "NVDA");
        await AskAsync("And on AMD?", "fraction", t => t.Symbol == "AMD");
        await AskAsync("What about in May?", "fraction", t => t.Symbol == "AMD" && t.ExitAt!.Value.AddHours(-5) is { Year: 2026, Month: 5 });
        await AskAsync("And of the shorts?", "fraction", t => t.Symbol == "AMD" && t.Direction == Direction.Short && t.ExitAt!.Value.AddHours(-5) is { Year: 2026, Month: 5 });
        await AskAsync("And overall?", "fraction", _ => true);
    }

    [Fact]
    public async Task A_complete_question_inherits_nothing()
    {
        await AskAsync("What is my win rate on NVDA in May?", "fraction", t => t.Symbol == "NVDA" && t.ExitAt!.Value.AddHours(-5) is { Year: 2026, Month: 5 });
        await AskAsync("How many trades did I take?", "trades", _ => true);
        await AskAsync("What is my win rate on shorts?", "fraction", t => t.Direction == Direction.Short);
    }

    [Fact]
    public async Task Such_trades_are_those_of_the_question_before()
    {
        await AskAsync("What's my win rate on COIN longs?", "fraction", t => t.Symbol == "COIN" && t.Direction == Direction.Long);
        await AskAsync("How many such trades were there?", "trades", t => t.Symbol == "COIN" && t.Direction == Direction.Long);
        await AskAsync("The same without Fridays", "trades", t => t.Symbol == "COIN" && t.Direction == Direction.Long && t.EntryAt.AddHours(-5).DayOfWeek != DayOfWeek.Friday);
    }

    [Fact]
    public async Task The_other_end_of_the_same_groups_can_be_asked_for()
    {
        var groups = All.GroupBy(t => t.Symbol).OrderByDescending(g => g.Sum(t => t.NetPnl)).Select(g => g.Key).ToList();
        AssertRight("Which symbol is my best?", await _asked.AskAsync("Which symbol is my best?"), groups[0], "symbol");
        AssertRight("And the worst?", await _asked.FollowAsync("And the worst?"), groups[^1], "symbol");
        AssertRight("And the second worst?", await _asked.FollowAsync("And the second worst?"), groups[^2], "symbol");
        AssertRight("And TSLA?", await _asked.FollowAsync("And TSLA?"), All.Where(t => t.Symbol == "TSLA").Sum(t => t.NetPnl), "currency");
    }

    [Fact]
    public async Task The_month_before_is_counted_from_the_month_asked_about()
    {
        await _asked.AskAsync("How much did I make last month?");
        var grounding = await _asked.FollowAsync("And the month before?");
        AssertRight("And the month before?", grounding, All.Where(t => t.ExitAt!.Value.AddHours(-5) is { Year: 2026, Month: 8 }).Sum(t => t.NetPnl), "currency");
    }

    [Fact]
    public async Task Why_shows_the_trades_behind_the_answer()
    {
        await _asked.AskAsync("Which symbol is my worst?");
        var grounding = await _asked.FollowAsync("Why?");
        Assert.NotEmpty(grounding.Sources);
        Assert.Contains("[S1]", grounding.Narrative, StringComparison.Ordinal);
    }

    private static List<Trade> All => [.. SampleJournal.Snapshot.ClosedTrades];

    private async Task AskAsync(string question, string unit, Func<Trade, bool> passes)
    {
        var trades = All.Where(passes).ToList();
        object expected = unit == "trades" ? trades.Count : (double)trades.Count(t => t.NetPnl > 0) / trades.Count;
        AssertRight(question, await _asked.FollowAsync(question), expected, unit);
    }

    private static void AssertRight(string question, TradingAi.Core.Language.Grounding grounding, object? expected, string unit)
    {
        var wrong = AskedJournal.Wrong(question, grounding, expected, unit);
        Assert.True(wrong is null, wrong);
    }
}
