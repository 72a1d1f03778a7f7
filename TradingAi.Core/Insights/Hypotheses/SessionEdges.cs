using TradingAi.Core.Analytics;

namespace TradingAi.Core.Insights.Hypotheses;

/// <summary>
/// Hypothesis: the first or the last half hour of the session goes otherwise than the rest. The session is the regular one
/// of US stocks, 9:30 to 16:00 in New York on weekdays, wherever the trader lives; entries outside of it count as the rest.
/// </summary>
internal sealed class SessionEdges : IHypothesis
{
    private static readonly TimeZoneInfo s_newYork = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");

    private static readonly (string Key, TimeSpan Start)[] s_edges = [("first half hour", new(9, 30, 0)), ("last half hour", new(15, 30, 0))];

    public IReadOnlyList<InsightType> Types => [InsightType.Patterns];

    public IEnumerable<Contrast> Contrasts(TradeSample sample) => s_edges.Select(edge => Contrast.AgainstAll(
        sample, "session", edge.Key, sample.Where(t => IsIn(LocalTime.Of(t.EntryAt, s_newYork), edge.Start)),
        $"opened in the {edge.Key} of the New York session"));

    private static bool IsIn(DateTime entry, TimeSpan start) =>
        entry.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && entry.TimeOfDay >= start && entry.TimeOfDay < start + TimeSpan.FromMinutes(30);
}
