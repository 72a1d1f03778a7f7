using TradingAi.Core.Insights.Narration;

namespace TradingAi.Core.Analytics.WhatIf.Rules;

/// <summary>A rule that would have been kept.</summary>
internal interface IRule
{
    /// <summary>The trades that would have been taken, with the results they would have had.</summary>
    /// <param name="course">Closed trades in pooled order, as the rules before this one left them.</param>
    /// <param name="zone">The trader's time zone, which decides the days.</param>
    /// <returns>In pooled order.</returns>
    IReadOnlyList<TradeOutcome> Apply(IReadOnlyList<TradeOutcome> course, TimeZoneInfo zone);

    /// <summary>What was done to the trades of the range, and what that assumes, in sentences.</summary>
    IEnumerable<string> Assumptions(RuleEffect effect, Wording words);
}

/// <summary>What a rule did to the trades of the range.</summary>
/// <param name="Before">The trades before it.</param>
/// <param name="LeftOut">How many are gone.</param>
/// <param name="Changed">How many ended otherwise.</param>
internal readonly record struct RuleEffect(IReadOnlyList<TradeOutcome> Before, int LeftOut, int Changed)
{
    /// <summary>Compares the trades before and after.</summary>
    public static RuleEffect Of(IReadOnlyList<TradeOutcome> before, IReadOnlyList<TradeOutcome> after)
    {
        var kept = after.ToDictionary(t => t.Trade.Ref);
        return new RuleEffect(
            before, before.Count - after.Count, before.Count(t => kept.TryGetValue(t.Trade.Ref, out var other) && Differs(t, other)));
    }

    /// <summary>True where a trade would have had another size or result.</summary>
    public static bool Differs(TradeOutcome a, TradeOutcome b) => a.NetPnl != b.NetPnl || a.Trade.Quantity != b.Trade.Quantity;
}
