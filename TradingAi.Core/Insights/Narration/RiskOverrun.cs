using TradingAi.Core.Analytics;
using TradingAi.Core.Journal;

namespace TradingAi.Core.Insights.Narration;

/// <summary>
/// Losses that went past the initial risk. Commissions are not counted: with them every trade that ends exactly at its stop, and every
/// option that expires worthless, would have lost more than was at stake.
/// </summary>
/// <param name="Trades">The trades that did, in pooled order.</param>
/// <param name="Beyond">What they lost beyond it together, 0 or more, in the account's currency.</param>
internal sealed record RiskOverrun(IReadOnlyList<Trade> Trades, decimal Beyond)
{
    // A habit where one loss in twenty did it, and dear where it took a tenth of all that was lost.
    private const double NotableShareOfLosses = 0.05;
    private const decimal NotableShareOfLoss = 0.1m;

    /// <summary>Those of closed trades.</summary>
    public static RiskOverrun Of(IReadOnlyList<Trade> trades)
    {
        var overrun = trades.Where(t => BeyondOf(t) > 0).ToList();
        return new RiskOverrun(overrun, overrun.Sum(BeyondOf));
    }

    /// <summary>Whether they are enough, of the losses and of the money lost, to speak of as a cost.</summary>
    /// <param name="figures">Of all the trades.</param>
    public bool IsMaterial(Figures figures) =>
        Trades.Count > 0 && Trades.Count >= NotableShareOfLosses * figures.LossCount && Beyond >= NotableShareOfLoss * -figures.GrossLoss;

    /// <summary>Which part of the gross loss the overrun is, 0–1.</summary>
    /// <param name="figures">Of all the trades.</param>
    public double ShareOfLoss(Figures figures) => figures.GrossLoss == 0 ? 0 : (double)(Beyond / -figures.GrossLoss);

    private static decimal BeyondOf(Trade trade) =>
        trade.InitialRisk is > 0 and var risk ? Math.Max(0, -(trade.NetPnl!.Value + trade.Commissions) - risk) : 0;
}
