using TradingAi.Core.Analytics;
using TradingAi.Core.Analytics.Live;
using TradingAi.Core.Analytics.Risk;
using TradingAi.Core.Journal;

namespace TradingAi.Tests.Analytics.Live;

/// <summary>The live figures by their definitions, over the whole history each time: slow, and obviously right.</summary>
internal static class PlainFigures
{
    public static void AssertEqual(IReadOnlyCollection<Trade> trades, string zoneId, DateTimeOffset now, LiveFigures live)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(zoneId);
        var closed = trades.Where(t => t.IsClosed && t.ExitAt < now)
            .OrderBy(t => t.ExitAt).ThenBy(t => t.Asset == Asset.Option ? 0 : 1).ThenBy(t => int.Parse(t.Ref.Id)).ToList();
        var open = trades.Where(t => t.EntryAt < now && !closed.Contains(t)).ToList();
        var today = Period(closed.Where(t => DateOf(t) == Today()));
        var day = Period(closed.Where(t => now - t.ExitAt <= TimeSpan.FromDays(1)));

        Assert.Equal(today, live.Today);
        Assert.Equal(today.NetPnl, live.CurrentPnl);
        Assert.Equal(day, live.Last24h);
        Assert.Equal(day.WinRate, live.WinRate24h);
        Assert.Equal(Period(closed.Where(t => DateOf(t) >= Today().AddDays(-7))), live.Week);
        Assert.Equal(closed.Count(t => DateOf(t) >= Today().AddDays(-30)) / 30.0, live.TradeFrequency);
        Assert.Equal(Run(closed), live.Streak);
        Assert.Equal(closed.Count == 0 ? 0 : Drawdown.Compute(closed).Depth, live.Drawdown.Max);
        Assert.Equal(Fall(closed), live.Drawdown.Current);
        Assert.Equal((open.Count, open.Sum(t => t.Notional)), (live.OpenPositions, live.OpenNotional));
        Assert.Equal(Momentum(closed, [.. closed.Where(t => DateOf(t) >= Today().AddDays(-90)).TakeLast(20)]), live.MomentumScore, 9);

        var journal = new JournalSnapshot(1, new UserProfile { TimeZoneId = zoneId }, trades, [], [], []);
        var risk = RiskScore.Of(journal, now);
        Assert.Equal(UsualExposure(trades, Today().AddDays(-90), now, zone), RiskInputs.Of(journal, now).UsualExposure);
        Assert.InRange(live.RiskScore, risk.Score - 1, risk.Score + 1); // a half rounds either way
        Assert.All(risk.Factors, factor => Assert.Equal(factor.Value, live.RiskFactors[factor.Name], 9));
        Assert.Equal(risk.LeverageUsage.Explanation, live.RiskExplanations[risk.LeverageUsage.Name]);

        DateOnly Today() => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);
        DateOnly DateOf(Trade t) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(t.ExitAt!.Value, zone).DateTime);
    }

    private static LivePeriod Period(IEnumerable<Trade> trades)
    {
        var pnl = trades.Select(t => t.NetPnl!.Value).ToList();
        return new LivePeriod(pnl.Sum(), pnl.Count, pnl.Count == 0 ? null : (double)pnl.Count(p => p > 0) / pnl.Count);
    }

    private static Streak Run(List<Trade> closed)
    {
        var sign = closed.Count == 0 ? 0 : Math.Sign(closed[^1].NetPnl!.Value);
        return sign == 0
            ? new Streak("none", 0)
            : new Streak(sign > 0 ? "wins" : "losses", Enumerable.Reverse(closed).TakeWhile(t => Math.Sign(t.NetPnl!.Value) == sign).Count());
    }

    private static decimal Fall(List<Trade> closed)
    {
        var equity = FigureCalculator.Equity(closed).Select(e => e.Equity).Prepend(0).ToList();
        return equity.Max() - equity[^1];
    }

    private static double Momentum(List<Trade> closed, List<Trade> last)
    {
        var before = closed.SkipLast(last.Count).Select(t => (double)t.NetPnl!.Value).ToList();
        if (last.Count == 0 || before.Count < 20 || SampleStatistics.StandardDeviation(before) is not > 0)
        {
            return 0;
        }

        var shift = (last.Average(t => (double)t.NetPnl!.Value) - before.Average()) / SampleStatistics.StandardDeviation(before)!.Value;
        return Math.Tanh(2.0 * last.Count / (last.Count + 20) * shift);
    }

    private static decimal? UsualExposure(IReadOnlyCollection<Trade> trades, DateOnly from, DateTimeOffset now, TimeZoneInfo zone)
    {
        var start = LocalTime.StartOf(from, zone);
        var after = trades.Where(t => t.EntryAt >= start && t.EntryAt < now)
            .Select(entered => trades
                .Where(t => t.EntryAt <= entered.EntryAt && (!t.IsClosed || t.ExitAt > entered.EntryAt || t.EntryAt == entered.EntryAt))
                .Sum(t => t.Notional))
            .Order().ToList();
        return after.Count < 10 ? null : (after[(after.Count - 1) / 2] + after[after.Count / 2]) / 2;
    }
}
