using TradingAi.Core.Journal;

namespace TradingAi.Core.Analytics;

/// <summary>
/// Computes every figure of a set of closed trades. Sums of money are exact decimals; ratios are doubles.
/// </summary>
public static class FigureCalculator
{
    private const double TradingDaysAYear = 252;
    private const int ValueAtRiskMinimumDays = 20;

    /// <summary>Computes the figures.</summary>
    /// <param name="trades">Closed trades in the pooled order (<see cref="PooledOrder"/>).</param>
    /// <param name="zone">The trader's time zone, which decides the calendar days.</param>
    public static Figures Compute(IReadOnlyList<Trade> trades, TimeZoneInfo zone) => Compute(TradeOutcome.Of(trades), zone);

    /// <summary>Computes the figures of trades under results that need not be their own.</summary>
    /// <param name="trades">Closed trades in the pooled order.</param>
    /// <param name="zone">The trader's time zone, which decides the calendar days.</param>
    public static Figures Compute(IReadOnlyList<TradeOutcome> trades, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(trades);
        var pnl = trades.Select(t => t.NetPnl).ToList();
        var wins = pnl.Where(p => p > 0).ToList();
        var losses = pnl.Where(p => p < 0).ToList();
        var winRate = pnl.Count == 0 ? (double?)null : (double)wins.Count / pnl.Count;
        var averageWin = Mean(wins);
        var averageLoss = Mean(losses);
        var payoff = averageWin is { } win && averageLoss is { } loss ? (double)win / (double)-loss : (double?)null;
        var (longestWins, longestLosses) = LongestRuns(pnl);
        var drawdown = Drawdown.Compute(trades);
        var risk = DailyRisk.Compute([.. Daily(trades, zone).Select(d => d.Pnl)]);
        var multiples = trades.Select(t => t.R).OfType<decimal>().Select(r => (double)r).ToList();

        return new Figures
        {
            TradeCount = pnl.Count,
            WinCount = wins.Count,
            LossCount = losses.Count,
            BreakEvenCount = pnl.Count - wins.Count - losses.Count,
            WinRate = winRate,
            NetPnl = pnl.Sum(),
            GrossProfit = wins.Sum(),
            GrossLoss = losses.Sum(),
            ProfitFactor = ProfitFactor(wins.Sum(), losses.Sum()),
            AverageWin = averageWin,
            AverageLoss = averageLoss,
            PayoffRatio = payoff,
            Expectancy = Mean(pnl),
            LargestWin = wins.Count == 0 ? null : wins.Max(),
            LargestLoss = losses.Count == 0 ? null : losses.Min(),
            MaxConsecutiveWins = longestWins,
            MaxConsecutiveLosses = longestLosses,
            TotalCommissions = trades.Sum(t => t.Trade.Commissions),
            AverageHoldHours = trades.Count == 0 ? null : trades.Average(t => t.Trade.HoldTime!.Value.TotalHours),
            MaxDrawdown = drawdown.Depth,
            MaxDrawdownDays = drawdown.Days,
            SharpeRatio = risk.Sharpe,
            SortinoRatio = risk.Sortino,
            ValueAtRisk95 = risk.ValueAtRisk,
            ExpectedShortfall95 = risk.ExpectedShortfall,
            AverageR = multiples.Count == 0 ? null : multiples.Average(),
            RTradeCount = multiples.Count,
            SystemQualityNumber = SystemQualityNumber(multiples),
            KellyFraction = winRate is { } w && payoff is > 0 ? w - ((1 - w) / payoff) : null,
        };
    }

    /// <summary>Net P&amp;L a local calendar day of exit, by date; only days with a closed trade.</summary>
    public static IReadOnlyList<DailyPnl> Daily(IReadOnlyList<Trade> trades, TimeZoneInfo zone) => Daily(TradeOutcome.Of(trades), zone);

