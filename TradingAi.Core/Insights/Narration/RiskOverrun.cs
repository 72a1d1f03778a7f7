using TradingAi.Core.Analytics;
using TradingAi.Core.Journal;

namespace TradingAi.Core.Insights.Narration;

/// <summary>
/// Losses of more than the initial risk, commissions included as in R: those under −1R. A trade that ends exactly at its stop and an
/// option that expires worthless are among them where they paid a commission.
/// </summary>
/// <param name="Trades">The trades that did, in pooled order.</param>
/// <param name="Beyond">What they lost beyond it together, 0 or more, in the account's currency.</param>
/// <param name="BeyondAtPrices">The part of it that no commission explains, 0 or more.</param>
internal sealed record RiskOverrun(IReadOnlyList<Trade> Trades, decimal Beyond, decimal BeyondAtPrices)
{
    // A habit where one loss in twenty did it, and dear where it took a tenth of all that was lost.
    private const double NotableShareOfLosses = 0.05;
    private const decimal NotableShareOfLoss = 0.1m;

    /// <summary>Those of closed trades.</summary>
    public static RiskOverrun Of(IReadOnlyList<Trade> trades)
    {
        var overrun = trades.Where(t => t.R < -1).ToList();
        return new RiskOverrun(overrun, overrun.Sum(BeyondOf), overrun.Sum(t => Math.Max(0, BeyondOf(t) - t.Commissions)));
    }

    /// <summary>
    /// Whether they are enough, of the losses and of the money lost, to speak of as a cost. Commissions alone are not: no earlier exit
    /// would have saved them.
    /// </summary>
    /// <param name="figures">Of all the trades.</param>
    public bool IsMaterial(Figures figures) =>
        Trades.Count > 0 && Trades.Count >= NotableShareOfLosses * figures.LossCount && BeyondAtPrices >= NotableShareOfLoss * -figures.GrossLoss;

    /// <summary>Which part of the gross loss the overrun is, 0–1.</summary>
    /// <param name="figures">Of all the trades.</param>
    public double ShareOfLoss(Figures figures) => figures.GrossLoss == 0 ? 0 : (double)(Beyond / -figures.GrossLoss);

    private static decimal BeyondOf(Trade trade) => -trade.NetPnl!.Value - trade.InitialRisk!.Value;
}
