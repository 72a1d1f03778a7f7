using TradingAi.Core.Insights.Narration;
using TradingAi.Core.Journal;

namespace TradingAi.Core.Analytics.WhatIf.Rules;

/// <summary>So many entries a local day, the first ones.</summary>
internal sealed class MaxTradesADay(int most) : EntryRule
{
    public override IEnumerable<string> Assumptions(RuleEffect effect, Wording words) =>
    [
        $"max_trades_a_day: {Wording.Count(effect.LeftOut, "trade")} entered after the first {(most == 1 ? "one" : most)} of a local day would not have been taken.",
        "Only trades that have closed are counted. " + RuleText.Rest,
    ];

    protected override IWatch Begin(TimeZoneInfo zone) => new Watch(most, zone);

    private sealed class Watch(int most, TimeZoneInfo zone) : IWatch
    {
        private (DateOnly Date, int Count) _day;

        public void Closed(TradeOutcome outcome)
        {
        }

        public decimal Enter(Trade trade)
        {
            var date = LocalTime.DateOf(trade.EntryAt, zone);
            _day = (date, date == _day.Date ? _day.Count + 1 : 1);
            return _day.Count <= most ? 1 : 0;
        }
    }
}

/// <summary>No entry for the rest of a local day once what closed on it has lost an amount together.</summary>
internal sealed class MaxLossADay(decimal amount) : EntryRule
{
    public override IEnumerable<string> Assumptions(RuleEffect effect, Wording words) =>
    [
        $"max_loss_a_day: {Wording.Count(effect.LeftOut, "trade")} entered on a local day after the trades closed on it had lost {words.Money(amount)} together "
            + "(wins of the day set against losses) would not have been taken; positions open by then close as they did.",
        RuleText.Rest,
    ];

    protected override IWatch Begin(TimeZoneInfo zone) => new Watch(amount, zone);

    private sealed class Watch(decimal amount, TimeZoneInfo zone) : IWatch
    {
        private (DateOnly Date, decimal Pnl, bool IsOver) _day;

        // Exits come in order, so a later date begins a new day.
        public void Closed(TradeOutcome outcome)
        {
            var date = LocalTime.DateOf(outcome.Trade.ExitAt!.Value, zone);
            var pnl = (date == _day.Date ? _day.Pnl : 0) + outcome.NetPnl;
            _day = (date, pnl, pnl <= -amount || (date == _day.Date && _day.IsOver));
        }

        public decimal Enter(Trade trade) => _day.IsOver && LocalTime.DateOf(trade.EntryAt, zone) == _day.Date ? 0 : 1;
    }
}
