using TradingAi.Core.Journal;

namespace TradingAi.Core.Analytics.WhatIf;

/// <summary>The figures as they are beside those that would have been.</summary>
/// <param name="Range">What is covered.</param>
/// <param name="Actual">The figures of the range.</param>
/// <param name="Hypothetical">The same figures over the trades and results that would have been.</param>
/// <param name="Difference">Hypothetical less actual, figure by figure; null where one of the two is.</param>
/// <param name="TradesAffected">The trades of the range that would not have been taken, or would have ended otherwise, in pooled order.</param>
/// <param name="Assumptions">What the answer rests on, in sentences with their counts.</param>
public sealed record WhatIfResult(
    AnalyticsRange Range,
    Figures Actual,
    Figures Hypothetical,
    Figures Difference,
    IReadOnlyList<EntityRef> TradesAffected,
    IReadOnlyList<string> Assumptions);
