using TradingAi.Core.Analytics;
using TradingAi.Core.Insights;
using TradingAi.Core.Journal;

namespace TradingAi.Core.Reports.Letter;

/// <summary>
/// A losing day that stands out and got worse by trading on: it lost over twice the median losing day over several entries, and
/// what was entered after that median was gone lost more. Only such a day would have been better for a limit.
/// </summary>
/// <param name="Date">The day, in the trader's time zone.</param>
/// <param name="Loss">What it lost, over 0, in the account's currency.</param>
/// <param name="UsualLoss">The median loss of the losing days, over 0.</param>
/// <param name="LosingDays">How many those are.</param>
/// <param name="Late">The day's trades entered after its closed ones had lost the median together.</param>
internal sealed record RunawayDay(DateOnly Date, decimal Loss, decimal UsualLoss, int LosingDays, IReadOnlyList<Trade> Late)
{
    // Fewer losing days have no usual one.
    private const int LeastLosingDays = 5;
    private const int SeveralEntries = 3;
    private const int TimesUsual = 2;

    /// <summary>What the late trades made, under 0.</summary>
    public decimal LatePnl => Late.Sum(t => t.NetPnl!.Value);

    /// <summary>The day of a sample whose late trades lost most; null where no day is such.</summary>
    public static RunawayDay? Dearest(TradeSample sample)
    {
        var zone = sample.Journal.TimeZone;
        var losses = FigureCalculator.Daily(sample.Trades, zone).Where(d => d.Pnl < 0).OrderByDescending(d => d.Pnl).ToList();
        if (losses.Count < LeastLosingDays)
        {
            return null;
        }

        var usual = -(losses[(losses.Count - 1) / 2].Pnl + losses[losses.Count / 2].Pnl) / 2;
        return losses.Where(d => -d.Pnl > TimesUsual * usual)
            .Select(d => Late(d.Date) is { Count: > 0 } late ? new RunawayDay(d.Date, -d.Pnl, usual, losses.Count, late) : null)
            .OfType<RunawayDay>().Where(d => d.LatePnl < 0).MinBy(d => d.LatePnl);

        List<Trade> Late(DateOnly date)
        {
            var entered = sample.Trades.Where(t => LocalTime.DateOf(t.EntryAt, zone) == date).ToList();
            return entered.Count >= SeveralEntries && GoneAt(date) is { } gone ? [.. entered.Where(t => t.EntryAt >= gone)] : [];
        }

        // Trades come in the order of their exits.
        DateTimeOffset? GoneAt(DateOnly date)
        {
            var sum = 0m;
            foreach (var trade in sample.Trades.Where(t => LocalTime.DateOf(t.ExitAt!.Value, zone) == date))
            {
                sum += trade.NetPnl!.Value;
                if (sum <= -usual)
                {
                    return trade.ExitAt;
                }
            }

            return null;
        }
    }
}
