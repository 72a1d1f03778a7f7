using TradingAi.Core.Analytics.WhatIf.Rules;
using TradingAi.Core.Insights.Narration;
using TradingAi.Core.Journal;

namespace TradingAi.Core.Analytics.WhatIf;

/// <summary>
/// Computes what would have come of other choices. Everything that closed before the present runs through the filters and
/// rules, so that losses in a row and days reach back over the range's start; what is compared are the trades of the range.
/// </summary>
public static class WhatIfCalculator
{
    /// <summary>Computes both sides by the same definitions.</summary>
    /// <param name="journal">The user's journal.</param>
    /// <param name="request">What would have been otherwise.</param>
    /// <param name="asOf">The present.</param>
    public static WhatIfResult Compute(JournalSnapshot journal, WhatIfRequest request, DateTimeOffset asOf)
    {
        ArgumentNullException.ThrowIfNull(journal);
        ArgumentNullException.ThrowIfNull(request);
        var range = request.Range.Resolve(asOf, journal.TimeZone);
        var words = new Wording(journal);
        var everything = TradeOutcome.Of(AnalyticsService.Select(journal, new InstantRange(null, asOf), request.Filter));
        var actual = InRange(everything, range);
        IReadOnlyList<TradeOutcome> course = [.. everything.Where(t => IsTaken(t.Trade, request, journal))];
        var assumptions = Selection.Describe(request, journal, actual, InRange(course, range)).ToList();
        foreach (var rule in request.Rules.Select(r => r.Kind.Create(r.Value)))
        {
            var before = InRange(course, range);
            course = rule.Apply(course, journal.TimeZone);
            assumptions.AddRange(rule.Assumptions(RuleEffect.Of(before, InRange(course, range)), words));
        }

        var hypothetical = InRange(course, range);
        var affected = Affected(actual, hypothetical);
        if (affected.Count == 0)
        {
            assumptions.Add($"Nothing changes: none of the {Wording.Count(actual.Count, "closed trade")} of the range is affected.");
        }

        var (real, other) = (FigureCalculator.Compute(actual, journal.TimeZone), FigureCalculator.Compute(hypothetical, journal.TimeZone));
        return new WhatIfResult(
            new AnalyticsRange(request.Range.WireName, range.Start, range.End, journal.Profile.TimeZoneId, journal.Profile.Currency),
            real, other, FigureDifference.Of(other, real), affected, assumptions);
    }

    private static bool IsTaken(Trade trade, WhatIfRequest request, JournalSnapshot journal) =>
        request.Only?.Matches(trade, journal) != false && request.Exclude?.Matches(trade, journal) != true;

    private static IReadOnlyList<TradeOutcome> InRange(IReadOnlyList<TradeOutcome> outcomes, InstantRange range) =>
        [.. outcomes.Where(t => range.Contains(t.Trade.ExitAt!.Value))];

    private static IReadOnlyList<EntityRef> Affected(IReadOnlyList<TradeOutcome> actual, IReadOnlyList<TradeOutcome> hypothetical)
    {
        var kept = hypothetical.ToDictionary(t => t.Trade.Ref);
        return [.. actual.Where(t => !kept.TryGetValue(t.Trade.Ref, out var other) || RuleEffect.Differs(t, other)).Select(t => t.Trade.Ref)];
    }
}
