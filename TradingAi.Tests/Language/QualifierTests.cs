using TradingAi.Core.Chat;
using TradingAi.Core.Journal;
using TradingAi.Core.Language;
using TradingAi.Tests.Support;

namespace TradingAi.Tests.Language;

/// <summary>
/// Whatever a question restricts itself to is what its number is computed over, against truths written out here; what cannot be
/// restricted so is declined.
/// </summary>
public sealed class QualifierTests
{
    private static readonly IReadOnlyList<Trade> s_all = [.. SampleJournal.Snapshot.ClosedTrades.Where(t => t.ExitAt < SampleJournal.AsOf)];
    private readonly AskedJournal _asked = new(SampleJournal.Snapshot, SampleJournal.AsOf);

    [Fact]
    public async Task Extremes_and_streaks_are_those_of_the_trades_meant()
    {
        (string Phrase, Func<Trade, bool> Passes)[] filters =
        [
            ("with momentum", t => t.Tags.Contains("momentum")),
            ("tagged a-setup", t => t.Tags.Contains("a-setup")),
            ("on trades rated 5", t => t.Rating == 5),
            ("with a stop loss", t => t.StopLoss is not null),
            ("on NVDA or AMD", t => t.Symbol is "NVDA" or "AMD"),
            ("tagged momentum or news", t => t.Tags.Contains("momentum") || t.Tags.Contains("news")),
            ("with the strategy Weekly Call", t => t.StrategyType == "Weekly Call"),
            ("on trades held under an hour", t => t.HoldTime < TimeSpan.FromHours(1)),
            ("on NVDA except Fridays", t => t.Symbol == "NVDA" && Entry(t).DayOfWeek != DayOfWeek.Friday),
            ("with more than 100 shares", t => t.Asset == Asset.Stock && t.Quantity > 100),
            ("with 5 contracts or more", t => t.Asset == Asset.Option && t.Quantity >= 5),
            ("with an entry price above 200", t => t.EntryPrice > 200),
        ];
        foreach (var (phrase, passes) in filters)
        {
            var trades = s_all.Where(passes).ToList();
            await AnswersAsync($"What was my biggest win {phrase}?", trades.Max(t => t.NetPnl!.Value), "currency");
            await AnswersAsync($"What was my biggest loss {phrase}?", trades.Min(t => t.NetPnl!.Value), "currency");
            await AnswersAsync($"What was my smallest loss {phrase}?", trades.Where(t => t.NetPnl < 0).MaxBy(t => t.NetPnl)!.Ref.ToString(), "trade");
            await AnswersAsync($"Which symbol made me the most {phrase}?", trades.GroupBy(t => t.Symbol).MaxBy(Sum)!.Key, "symbol");
            await AnswersAsync($"Which playbook works best {phrase}?", trades.SelectMany(t => Playbooks(t).Select(p => (p, t))).GroupBy(x => x.p, x => x.t).MaxBy(Sum)!.Key, "playbook");
            await AnswersAsync($"What was my worst day {phrase}?", trades.GroupBy(Day).MinBy(Sum)!.Key, "date");
            await AnswersAsync($"What is my max drawdown {phrase}?", Drawdown(trades), "currency");
        }
    }

