namespace TradingAi.Core.Analytics.WhatIf.Rules;

/// <summary>The rules there are. One that would need the path of prices within a trade, such as a nearer target, cannot be among them.</summary>
internal static class RuleCatalog
{
    private const decimal MostMoney = 1_000_000_000_000;
    private const int MinutesOfAWeek = 7 * 24 * 60;

    /// <summary>All of them.</summary>
    public static IReadOnlyList<RuleKind> Create() =>
    [
        new("stop_at_r", "losses beyond the value, in R, end at it", 1_000, false, v => new StopAtR(v)),
        new("max_loss_a_trade", "losses beyond the value, in currency, end at it", MostMoney, false, v => new MaxLossATrade(v)),
        new("half_size_after_losses", "half the size once the last trades closed before an entry, as many as the value, were losses", 100, true, v => new HalfSizeAfterLosses((int)v)),
        new("skip_after_losses", "no entry once the last trades closed before it, as many as the value, were losses", 100, true, v => new SkipAfterLosses((int)v)),
        new("pause_after_loss", "no entry within the value, in minutes, after the exit of a loss", MinutesOfAWeek, false, v => new PauseAfterLoss(v)),
        new("max_trades_a_day", "no more entries a local day than the value", 10_000, true, v => new MaxTradesADay((int)v)),
        new("max_loss_a_day", "no entry on a local day once the trades closed on it have lost the value, in currency, together", MostMoney, false, v => new MaxLossADay(v)),
        new("max_position_notional", "positions over the value, in currency at entry, are scaled down to it", MostMoney, false, v => new MaxPositionNotional(v)),
        new("max_risk_a_trade", "positions with an initial risk over the value, in currency, are scaled down to it", MostMoney, false, v => new MaxRiskATrade(v)),
        new("cap_size", "positions over the value times the usual size are scaled down to that", 1_000, false, v => new CapSize(v)),
    ];
}
