using TradingAi.Core.Analytics;
using TradingAi.Core.Journal;

namespace TradingAi.Core.Predictions;

/// <summary>
/// A journal's closed trades by local calendar day of exit, from the first one on, days without a trade as nothing. The last day is
/// today where a trade was closed today, else yesterday: a day that has only begun is no day without a trade.
/// </summary>
/// <param name="First">The first day.</param>
/// <param name="Pnl">Net P&amp;L a day, in the account's currency.</param>
/// <param name="Trades">Closed trades a day.</param>
/// <param name="Wins">Trades with a net P&amp;L above 0 a day.</param>
internal sealed record DailySeries(DateOnly First, double[] Pnl, int[] Trades, int[] Wins)
{
    /// <summary>How many days.</summary>
    public int Length => Pnl.Length;

    /// <summary>The series of closed trades in pooled order.</summary>
    /// <param name="closed">Trades closed before the present.</param>
    /// <param name="zone">The trader's time zone.</param>
    /// <param name="today">The trader's local date.</param>
    public static DailySeries Of(IReadOnlyList<Trade> closed, TimeZoneInfo zone, DateOnly today)
    {
        if (closed.Count == 0)
        {
            return new DailySeries(today, [], [], []);
        }

        var dates = closed.Select(t => LocalTime.DateOf(t.ExitAt!.Value, zone)).ToList();
        var (first, last) = (dates.Min(), dates.Max());
        var length = Math.Max(last.DayNumber, today.DayNumber - 1) - first.DayNumber + 1;
        var series = new DailySeries(first, new double[length], new int[length], new int[length]);
        for (var n = 0; n < closed.Count; n++)
        {
            var (day, pnl) = (dates[n].DayNumber - first.DayNumber, closed[n].NetPnl!.Value);
            series.Pnl[day] += (double)pnl;
            series.Trades[day]++;
            series.Wins[day] += pnl > 0 ? 1 : 0;
        }

        return series;
    }

    /// <summary>Totals of the whole weeks that end at a day (exclusive), oldest first.</summary>
    /// <param name="end">The day after the last one.</param>
    /// <param name="days">Days a period: 7 for weeks.</param>
    /// <param name="most">The most periods, the latest ones.</param>
    public IReadOnlyList<PeriodTotal> Periods(int end, int days = 7, int most = int.MaxValue)
    {
        var count = Math.Min(end / days, most);
        return [.. Enumerable.Range(0, count).Select(n => Total(end - ((count - n) * days), days))];
    }

    /// <summary>The totals of some days.</summary>
    public PeriodTotal Total(int start, int days)
    {
        var (pnl, trades, wins) = (0.0, 0, 0);
        for (var day = start; day < start + days; day++)
        {
            pnl += Pnl[day];
            trades += Trades[day];
            wins += Wins[day];
        }

        return new PeriodTotal(pnl, trades, wins);
    }
}

/// <summary>What some days came to.</summary>
internal readonly record struct PeriodTotal(double Pnl, int Trades, int Wins);