    [Fact]
    public async Task The_latest_trades_are_taken_first_where_something_is_looked_for_among_them()
    {
        var last = s_all.TakeLast(20).ToList();
        await AnswersAsync("How many of my last 20 trades were shorts?", last.Count(t => t.Direction == Direction.Short), "trades");
        await AnswersAsync("How many of my last 20 trades were on NVDA?", last.Count(t => t.Symbol == "NVDA"), "trades");
        await AnswersAsync("How many of my last 20 trades lost money?", last.Count(t => t.NetPnl < 0), "trades");
        await AnswersAsync("How many winners did I have in my last 20 trades?", last.Count(t => t.NetPnl > 0), "trades");
        await AnswersAsync("What percentage of my last 20 trades were winners?", last.Count(t => t.NetPnl > 0) / 20.0, "fraction");
        await AnswersAsync("What is the average size of my losing trades over my last 20 trades?", last.Where(t => t.NetPnl < 0).Average(t => t.NetPnl!.Value), "currency");
        await AnswersAsync("What was my best day over my last 20 trades?", last.GroupBy(Day).MaxBy(Sum)!.Key, "date");
        await AnswersAsync("Which symbol was my worst over the last 20 trades?", last.GroupBy(t => t.Symbol).MinBy(Sum)!.Key, "symbol");
        await AnswersAsync("How did I do over my last 7 trades?", Sum(s_all.TakeLast(7)), "currency");
        await AnswersAsync("What is my max drawdown over my last 7 trades?", Drawdown([.. s_all.TakeLast(7)]), "currency");
        await AnswersAsync("What were my 3 worst trades over my last 20 trades?", last.MinBy(t => t.NetPnl)!.Ref.ToString(), "trade");
        await AnswersAsync("What is my win rate on my last 20 NVDA trades?", s_all.Where(t => t.Symbol == "NVDA").TakeLast(20).Count(t => t.NetPnl > 0) / 20.0, "fraction");

        var sides = await _asked.AskAsync("Did I do better long or short over my last 20 trades?");
        Assert.Equal(Sum(last.Where(t => t.Direction == Direction.Long)), Money(sides.Facts.First(f => f.Figure == "net_pnl")));
        Assert.Equal(Sum(last.Where(t => t.Direction == Direction.Short)), Money(sides.Facts.Last(f => f.Figure == "net_pnl")));
    }

    [Fact]
    public async Task Counts_and_shares_are_of_what_is_asked()
    {
        await AnswersAsync("How many trades lost money?", s_all.Count(t => t.NetPnl < 0), "trades");
        await AnswersAsync("How many trades made money on NVDA?", s_all.Count(t => t.Symbol == "NVDA" && t.NetPnl > 0), "trades");
        await AnswersAsync("What's my second biggest win?", s_all.OrderByDescending(t => t.NetPnl).ElementAt(1).Ref.ToString(), "trade");
        await AnswersAsync("How many trades did I make?", s_all.Count, "trades");
        await AnswersAsync("What percentage of my trades are NVDA or AMD?", (double)s_all.Count(t => t.Symbol is "NVDA" or "AMD") / s_all.Count, "fraction");
        await AnswersAsync("What percentage of my profit came from trades on NVDA and AMD?", (double)(Sum(s_all.Where(t => t.Symbol is "NVDA" or "AMD")) / Sum(s_all)), "fraction");
        await AnswersAsync("What percentage of my profit came in March 2026?", (double)(Sum(s_all.Where(t => Day(t).StartsWith("2026-03", StringComparison.Ordinal))) / Sum(s_all)), "fraction");
        var brief = s_all.Where(t => t.HoldTime < TimeSpan.FromHours(1)).ToList();
        await AnswersAsync("What share of my trades held under an hour were winners?", (double)brief.Count(t => t.NetPnl > 0) / brief.Count, "fraction");
        var without = s_all.Where(t => t.Symbol != "TSLA").ToList();
        await AnswersAsync("What share of my trades that were held under an hour won?", (double)brief.Count(t => t.NetPnl > 0) / brief.Count, "fraction");
        await AnswersAsync("What share of my trades without TSLA were winners?", (double)without.Count(t => t.NetPnl > 0) / without.Count, "fraction");
        await AnswersAsync("What is my P&L on everything but NVDA?", Sum(s_all.Where(t => t.Symbol != "NVDA")), "currency");
        await AnswersAsync("P&L in the second half of March", Sum(s_all.Where(t => string.CompareOrdinal(Day(t), "2026-03-16") >= 0 && string.CompareOrdinal(Day(t), "2026-03-31") <= 0)), "currency");
        await AnswersAsync("P&L from Monday to Wednesday", Sum(s_all.Where(t => Entry(t).DayOfWeek is DayOfWeek.Monday or DayOfWeek.Tuesday or DayOfWeek.Wednesday)), "currency");
        var most = s_all.GroupBy(t => t.Symbol).MaxBy(g => g.Count())!;
        await AnswersAsync("How much did I make on my most traded symbol?", Sum(most), "currency");
        await AnswersAsync("What is my win rate on my most traded symbol?", (double)most.Count(t => t.NetPnl > 0) / most.Count(), "fraction");
        await AnswersAsync("Average win vs average loss on NVDA", s_all.Where(t => t.Symbol == "NVDA" && t.NetPnl > 0).Average(t => t.NetPnl!.Value), "currency");
        await AnswersAsync("P&L this Monday", Sum(s_all.Where(t => Day(t) == "2026-10-26")), "currency");
        await AnswersAsync("How much did I make last Friday?", Sum(s_all.Where(t => Day(t) == "2026-10-23")), "currency");
    }

