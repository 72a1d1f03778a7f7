using TradingAi.Core.Insights.Narration;
using TradingAi.Core.Journal;

namespace TradingAi.Core.Analytics.WhatIf.Rules;

/// <summary>Positions that measure too much are scaled down to the limit.</summary>
internal abstract class SizeLimit : IRule
{
    /// <inheritdoc/>
    public IReadOnlyList<TradeOutcome> Apply(IReadOnlyList<TradeOutcome> course, TimeZoneInfo zone)
    {
        var limitOf = LimitOver(course);
        return [.. course.Select(t => MeasureOf(t.Trade) is { } measure && limitOf(t.Trade) is var limit && measure > limit ? t.Scaled(limit / measure) : t)];
    }

    /// <inheritdoc/>
    public abstract IEnumerable<string> Assumptions(RuleEffect effect, Wording words);

    /// <summary>How large a position is; null where that is unknown.</summary>
    protected abstract decimal? MeasureOf(Trade trade);

    /// <summary>The limit of each trade, over 0.</summary>
    protected abstract Func<Trade, decimal> LimitOver(IReadOnlyList<TradeOutcome> course);
}

/// <summary>Notional at entry up to an amount.</summary>
internal sealed class MaxPositionNotional(decimal amount) : SizeLimit
{
    public override IEnumerable<string> Assumptions(RuleEffect effect, Wording words) =>
    [
        $"max_position_notional: {Wording.Count(effect.Changed, "position")} of more than {words.Money(amount)} at entry would have been scaled down to it.",
        RuleText.Scaling,
    ];

    protected override decimal? MeasureOf(Trade trade) => trade.Notional;

    protected override Func<Trade, decimal> LimitOver(IReadOnlyList<TradeOutcome> course) => _ => amount;
}

/// <summary>Initial risk up to an amount.</summary>
internal sealed class MaxRiskATrade(decimal amount) : SizeLimit
{
    public override IEnumerable<string> Assumptions(RuleEffect effect, Wording words)
    {
        yield return $"max_risk_a_trade: {Wording.Count(effect.Changed, "position")} with an initial risk over {words.Money(amount)} would have been scaled down to it.";
        yield return RuleText.Scaling;
        if (effect.Before.Count(t => t.Trade.InitialRisk is null) is > 0 and var unknown)
        {
            yield return $"{Wording.Count(unknown, "trade")} of {effect.Before.Count} without an initial risk {(unknown == 1 ? "is" : "are")} unchanged.";
        }
    }

    protected override decimal? MeasureOf(Trade trade) => trade.InitialRisk;

    protected override Func<Trade, decimal> LimitOver(IReadOnlyList<TradeOutcome> course) => _ => amount;
}

/// <summary>Notional up to a multiple of the usual one: the median over all closed trades of the asset that are looked at.</summary>
internal sealed class CapSize(decimal multiple) : SizeLimit
{
    public override IEnumerable<string> Assumptions(RuleEffect effect, Wording words) =>
    [
        $"cap_size: {Wording.Count(effect.Changed, "position")} over {RuleText.Number(multiple)} times the usual size would have been scaled down to that; "
            + "usual is the median notional at entry, of stocks and of options apart, over all trades looked at up to now.",
        RuleText.Scaling,
    ];

    protected override decimal? MeasureOf(Trade trade) => trade.Notional;

    protected override Func<Trade, decimal> LimitOver(IReadOnlyList<TradeOutcome> course)
    {
        var limits = course.GroupBy(t => t.Trade.Asset).ToDictionary(g => g.Key, g => multiple * Median([.. g.Select(t => t.Trade.Notional).Order()]));

        // Positions that cost nothing have no usual size.
        return trade => limits[trade.Asset] is > 0 and var limit ? limit : decimal.MaxValue;
    }

    private static decimal Median(decimal[] ordered) => (ordered[(ordered.Length - 1) / 2] + ordered[ordered.Length / 2]) / 2;
}
