using TradingAi.Core.Insights.Narration;
using TradingAi.Core.Journal;

namespace TradingAi.Core.Alerts.Rules;

/// <summary>
/// A loss that is far beyond the losses of the year before it: over twice the median, three widths beyond it and what losses
/// exceeded three times a month, a warning; over four times and six widths too, critical. Under 10 such losses nothing is raised.
/// </summary>
internal static class LargeLosses
{
    private const int MinimumLosses = 10;
    private const double MostAMonth = 3;
    private const double MonthsADay = 12 / 365.25;
    private static readonly TimeSpan s_history = TimeSpan.FromDays(365);

    public static IEnumerable<AlertDraft> Check(AlertOccasion occasion)
    {
        foreach (var trade in occasion.Closed.Where(t => t.NetPnl < 0))
        {
            var history = occasion.Journal.ClosedTrades
                .Where(t => t.NetPnl < 0 && t.ExitAt >= trade.ExitAt - s_history && PooledOrder.Instance.Compare(t, trade) < 0)
                .ToList();
            if (history.Count < MinimumLosses)
            {
                continue;
            }

            var size = -trade.NetPnl!.Value;
            var sizes = history.ConvertAll(t => -t.NetPnl!.Value);
            var usual = Spread.Of(sizes);
            var warning = Math.Max(usual.Beyond(2, 3), Rarely(sizes, trade.ExitAt!.Value - history[0].ExitAt!.Value));
            if (size <= warning)
            {
                continue;
            }

            var severity = size > Math.Max(warning, usual.Beyond(4, 6)) ? AlertSeverity.Critical : AlertSeverity.Warning;
            var times = Wording.Number((double)(size / usual.Median), 1);
            yield return new AlertDraft(
                $"large_loss:{trade.Ref}",
                AlertType.LargeLoss,
                severity,
                $"A trade in {Wording.Name(trade.Symbol)} closed with a loss of {occasion.Money(size)}, {times} times your median loss of {occasion.Money(usual.Median)} "
                    + $"({Wording.Count(history.Count, "loss")} of the year before; beyond {occasion.Money(warning)} is unusual for you).",
                [trade.Ref]);
        }
    }

    // What losses exceeded three times a month; 0 where there were no more losses than that.
    private static decimal Rarely(List<decimal> sizes, TimeSpan over) =>
        sizes.OrderDescending().ElementAtOrDefault((int)(MostAMonth * over.TotalDays * MonthsADay));
}
