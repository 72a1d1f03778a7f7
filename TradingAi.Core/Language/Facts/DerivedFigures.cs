using TradingAi.Core.Analytics;
using TradingAi.Core.Journal;
using TradingAi.Core.Language.Questions;

namespace TradingAi.Core.Language.Facts;

/// <summary>Figures that questions ask for beyond those of the analytics: counts of days and names, medians, sizes, streaks now.</summary>
internal static class DerivedFigures
{
    /// <summary>All of them.</summary>
    public static IEnumerable<Figure> All() =>
    [
        new("trading_days", "days", "number of days with a closed trade", true, (t, v) => Quantity.Of(Days(t, v).Count)),
        new("green_days", "days", "number of green days", true, (t, v) => Quantity.Of(Days(t, v).Count(d => d.Pnl > 0))),
        new("red_days", "days", "number of red days", false, (t, v) => Quantity.Of(Days(t, v).Count(d => d.Pnl < 0))),
        new("flat_days", "days", "number of days that ended at exactly zero", true, (t, v) => Quantity.Of(Days(t, v).Count(d => d.Pnl == 0))),
        new("entry_days", "days", "number of days on which a trade was opened", true, (t, v) => Count(t, v, Grouping.Day, Basis.Entry)),
        new("green_day_rate", "fraction", "share of green days", true, (t, v) => Days(t, v) is { Count: > 0 } d ? Quantity.Of((double)d.Count(x => x.Pnl > 0) / d.Count) : null),
        new("red_day_rate", "fraction", "share of red days", false, (t, v) => Rate(t, v, Grouping.Day, -1)),
        new("green_week_rate", "fraction", "share of green weeks", true, (t, v) => Rate(t, v, Grouping.Week, 1)),
        new("red_week_rate", "fraction", "share of red weeks", false, (t, v) => Rate(t, v, Grouping.Week, -1)),
        new("green_month_rate", "fraction", "share of green months", true, (t, v) => Rate(t, v, Grouping.Month, 1)),
        new("red_month_rate", "fraction", "share of red months", false, (t, v) => Rate(t, v, Grouping.Month, -1)),
        new("trading_weeks", "weeks", "number of weeks with a closed trade", true, (t, v) => Count(t, v, Grouping.Week)),
        new("trading_months", "months", "number of months with a closed trade", true, (t, v) => Count(t, v, Grouping.Month)),
        new("green_weeks", "weeks", "number of green weeks", true, (t, v) => Signed(t, v, Grouping.Week, 1)),
        new("red_weeks", "weeks", "number of red weeks", false, (t, v) => Signed(t, v, Grouping.Week, -1)),
        new("green_months", "months", "number of green months", true, (t, v) => Signed(t, v, Grouping.Month, 1)),
        new("red_months", "months", "number of red months", false, (t, v) => Signed(t, v, Grouping.Month, -1)),
        new("symbol_count", "symbols", "number of different symbols", true, (t, v) => Count(t, v, Grouping.Symbol)),
        new("playbook_count", "playbooks", "number of different playbooks used", true, (t, v) => Count(t, v, Grouping.Playbook)),
        new("tag_count", "tags", "number of different tags used", true, (t, v) => Count(t, v, Grouping.Tag)),
        new("strategy_count", "strategies", "number of different option strategies", true, (t, v) => Count(t, v, Grouping.StrategyType)),
        new("open_positions", "positions", "number of open positions", true, (t, _) => Quantity.Of(t.Count)),
        new("median_pnl", "currency", "median result per trade", true, (t, _) => Median([.. t.Select(x => x.NetPnl!.Value)])),
        new("median_hold_hours", "hours", "median holding time", true, (t, _) => Median([.. t.Select(Hours)])),
        new("total_hold_hours", "hours", "holding time", true, (t, _) => t.Count == 0 ? null : Quantity.Of(t.Sum(x => x.HoldTime!.Value.TotalHours))),
        new("total_r", "R", "total of R multiples", true, (t, _) => Quantity.Of(t.Sum(x => x.R ?? 0))) { Sample = FigureSample.WithR },
        new("average_commission", "currency", "average commission per trade", false, (t, _) => Mean(t, x => x.Commissions)),
        new("average_rating", "rating", "average rating", true, (t, _) => Mean([.. t.Where(x => x.Rating is not null)], x => x.Rating!.Value)) { Sample = FigureSample.Rated },
        new("average_quantity", "quantity", "average size in shares or contracts", true, (t, _) => Mean(t, x => x.Quantity)),
        new("total_shares", "shares", "number of shares traded", true, (t, _) => Quantity.Of(t.Where(x => x.Asset == Asset.Stock).Sum(x => x.Quantity))),
        new("total_contracts", "contracts", "number of contracts traded", true, (t, _) => Quantity.Of(t.Where(x => x.Asset == Asset.Option).Sum(x => x.Quantity))),
        new("average_notional", "currency", "average position size at entry", true, (t, _) => Mean(t, x => x.Notional)),
        new("total_notional", "currency", "position size at entry", true, (t, _) => Quantity.Of(t.Sum(x => x.Notional))),
        new("average_initial_risk", "currency", "average initial risk", true, (t, _) => Mean([.. t.Where(x => x.InitialRisk is not null)], x => x.InitialRisk!.Value)) { Sample = FigureSample.WithRisk },
        new("pnl_deviation", "currency", "standard deviation of the result per trade", false, (t, _) => Quantity.Of(SampleStatistics.StandardDeviation([.. t.Select(x => (double)x.NetPnl!.Value)]))),
        new("current_losing_streak", "trades", "current losing streak", false, (t, _) => Current(t, TradeResult.Loss)),
        new("current_winning_streak", "trades", "current winning streak", true, (t, _) => Current(t, TradeResult.Win)),
        new("longest_green_day_streak", "days", "longest run of green days", true, (t, v) => Runs(Days(t, v), 1)),
        new("longest_red_day_streak", "days", "longest run of red days", false, (t, v) => Runs(Days(t, v), -1)),
    ];

