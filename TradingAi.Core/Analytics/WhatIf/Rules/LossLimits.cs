using TradingAi.Core.Insights.Narration;
using TradingAi.Core.Journal;

namespace TradingAi.Core.Analytics.WhatIf.Rules;

/// <summary>Losses end at a limit. What a trade went through before it ended is not known, so winners stay winners.</summary>
internal abstract class LossLimit : IRule
{
    /// <inheritdoc/>
    public IReadOnlyList<TradeOutcome> Apply(IReadOnlyList<TradeOutcome> course, TimeZoneInfo zone) =>
        [.. course.Select(t => LimitOf(t.Trade) is { } limit && t.NetPnl < -limit ? t with { NetPnl = -limit } : t)];

    /// <inheritdoc/>
    public abstract IEnumerable<string> Assumptions(RuleEffect effect, Wording words);

    /// <summary>The largest loss of a trade, net of commissions, over 0; null where there is no limit.</summary>
    protected abstract decimal? LimitOf(Trade trade);

    /// <summary>What every limit on losses assumes.</summary>
    protected static string Path => "Every cut loss is assumed to be filled exactly at the limit, commissions included; a trade that ended better "
        + "is unchanged, although it may have gone beyond the limit on its way.";
}

/// <summary>Losses beyond −value · R end there.</summary>
internal sealed class StopAtR(decimal multiple) : LossLimit
{
    public override IEnumerable<string> Assumptions(RuleEffect effect, Wording words)
    {
        yield return $"stop_at_r: {Wording.Count(effect.Changed, "loss")} beyond {RuleText.Number(multiple)}R would have ended at −{RuleText.Number(multiple)}R.";
        yield return Path;
        if (effect.Before.Count(t => t.Trade.InitialRisk is null) is > 0 and var unknown)
        {
            yield return $"{Wording.Count(unknown, "trade")} of {effect.Before.Count} without an initial risk (no stop, or a short option) "
                + $"{(unknown == 1 ? "is" : "are")} unchanged.";
        }
    }

    protected override decimal? LimitOf(Trade trade) => trade.InitialRisk * multiple;
}

/// <summary>Losses beyond an amount end there.</summary>
internal sealed class MaxLossATrade(decimal amount) : LossLimit
{
    public override IEnumerable<string> Assumptions(RuleEffect effect, Wording words) =>
    [
        $"max_loss_a_trade: {Wording.Count(effect.Changed, "loss")} beyond {words.Money(amount)} would have ended at it.",
        Path,
    ];

    protected override decimal? LimitOf(Trade trade) => amount;
}