    [Fact]
    public async Task The_biggest_losing_day_is_the_lowest_one()
    {
        var days = s_all.GroupBy(Day).OrderBy(Sum).ToList();
        var symbols = s_all.GroupBy(t => t.Symbol).OrderBy(Sum).ToList();
        await AnswersAsync("What was my biggest losing day?", days[0].Key, "date");
        await AnswersAsync("What was my biggest red day?", days[0].Key, "date");
        await AnswersAsync("How much did I lose on my biggest losing day?", Sum(days[0]), "currency");
        await AnswersAsync("How many trades did I take on my biggest losing day?", days[0].Count(), "trades");
        await AnswersAsync("What would my P&L be without my biggest red day?", Sum(s_all) - Sum(days[0]), "currency");
        await AnswersAsync("Top 3 losing days", days[0].Key, "date");
        await AnswersAsync("What was my biggest winning day?", days[^1].Key, "date");
        await AnswersAsync("What is my biggest losing symbol?", symbols[0].Key, "symbol");
        await AnswersAsync("What is my top winning symbol?", symbols[^1].Key, "symbol");
        await AnswersAsync("How many trades lost money on my best day?", days[^1].Count(t => t.NetPnl < 0), "trades");
    }

    [Fact]
    public async Task Amounts_keep_their_sign()
    {
        await AnswersAsync("How many trades lost more than 1R?", s_all.Count(t => t.R < -1), "trades");
        await AnswersAsync("How many trades lost less than 1R?", s_all.Count(t => t.R is < 0 and > -1), "trades");
        await AnswersAsync("How many trades lost between 1 and 2R?", s_all.Count(t => t.R is <= -1 and >= -2), "trades");
        await AnswersAsync("How many trades made more than 1R?", s_all.Count(t => t.R > 1), "trades");
        await AnswersAsync("How many trades were worse than -1R?", s_all.Count(t => t.R < -1), "trades");
        await AnswersAsync("Show me trades with pnl < -500", Sum(s_all.Where(t => t.NetPnl < -500)), "currency");
        await AnswersAsync("How many trades with a loss worse than 500?", s_all.Count(t => t.NetPnl < -500), "trades");
    }

    [Fact]
    public async Task Both_sides_of_a_comparison_keep_what_restricts_them()
    {
        foreach (var (question, restricts) in new (string, Func<Trade, bool>)[]
        {
            ("Did I do better long or short on Mondays and Tuesdays?", t => Entry(t).DayOfWeek is DayOfWeek.Monday or DayOfWeek.Tuesday),
            ("Did I do better long or short without TSLA?", t => t.Symbol != "TSLA"),
            ("Did I do better long or short tagged momentum and news?", t => t.Tags.Contains("momentum") && t.Tags.Contains("news")),
            ("Did I do better long or short with commissions above 2?", t => t.Commissions > 2),
        })
        {
            var grounding = await _asked.AskAsync(question);
            Assert.True(grounding.Outcome == ChatOutcome.Answered, grounding.Narrative);
            var sums = grounding.Facts.Where(f => f.Figure == "net_pnl").Select(Money).ToList();
            Assert.Equal(
                [Sum(s_all.Where(t => restricts(t) && t.Direction == Direction.Long)), Sum(s_all.Where(t => restricts(t) && t.Direction == Direction.Short))],
                sums);
        }
    }

