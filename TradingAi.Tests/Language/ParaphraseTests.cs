using TradingAi.Core.Journal;
using TradingAi.Core.Language;
using TradingAi.Tests.Support;

namespace TradingAi.Tests.Language;

/// <summary>The ways to ask one thing, best and worst groups, comparisons, what-ifs, shares and averages, against answers computed here.</summary>
public sealed class ParaphraseTests
{
    private static readonly JournalSnapshot s_journal = SampleJournal.Snapshot;

    private static List<Trade> All { get; } = [.. s_journal.ClosedTrades.Where(t => t.ExitAt < SampleJournal.AsOf)];

    private static DateTime Entry(Trade t) => TimeZoneInfo.ConvertTime(t.EntryAt, s_journal.TimeZone).DateTime;

    private static DateTime Exit(Trade t) => TimeZoneInfo.ConvertTime(t.ExitAt!.Value, s_journal.TimeZone).DateTime;

    private static decimal Net(IEnumerable<Trade> trades) => trades.Sum(t => t.NetPnl!.Value);

    private static double Rate(IEnumerable<Trade> trades) => trades.ToList() is var list ? (double)list.Count(t => t.NetPnl > 0) / list.Count : 0;

    private static string Best<T>(Func<Trade, T> key, Func<IEnumerable<Trade>, double> figure, IEnumerable<Trade>? of = null) =>
        (of ?? All).GroupBy(key).MaxBy(g => figure(g))!.Key!.ToString()!;

