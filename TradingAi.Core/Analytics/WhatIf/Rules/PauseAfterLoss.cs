using TradingAi.Core.Insights.Narration;
using TradingAi.Core.Journal;

namespace TradingAi.Core.Analytics.WhatIf.Rules;

/// <summary>No entry in (exit, exit + value] of a loss, in minutes.</summary>
internal sealed class PauseAfterLoss(decimal minutes) : EntryRule
{
    public override IEnumerable<string> Assumptions(RuleEffect effect, Wording words) =>
    [
        $"pause_after_loss: {Wording.Count(effect.LeftOut, "trade")} entered within {RuleText.Number(minutes)} minutes after the exit of a loss would not have been taken; "
            + "the loss of a trade left out never happened and begins no pause.",
        RuleText.Rest,
    ];

    protected override IWatch Begin(TimeZoneInfo zone) => new Watch(TimeSpan.FromTicks((long)(minutes * TimeSpan.TicksPerMinute)));

    private sealed class Watch(TimeSpan pause) : IWatch
    {
        private DateTimeOffset? _lastLoss;

        public void Closed(TradeOutcome outcome) => _lastLoss = outcome.NetPnl < 0 ? outcome.Trade.ExitAt : _lastLoss;

        public decimal Enter(Trade trade) => _lastLoss is { } exit && trade.EntryAt - exit <= pause ? 0 : 1;
    }
}
