using TradingAi.Core.Analytics.WhatIf.Rules;

namespace TradingAi.Core.Analytics.WhatIf;

/// <summary>What might have been done otherwise. Trades are left out first, then the rules apply in their order.</summary>
/// <param name="Range">The closed trades that are compared, by exit.</param>
public sealed record WhatIfRequest(TimeRange Range)
{
    /// <summary>Which trades are looked at at all, on both sides of the comparison.</summary>
    public TradeFilter Filter { get; init; } = TradeFilter.None;

    /// <summary>Trades that would not have been taken; null for none.</summary>
    public TradeFilter? Exclude { get; init; }

    /// <summary>The only trades that would have been taken; null for all.</summary>
    public TradeFilter? Only { get; init; }

    /// <summary>Rules that would have been kept.</summary>
    public IReadOnlyList<WhatIfRule> Rules { get; init; } = [];
}

/// <summary>A rule that would have been kept.</summary>
/// <param name="Kind">Which one.</param>
/// <param name="Value">Its number, one that <see cref="RuleKind.Accepts"/>.</param>
public sealed record WhatIfRule(RuleKind Kind, decimal Value);