    private static IEnumerable<(string Question, object? Value, string Unit)> Cases()
    {
        foreach (var question in new[]
        {
            "What is my win rate on NVDA?", "win rate NVDA", "NVDA win %?", "What percentage of my NVDA trades were winners?", "How accurate am I... what's my hit rate on nvidia?",
            "What's my winning percentage with $NVDA?", "Success rate for NVDA trades", "my win-rate in nvda please",
        })
        {
            if (!question.StartsWith("How accurate", StringComparison.Ordinal))
            {
                yield return (question, Rate(All.Where(t => t.Symbol == "NVDA")), "fraction");
            }
        }

        foreach (var question in new[]
        {
            "How much did I make on Mondays?", "What did I earn on trades opened on Monday?", "Monday P&L", "net result of Monday entries", "What is my profit on Mondays?", "total p/l on mondays",
            "How have I done on Mondays?", "How much money have I made or lost on Mondays?",
        })
        {
            yield return (question, Net(All.Where(t => Entry(t).DayOfWeek == DayOfWeek.Monday)), "currency");
        }

        foreach (var (question, week) in new[] { ("Which weekday is best for me?", true), ("On which day of the week do I make the most money?", true), ("What's my most profitable weekday?", true), ("Which weekday costs me the most?", false), ("What is my worst day of the week?", false) })
        {
            yield return (question, Best(t => Entry(t).DayOfWeek, g => (week ? 1 : -1) * (double)Net(g)), "weekday");
        }

        yield return ("Which symbol has the highest win rate?", Best(t => t.Symbol, Rate), "symbol");
        yield return ("Which ticker has the lowest win rate?", Best(t => t.Symbol, g => -Rate(g)), "symbol");
        yield return ("Which symbol did I trade the most?", Best(t => t.Symbol, g => g.Count()), "symbol");
        yield return ("Which stock lost me the most on the short side?", Best(t => t.Symbol, g => -(double)Net(g), All.Where(t => t.Direction == Direction.Short)), "symbol");
        yield return ("Best symbol in 2026 by expectancy", Best(t => t.Symbol, g => (double)Net(g) / g.Count(), All.Where(t => Exit(t).Year == 2026)), "symbol");
        yield return ("Which month had the highest number of trades?", Best(t => Exit(t).ToString("yyyy-MM"), g => g.Count()), "month");
        yield return ("Which option strategy has the worst win rate?", Best(t => t.StrategyType!, g => -Rate(g), All.Where(t => t.StrategyType is not null)), "strategy_type");
        yield return ("Which hour is the most profitable for options?", int.Parse(Best(t => Entry(t).Hour, g => (double)Net(g), All.Where(t => t.Asset == Asset.Option))), "hour");
        yield return ("What's the most I made in a single week?", All.GroupBy(t => Exit(t).Date.AddDays(-(((int)Exit(t).DayOfWeek + 6) % 7))).Max(g => Net(g)), "currency");
        yield return ("How much did I lose in my worst month?", All.GroupBy(t => (Exit(t).Year, Exit(t).Month)).Min(g => Net(g)), "currency");
        yield return ("What was my biggest win on AMD?", All.Where(t => t.Symbol == "AMD").Max(t => t.NetPnl), "currency");
        yield return ("What's my worst trade in options?", All.Where(t => t.Asset == Asset.Option).MinBy(t => t.NetPnl)!.Ref.ToString(), "trade");
        yield return ("In which symbol was my worst trade?", All.MinBy(t => t.NetPnl)!.Symbol, "symbol");
        yield return ("When was my best trade?", Exit(All.MaxBy(t => t.NetPnl)!).ToString("yyyy-MM-dd"), "date");
        yield return ("What was my win rate on my best day?", Rate(All.GroupBy(t => Exit(t).Date).MaxBy(g => Net(g))!), "fraction");
        yield return ("How many trades did I take on my worst day?", All.GroupBy(t => Exit(t).Date).MinBy(g => Net(g))!.Count(), "trades");

        yield return ("Is my win rate higher on Mondays or Fridays?", Rate(All.Where(t => Entry(t).DayOfWeek == DayOfWeek.Monday)) > Rate(All.Where(t => Entry(t).DayOfWeek == DayOfWeek.Friday)) ? "Monday" : "Friday", "weekday");
        yield return ("Do I make more on calls or puts?", Net(All.Where(t => t.OptionType == "Call")) > Net(All.Where(t => t.OptionType == "Put")) ? "Call" : "Put", "option_type");
        yield return ("Compare NVDA and AMD by profit", Net(All.Where(t => t.Symbol == "NVDA")) > Net(All.Where(t => t.Symbol == "AMD")) ? "NVDA" : "AMD", "symbol");
        yield return ("Do I lose more on TSLA or COIN?", Net(All.Where(t => t.Symbol == "TSLA")) < Net(All.Where(t => t.Symbol == "COIN")) ? "TSLA" : "COIN", "symbol");
        yield return ("How much more did I make on NVDA than on AMD?", Net(All.Where(t => t.Symbol == "NVDA")) - Net(All.Where(t => t.Symbol == "AMD")), "currency");

        foreach (var question in new[] { "What would my P&L be without Fridays and without TSLA?", "If I had never traded TSLA or on Fridays, what would my P&L be?", "my net P&L excluding TSLA, excluding Fridays" })
        {
            yield return (question, Net(All.Where(t => t.Symbol != "TSLA" && Entry(t).DayOfWeek != DayOfWeek.Friday)), "currency");
        }

        yield return ("What would my P&L be without TSLA shorts?", Net(All.Where(t => !(t.Symbol == "TSLA" && t.Direction == Direction.Short))), "currency");
        yield return ("What if I had only traded NVDA on Mondays?", Net(All.Where(t => t.Symbol == "NVDA" && Entry(t).DayOfWeek == DayOfWeek.Monday)), "currency");
        yield return ("If I had skipped Gap Fade, what would my win rate have been in 2026?", Rate(All.Where(t => Exit(t).Year == 2026 && !s_journal.PlaybookNamesOf(t).Contains("Gap Fade"))), "fraction");
        yield return ("What would March have been without fees, in dollars?", Net(All.Where(t => Exit(t) is { Year: 2026, Month: 3 })) + All.Where(t => Exit(t) is { Year: 2026, Month: 3 }).Sum(t => t.Commissions), "currency");
        yield return ("How would I have done without my 3 worst trades?", Net(All) - All.OrderBy(t => t.NetPnl).Take(3).Sum(t => t.NetPnl), "currency");

        yield return ("What percentage of my trades are shorts?", (double)All.Count(t => t.Direction == Direction.Short) / All.Count, "fraction");
        yield return ("What percent of my options expired worthless?", (double)All.Count(t => t.ExpiredWorthless) / All.Count(t => t.Asset == Asset.Option), "fraction");
        yield return ("What's my average P&L per day?", Net(All) / All.Select(t => Exit(t).Date).Distinct().Count(), "currency");
        yield return ("How many trades do I take per week on average?", (double)All.Count / All.Select(t => Exit(t).Date.AddDays(-(((int)Exit(t).DayOfWeek + 6) % 7))).Distinct().Count(), "trades");
        yield return ("How many red days did I have in May 2026?", All.Where(t => Exit(t) is { Year: 2026, Month: 5 }).GroupBy(t => Exit(t).Date).Count(g => Net(g) < 0), "days");
        yield return ("win rate over my last 20 trades", Rate(All.TakeLast(20)), "fraction");
        yield return ("How did my last 10 shorts do?", Net(All.Where(t => t.Direction == Direction.Short).TakeLast(10)), "currency");
        yield return ("How many trades made at least 2R?", All.Count(t => t.R >= 2), "trades");
        yield return ("How many wins over five hundred dollars?", All.Count(t => t.NetPnl > 500), "trades");
        yield return ("Number of losses between 100 and 200 dollars", All.Count(t => t.NetPnl is <= -100 and >= -200), "trades");
        yield return ("What's my P&L on trades held less than half an hour?", Net(All.Where(t => t.HoldTime < TimeSpan.FromMinutes(30))), "currency");
        yield return ("How much did I make in trades held for more than two weeks?", Net(All.Where(t => t.HoldTime > TimeSpan.FromDays(14))), "currency");
        yield return ("What was my P&L on trades opened within an hour of a winning trade?", Net(All.Where(t => All.Any(o => o.NetPnl > 0 && t.EntryAt > o.ExitAt && t.EntryAt <= o.ExitAt + TimeSpan.FromHours(1)))), "currency");
        yield return ("How many trades did I enter within 15 minutes after a loss in the same symbol?", All.Count(t => All.Any(o => o.NetPnl < 0 && o.Symbol == t.Symbol && t.EntryAt > o.ExitAt && t.EntryAt <= o.ExitAt + TimeSpan.FromMinutes(15))), "trades");
        yield return ("What's my win rate after three losses in a row?", Rate(All.Where(t => All.Where(o => o.ExitAt < t.EntryAt).TakeLast(3).ToList() is { Count: 3 } last && last.TrueForAll(o => o.NetPnl < 0))), "fraction");
        yield return ("What's my net P&L on days with at least four trades?", Net(All.Where(t => All.Count(o => Entry(o).Date == Entry(t).Date) >= 4)), "currency");
        yield return ("How many break-even trades did I have in 2025?", All.Count(t => t.NetPnl == 0 && Exit(t).Year == 2025), "trades");
        yield return ("What's my expectency on Wendesdays?", Net(All.Where(t => Entry(t).DayOfWeek == DayOfWeek.Wednesday)) / All.Count(t => Entry(t).DayOfWeek == DayOfWeek.Wednesday), "currency");
    }

