using TradingAi.Core.Insights.Narration;
using TradingAi.Core.Journal;

namespace TradingAi.Core.Analytics.WhatIf.Rules;

/// <summary>A rule that takes a part of the size after a number of losses in a row, by exit before the entry; anything but a loss ends the run.</summary>
internal abstract class LossRunRule(int losses, decimal share) : EntryRule
{
    /// <summary>How the run reads.</summary>
    protected string After => losses == 1 ? "a loss" : $"{losses} or more losses in a row";

    /// <inheritdoc/>
    protected override IWatch Begin(TimeZoneInfo zone) => new Watch(losses, share);

    private sealed class Watch(int losses, decimal share) : IWatch
    {
        private int _run;

        public void Closed(TradeOutcome outcome) => _run = outcome.NetPnl < 0 ? _run + 1 : 0;

        public decimal Enter(Trade trade) => _run >= losses ? share : 1;
    }
}

/// <summary>Half the size after losses.</summary>
internal sealed class HalfSizeAfterLosses(int losses) : LossRunRule(losses, 0.5m)
{
    public override IEnumerable<string> Assumptions(RuleEffect effect, Wording words) =>
    [
        $"half_size_after_losses: {Wording.Count(effect.Changed, "trade")} entered after {After} (by exit before the entry) would have had half the size.",
        RuleText.Scaling,
        "Trades before the range count as what went before.",
    ];
}

/// <summary>No entry after losses.</summary>
internal sealed class SkipAfterLosses(int losses) : LossRunRule(losses, 0)
{
    // Otherwise a run could never end: nobody who takes no trade wins one.
    protected override bool SeesWhatItLeavesOut => true;

    public override IEnumerable<string> Assumptions(RuleEffect effect, Wording words) =>
    [
        $"skip_after_losses: {Wording.Count(effect.LeftOut, "trade")} entered after {After} (by exit before the entry) would not have been taken; "
            + "runs are counted over the trades as they were, those left out included.",
        RuleText.Rest,
    ];
}