    [Theory]
    [InlineData("What is my win rate on NVDA and my profit factor on AMD?")]
    [InlineData("What is my win rate on NVDA, and what is it on AMD?")]
    [InlineData("How much did I make on NVDA and lose on TSLA?")]
    [InlineData("What is my P&L on NVDA in March and AMD in April?")]
    [InlineData("What's my win rate on NVDA calls and AMD puts?")]
    [InlineData("P&L on long NVDA and short AMD")]
    [InlineData("Compare my win rate and profit factor on NVDA and AMD")]
    [InlineData("Did I do better long or short on shorts?")]
    [InlineData("Did I do better long or short with long calls?")]
    [InlineData("P&L by symbol and weekday")]
    [InlineData("Which month had my best day?")]
    [InlineData("What was my win rate on my biggest positions?")]
    [InlineData("What would my P&L be without my 3 worst trades on NVDA?")]
    [InlineData("What's my P&L without TSLA on Fridays?")]
    [InlineData("What is my win rate on those trades?")]
    [InlineData("What is my P&L on this trade?")]
    [InlineData("What is my win rate on it?")]
    [InlineData("What share of my trades lost money on Fridays?")]
    [InlineData("How many symbols did I lose money on?")]
    [InlineData("Which playbooks lost more than 500?")]
    [InlineData("Longest winning streak in days")]
    [InlineData("What did I lose in my longest losing streak?")]
    [InlineData("What is my average drawdown?")]
    [InlineData("Win rate times average win")]
    [InlineData("What if I had held my winners longer?")]
    [InlineData("P&L on out of the money calls")]
    [InlineData("What was my smallest losing day?")]
    [InlineData("What was my best losing day?")]
    [InlineData("What was my smallest winning day?")]
    [InlineData("P&L of stocks under $50")]
    [InlineData("Net result of trades under $50")]
    [InlineData("P&L of the first 30 min of the day")]
    [InlineData("Win rate 30 min hold")]
    [InlineData("P&L since I started trading puts")]
    [InlineData("P&L between 2026-04-05 and 2026-03-03")]
    [InlineData("What percentage of my trades on my worst day were shorts?")]
    [InlineData("NVDA or AMD, which made more on my best day?")]
    [InlineData("Which symbol?")]
    [InlineData("How many trades made more than -500?")]
    [InlineData("How many trades with a result of more than -500?")]
    [InlineData("P&L by 2026-03-31")]
    [InlineData("Did I make more than 10k this year?")]
    [InlineData("P&L on days when I had 2 or more losses")]
    [InlineData("What if I only took VWAP Reclaim and Gap Fade?")]
    public async Task What_cannot_be_put_together_is_declined(string question) => await DeclinesAsync(question);