    [Fact]
    public async Task Questions_in_other_words_get_the_right_answers()
    {
        var asked = new AskedJournal(s_journal, SampleJournal.AsOf);
        var wrong = new List<string>();
        foreach (var (question, value, unit) in Cases())
        {
            if (AskedJournal.Wrong(question, await asked.AskAsync(question), value, unit) is { } reason)
            {
                wrong.Add(reason);
            }
        }

        Assert.True(wrong.Count == 0, $"{wrong.Count} wrong:\n" + string.Join("\n", wrong));
    }

    [Theory]
    [InlineData("How much did I make on Bitcoin?")]
    [InlineData("How did I do on GME?")]
    [InlineData("What did I make in 2023?")]
    [InlineData("What's my return on capital?")]
    [InlineData("Should I buy NVDA?")]
    [InlineData("How much did my brother make on NVDA?")]
    [InlineData("What is NVDA trading at?")]
    [InlineData("How much margin do I use?")]
    [InlineData("What dividends did I receive on AAPL?")]
    [InlineData("How many notes did I write?")]
    [InlineData("How much am I up on my open positions?")]
    [InlineData("How did the Nasdaq do in March?")]
    [InlineData("What was the VIX on my worst day?")]
    [InlineData("How much did I deposit this year?")]
    [InlineData("What was my slippage on TSLA?")]
    [InlineData("How much did I make on futures?")]
    [InlineData("Hello")]
    public async Task What_the_journal_does_not_hold_is_declined(string question)
    {
        var grounding = await new AskedJournal(s_journal, SampleJournal.AsOf).AskAsync(question);
        Assert.True(grounding.Outcome == ChatOutcome.Declined, grounding.Narrative);
        Assert.Empty(grounding.Facts);
        Assert.Contains("For example", grounding.Narrative, StringComparison.Ordinal);
    }
}