    private static IReadOnlyList<DailyPnl> Daily(IReadOnlyList<TradeOutcome> trades, TimeZoneInfo zone) =>
    [
        .. trades.GroupBy(t => LocalTime.DateOf(t.Trade.ExitAt!.Value, zone)).OrderBy(g => g.Key)
            .Select(g => new DailyPnl(g.Key, g.Sum(t => t.NetPnl))),
    ];

    /// <summary>The running sum of net P&amp;L in pooled order, from 0.</summary>
    public static IReadOnlyList<EquityPoint> Equity(IReadOnlyList<Trade> trades)
    {
        var equity = 0m;
        return [.. TradeOutcome.Of(trades).Select(t => new EquityPoint(t.Trade.ExitAt!.Value, equity += t.NetPnl))];
    }

    /// <summary>The figures of one group.</summary>
    public static GroupFigures ComputeGroup(string key, IReadOnlyCollection<Trade> trades)
    {
        var pnl = TradeOutcome.Of(trades).Select(t => t.NetPnl).ToList();
        return new GroupFigures(
            key,
            pnl.Count,
            pnl.Count == 0 ? null : (double)pnl.Count(p => p > 0) / pnl.Count,
            pnl.Sum(),
            Mean(pnl),
            ProfitFactor(pnl.Where(p => p > 0).Sum(), pnl.Where(p => p < 0).Sum()));
    }

    private static decimal? Mean(IReadOnlyCollection<decimal> values) => values.Count == 0 ? null : values.Sum() / values.Count;

    private static double? ProfitFactor(decimal profit, decimal loss) => loss == 0 ? null : (double)profit / (double)-loss;

    private static (int Wins, int Losses) LongestRuns(IEnumerable<decimal> pnl)
    {
        var (wins, losses, longestWins, longestLosses) = (0, 0, 0, 0);
        foreach (var p in pnl)
        {
            (wins, losses) = (p > 0 ? wins + 1 : 0, p < 0 ? losses + 1 : 0);
            (longestWins, longestLosses) = (Math.Max(longestWins, wins), Math.Max(longestLosses, losses));
        }

        return (longestWins, longestLosses);
    }

    // Van Tharp, "Trade Your Way to Financial Freedom": √N capped at √100.
    private static double? SystemQualityNumber(IReadOnlyList<double> multiples)
    {
        var deviation = SampleStatistics.StandardDeviation(multiples);
        return deviation is > 0 ? multiples.Average() / deviation * Math.Sqrt(Math.Min(multiples.Count, 100)) : null;
    }

    /// <summary>Risk figures of daily P&amp;L.</summary>
    private readonly record struct DailyRisk(double? Sharpe, double? Sortino, decimal? ValueAtRisk, decimal? ExpectedShortfall)
    {
        public static DailyRisk Compute(IReadOnlyList<decimal> daily)
        {
            if (daily.Count == 0)
            {
                return default;
            }

            var values = daily.Select(d => (double)d).ToList();
            var mean = values.Average();
            var deviation = SampleStatistics.StandardDeviation(values);
            var downside = Math.Sqrt(values.Average(d => Math.Min(d, 0) * Math.Min(d, 0)));
            var (valueAtRisk, shortfall) = Tail(daily);
            return new DailyRisk(
                deviation is > 0 ? mean / deviation * Math.Sqrt(TradingDaysAYear) : null,
                downside > 0 ? mean / downside * Math.Sqrt(TradingDaysAYear) : null,
                valueAtRisk,
                shortfall);
        }

        private static (decimal? ValueAtRisk, decimal? ExpectedShortfall) Tail(IReadOnlyList<decimal> daily)
        {
            if (daily.Count < ValueAtRiskMinimumDays)
            {
                return (null, null);
            }

            // ⌈0.05·n⌉ in integers: 0.05 has no exact double.
            var k = (daily.Count + 19) / 20;
            var worst = daily.Order().Take(k).ToList();
            return (Math.Max(0, -worst[^1]), Math.Max(0, -(worst.Sum() / k)));
        }
    }
}