    private static IReadOnlyList<DailyPnl> Days(IReadOnlyList<Trade> trades, JournalView view) => FigureCalculator.Daily(trades, view.Zone);

    private static decimal Hours(Trade trade) => (decimal)trade.HoldTime!.Value.Ticks / TimeSpan.TicksPerHour;

    private static Quantity? Count(IReadOnlyList<Trade> trades, JournalView view, Grouping grouping, Basis basis = Basis.Exit) =>
        Quantity.Of(trades.SelectMany(t => Groupings.KeysOf(grouping, t, view, basis)).Distinct(StringComparer.Ordinal).Count());

    private static Quantity? Signed(IReadOnlyList<Trade> trades, JournalView view, Grouping grouping, int sign) => Quantity.Of(trades
        .GroupBy(t => Groupings.KeysOf(grouping, t, view, Basis.Exit).First(), StringComparer.Ordinal)
        .Count(g => Math.Sign(g.Sum(t => t.NetPnl!.Value)) == sign));

    private static Quantity? Rate(IReadOnlyList<Trade> trades, JournalView view, Grouping grouping, int sign) =>
        trades.Count == 0 ? null : Quantity.Of(Signed(trades, view, grouping, sign)!.Value.Approximate / Count(trades, view, grouping)!.Value.Approximate);

    private static Quantity? Mean(IReadOnlyList<Trade> trades, Func<Trade, decimal> read) =>
        trades.Count == 0 ? null : Quantity.Of(trades.Sum(read) / trades.Count);

    private static Quantity? Median(decimal[] values)
    {
        if (values.Length == 0)
        {
            return null;
        }

        Array.Sort(values);
        var middle = values.Length / 2;
        return Quantity.Of(values.Length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2);
    }

    private static Quantity? Current(IReadOnlyList<Trade> trades, TradeResult result) =>
        Quantity.Of(trades.Reverse().TakeWhile(t => ResultCondition.Is(t, result)).Count());

    private static Quantity? Runs(IReadOnlyList<DailyPnl> days, int sign)
    {
        var (longest, run) = (0, 0);
        foreach (var day in days)
        {
            run = Math.Sign(day.Pnl) == sign ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return Quantity.Of(longest);
    }
}