    [Theory]
    [InlineData("{0} in the first half hour?")]
    [InlineData("{0} in the last hour?")]
    [InlineData("{0} at the open?")]
    [InlineData("{0} near the close?")]
    [InlineData("{0} on earnings days?")]
    [InlineData("{0} on the 13th?")]
    [InlineData("{0} every third week?")]
    [InlineData("{0} every other Friday?")]
    [InlineData("{0} at full size?")]
    [InlineData("{0} per share?")]
    [InlineData("{0} in euros?")]
    [InlineData("{0} during full moon?")]
    [InlineData("{0} tagged gut?")]
    [InlineData("{0} on GME?")]
    [InlineData("{0} on trades bigger than $5000?")]
    [InlineData("{0} with a stop loss over 5 dollars?")]
    public async Task A_qualifier_that_says_nothing_here_is_no_reason_to_answer_without_it(string form)
    {
        foreach (var asked in new[]
        {
            "What is my net P&L", "How many trades did I take", "What was my biggest win", "What was my smallest loss", "What was my worst day",
            "Which symbol made me the most", "How long do I hold on average", "What did I pay in commissions", "Did I do better long or short", "Show me my losing trades",
        })
        {
            await DeclinesAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, form, asked));
        }
    }

    [Fact]
    public async Task Those_trades_are_the_ones_of_the_answer_before()
    {
        await _asked.AskAsync("Show me my last 5 trades");
        var last = await _asked.FollowAsync("What is my net P&L on those trades?");
        Assert.Null(AskedJournal.Wrong("those", last, Sum(s_all.TakeLast(5)), "currency"));

        await _asked.AskAsync("Which symbol is my best?");
        var best = s_all.GroupBy(t => t.Symbol).MaxBy(Sum)!;
        Assert.Null(AskedJournal.Wrong("it", await _asked.FollowAsync("What is my win rate on it?"), (double)best.Count(t => t.NetPnl > 0) / best.Count(), "fraction"));

        await _asked.AskAsync("How many NVDA shorts did I take?");
        var shorts = s_all.Where(t => t.Symbol == "NVDA" && t.Direction == Direction.Short).ToList();
        Assert.Null(AskedJournal.Wrong("those", await _asked.FollowAsync("How many of those won?"), shorts.Count(t => t.NetPnl > 0), "trades"));
        await _asked.AskAsync("How many NVDA shorts did I take?");
        var rate = await _asked.FollowAsync("What is my win rate on those?");
        Assert.Null(AskedJournal.Wrong("those", rate, (double)shorts.Count(t => t.NetPnl > 0) / shorts.Count, "fraction"));
    }

    private async Task AnswersAsync(string question, object expected, string unit)
    {
        var grounding = await _asked.AskAsync(question);
        Assert.True(AskedJournal.Wrong(question, grounding, expected, unit) is null, AskedJournal.Wrong(question, grounding, expected, unit));
        Assert.Empty(GroundednessCheck.Of(grounding.Narrative, grounding).Unsupported);
    }

    private async Task DeclinesAsync(string question)
    {
        var grounding = await _asked.AskAsync(question);
        Assert.True(grounding.Outcome == ChatOutcome.Declined && grounding.Facts.Count == 0, $"{question}\n  {grounding.Narrative}");
    }

    private static DateTime Entry(Trade trade) => TimeZoneInfo.ConvertTime(trade.EntryAt, SampleJournal.Snapshot.TimeZone).DateTime;

    private static string Day(Trade trade) => TimeZoneInfo.ConvertTime(trade.ExitAt!.Value, SampleJournal.Snapshot.TimeZone).ToString("yyyy-MM-dd");

    private static IEnumerable<string> Playbooks(Trade trade) => SampleJournal.Snapshot.Playbooks.Where(p => trade.PlaybookIds.Contains(p.Id)).Select(p => p.Name);

    private static decimal Sum(IEnumerable<Trade> trades) => trades.Sum(t => t.NetPnl!.Value);

    private static decimal Money(Fact fact) => decimal.Parse(fact.Value!.ToJsonString(), System.Globalization.CultureInfo.InvariantCulture);

    private static decimal Drawdown(IReadOnlyList<Trade> trades)
    {
        var (equity, peak, deepest) = (0m, 0m, 0m);
        foreach (var trade in trades)
        {
            equity += trade.NetPnl!.Value;
            peak = Math.Max(peak, equity);
            deepest = Math.Max(deepest, peak - equity);
        }

        return deepest;
    }
}
