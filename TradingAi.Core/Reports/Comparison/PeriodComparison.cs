using TradingAi.Core.Analytics;
using TradingAi.Core.Insights;
using TradingAi.Core.Insights.Statistics;

namespace TradingAi.Core.Reports.Comparison;

/// <summary>A report's range beside an earlier period of the same journal.</summary>
public sealed record PeriodComparison
{
    private const int LeastTested = FindingSearch.MinimumSide;

    /// <summary><c>period_before</c>, of equal length and right before the range, or <c>same_period_last_year</c>, the same local dates.</summary>
    public required string Period { get; init; }

    /// <summary>The earlier period's first instant, UTC, inclusive.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>The earlier period's end, UTC, exclusive.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>The earlier period's figures.</summary>
    public required Figures Figures { get; init; }

    /// <summary>Net P&amp;L of the range minus that of the earlier period, in the account's currency.</summary>
    public required decimal NetPnlDifference { get; init; }

    /// <summary>
    /// The part of <see cref="NetPnlDifference"/> that comes from more or fewer trades: the difference of the trade counts times the
    /// earlier expectancy. Null where either period has no trade.
    /// </summary>
    public decimal? DueToTradeCount { get; init; }

    /// <summary>The rest of it, from what a trade made: the range's trade count times the difference of the expectancies.</summary>
    public decimal? DueToExpectancy { get; init; }

    /// <summary>
    /// Two-sided p-value that the mean trade of both periods is the same, by seeded permutation; null where a period has fewer than
    /// ten trades.
    /// </summary>
    public double? PValue { get; init; }

    /// <summary>The comparisons of a sample that its journal allows, with empty earlier periods too.</summary>
    internal static IReadOnlyList<PeriodComparison> Of(TradeSample sample) =>
        [.. EarlierPeriods.Of(sample.Instants, sample.Journal.TimeZone).Select(period => Of(sample, period.Name, period.Instants))];

    private static PeriodComparison Of(TradeSample sample, string name, InstantRange instants)
    {
        var trades = AnalyticsService.Select(sample.Journal, instants, TradeFilter.None);
        var (now, then) = (FigureCalculator.Compute(sample.Trades, sample.Journal.TimeZone), FigureCalculator.Compute(trades, sample.Journal.TimeZone));
        double[] pnl = [.. trades.Select(t => (double)t.NetPnl!.Value)];
        return new PeriodComparison
        {
            Period = name,
            From = instants.Start!.Value,
            To = instants.End,
            Figures = then,
            NetPnlDifference = now.NetPnl - then.NetPnl,
            DueToTradeCount = now.TradeCount > 0 ? (now.TradeCount - then.TradeCount) * then.Expectancy : null,
            DueToExpectancy = now.TradeCount * (now.Expectancy - then.Expectancy),
            PValue = Math.Min(pnl.Length, sample.Pnl.Count) < LeastTested
                ? null
                : PermutationTest.Run(sample.Pnl, pnl, Tail.Both, SeededRandom.SeedOf($"{name}|{sample.Range}")).PValue,
        };
    }
}
