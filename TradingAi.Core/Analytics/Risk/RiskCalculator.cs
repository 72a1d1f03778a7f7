using TradingAi.Core.Journal;

namespace TradingAi.Core.Analytics.Risk;

/// <summary>Computes the risk figures.</summary>
public static class RiskCalculator
{
    private const int LeastSizes = 10;

    // Makes the median absolute deviation of a normal distribution its standard deviation (Rousseeuw and Croux, 1993).
    private const double NormalConsistency = 1.4826;

    /// <summary>All of them.</summary>
    /// <param name="trades">The closed trades of a range, in pooled order.</param>
    /// <param name="journal">The journal they are from.</param>
    /// <param name="asOf">The present.</param>
    public static RiskFigures Compute(IReadOnlyList<Trade> trades, JournalSnapshot journal, DateTimeOffset asOf) => Present(Closed(trades), journal, asOf);

    /// <summary>Those of closed trades alone.</summary>
    /// <param name="trades">Closed trades in pooled order.</param>
    public static RiskFigures Closed(IReadOnlyList<Trade> trades)
    {
        var pnl = TradeOutcome.Of(trades).Select(t => t.NetPnl).ToList();
        return new RiskFigures
        {
            UlcerIndex = UlcerIndex(pnl),
            RecoveryFactor = RecoveryFactor(trades),
            RiskOfRuin = RuinRisk.Of(pnl),
            SizeVariation = Variation(RelativeNotional(trades)),
            InitialRiskVariation = Variation([.. trades.Select(t => t.InitialRisk).OfType<decimal>().Select(r => (double)r)]),
        };
    }

    /// <summary>The figures of closed trades, with those of the present beside them.</summary>
    public static RiskFigures Present(RiskFigures closed, JournalSnapshot journal, DateTimeOffset asOf)
    {
        ArgumentNullException.ThrowIfNull(closed);
        ArgumentNullException.ThrowIfNull(journal);
        var score = RiskScore.Of(journal, asOf);
        return closed with
        {
            Open = Exposure.Of([.. journal.Trades.Where(t => OpenPositions.IsOpenAt(t, asOf))]), RiskScore = score.Score, RiskFactors = score.Factors,
        };
    }

    /// <summary>See <see cref="RiskFigures.UlcerIndex"/>.</summary>
    /// <param name="pnl">Net P&amp;L in pooled order.</param>
    public static double? UlcerIndex(IReadOnlyCollection<decimal> pnl)
    {
        ArgumentNullException.ThrowIfNull(pnl);
        var (equity, peak, squares) = (0m, 0m, 0.0);
        foreach (var p in pnl)
        {
            equity += p;
            peak = Math.Max(peak, equity);
            var fall = (double)(peak - equity);
            squares += fall * fall;
        }

        return pnl.Count == 0 ? null : Math.Sqrt(squares / pnl.Count);
    }

    /// <summary>See <see cref="RiskFigures.RecoveryFactor"/>.</summary>
    /// <param name="trades">Closed trades in pooled order.</param>
    public static double? RecoveryFactor(IReadOnlyList<Trade> trades) =>
        Drawdown.Compute(trades).Depth is > 0 and var depth ? (double)trades.Sum(t => t.NetPnl!.Value) / (double)depth : null;

    // A contract's premium and a share's price are of different orders, so each asset is measured by its own median.
    private static IReadOnlyList<double> RelativeNotional(IReadOnlyList<Trade> trades) =>
    [
        .. from asset in trades.GroupBy(t => t.Asset)
           let usual = Median([.. asset.Select(t => (double)t.Notional)])
           where usual > 0
           from trade in asset
           select (double)trade.Notional / usual,
    ];

    private static double? Variation(IReadOnlyList<double> sizes)
    {
        if (sizes.Count < LeastSizes)
        {
            return null;
        }

        var median = Median([.. sizes]);
        return median > 0 ? NormalConsistency * Median([.. sizes.Select(s => Math.Abs(s - median))]) / median : null;
    }

    private static double Median(double[] values)
    {
        Array.Sort(values);
        return (values[(values.Length - 1) / 2] + values[values.Length / 2]) / 2;
    }
}
