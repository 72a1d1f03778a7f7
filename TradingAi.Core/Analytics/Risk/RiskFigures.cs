namespace TradingAi.Core.Analytics.Risk;

/// <summary>
/// Risk of a set of closed trades and of what is open. Money is in the account's currency; the account's size is not known,
/// so nothing is relative to it. Null where the definition has nothing to stand on.
/// </summary>
public sealed record RiskFigures
{
    /// <summary>
    /// Root mean square, over the exits, of how far the equity curve stands below its running peak (0 or higher): deep and long
    /// falls weigh most. Martin and McCann, "The Investor's Guide to Fidelity Funds" (1989), take the falls in percent of the
    /// peak; here they are in currency. Null without trades.
    /// </summary>
    public double? UlcerIndex { get; init; }

    /// <summary>Net P&amp;L over the maximum drawdown; null without a drawdown.</summary>
    public double? RecoveryFactor { get; init; }

    /// <summary>How likely such trades are to lose much in a row of them; null under <see cref="RuinRisk.LeastTrades"/> trades.</summary>
    public RuinRisk? RiskOfRuin { get; init; }

    /// <summary>
    /// How much position sizes vary: 1.4826 times the median absolute deviation of notional at entry, over its median, each asset
    /// measured by its own median. 0 is always the same size; the robust analogue of the coefficient of variation (Arachchige,
    /// Prendergast and Staudte, 2022), which a single large position does not move. Null under 10 trades.
    /// </summary>
    public double? SizeVariation { get; init; }

    /// <summary>The same of the initial risk, over the trades that have one; null under 10 of them.</summary>
    public double? InitialRiskVariation { get; init; }

    /// <summary>What is open at the present, whatever the range and the filters.</summary>
    public Exposure Open { get; init; } = Exposure.None;

    /// <summary>0–100 of the whole journal at the present, whatever the range and the filters; see <see cref="Risk.RiskScore"/>.</summary>
    public int RiskScore { get; init; }

    /// <summary>How many of the score's 100 points are known, 0–100: where it is less, the true score may be higher.</summary>
    public int RiskScoreKnown => Risk.RiskScore.KnownOf(RiskFactors);

    /// <summary>The score's factors, each 0–1 with the figures behind it.</summary>
    public IReadOnlyList<RiskFactor> RiskFactors { get; init; } = [];
}
