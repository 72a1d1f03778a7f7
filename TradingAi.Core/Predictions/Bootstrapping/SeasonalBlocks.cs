using TradingAi.Core.Insights.Statistics;

namespace TradingAi.Core.Predictions.Bootstrapping;

/// <summary>
/// Draws days to come as blocks of days past. Blocks have geometric lengths (stationary bootstrap), and each starts at a past day of the same
/// weekday, so that a drawn week holds every weekday once.
/// </summary>
/// <param name="series">The past.</param>
/// <param name="end">The first day to come.</param>
/// <param name="recentStart">The first recent day.</param>
internal sealed class SeasonalBlocks(DailySeries series, int end, int recentStart)
{
    private const int WeekDays = 7;

    /// <summary>One draw.</summary>
    /// <param name="days">How many days to come.</param>
    /// <param name="isRecent">From the recent days alone, or from all.</param>
    /// <param name="meanBlock">The mean length of a block.</param>
    /// <param name="random">The source of chance.</param>
    public PeriodTotal Draw(int days, bool isRecent, int meanBlock, ref SeededRandom random)
    {
        var start = isRecent ? recentStart : 0;
        var (pnl, trades, wins) = (0.0, 0, 0);
        var at = end;
        for (var day = 0; day < days; day++)
        {
            if (at + 1 >= end || random.Next(meanBlock) == 0)
            {
                at = SameWeekday(end + day, start, ref random);
            }
            else
            {
                at++;
            }

            pnl += series.Pnl[at];
            trades += series.Trades[at];
            wins += series.Wins[at];
        }

        return new PeriodTotal(pnl, trades, wins);
    }

    // Any of the days in [start, end) that lie whole weeks before this one.
    private int SameWeekday(int day, int start, ref SeededRandom random)
    {
        var last = end - 1 - ((end - 1 - (day % WeekDays) + WeekDays) % WeekDays);
        return last - (WeekDays * random.Next(((last - start) / WeekDays) + 1));
    }
}
