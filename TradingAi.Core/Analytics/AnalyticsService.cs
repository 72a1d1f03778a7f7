using TradingAi.Core.Analytics.Risk;
using TradingAi.Core.Journal;

namespace TradingAi.Core.Analytics;

/// <summary>Selects trades and computes the whole answer of the analytics route from a journal.</summary>
public static class AnalyticsService
{
    /// <summary>The closed trades of a range that pass a filter, in pooled order. A range selects by exit instant.</summary>
    public static IReadOnlyList<Trade> Select(JournalSnapshot journal, InstantRange range, TradeFilter filter)
    {
        ArgumentNullException.ThrowIfNull(journal);
        ArgumentNullException.ThrowIfNull(filter);
        return [.. journal.ClosedTrades.Where(t => range.Contains(t.ExitAt!.Value) && filter.Matches(t, journal))];
    }

    /// <summary>Computes figures, daily P&amp;L, equity curve, groups and risk.</summary>
    /// <param name="journal">The user's journal.</param>
    /// <param name="range">Which range.</param>
    /// <param name="filter">Which trades of it.</param>
    /// <param name="groupBy">The groups wanted; none where empty.</param>
    /// <param name="asOf">The present.</param>
    public static AnalyticsResult Compute(
        JournalSnapshot journal, TimeRange range, TradeFilter filter, IReadOnlyCollection<GroupDimension> groupBy, DateTimeOffset asOf)
    {
        ArgumentNullException.ThrowIfNull(journal);
        ArgumentNullException.ThrowIfNull(groupBy);
        var instants = range.Resolve(asOf, journal.TimeZone);
        var trades = Select(journal, instants, filter);
        return new AnalyticsResult(
            new AnalyticsRange(range.WireName, instants.Start, instants.End, journal.Profile.TimeZoneId, journal.Profile.Currency),
            FigureCalculator.Compute(trades, journal.TimeZone),
            FigureCalculator.Daily(trades, journal.TimeZone),
            FigureCalculator.Equity(trades),
            groupBy.Distinct().ToDictionary(GroupDimensions.NameOf, d => GroupDimensions.Group(d, trades, journal)),
            RiskCalculator.Compute(trades, journal, asOf));
    }
}

/// <summary>The answer of the analytics route.</summary>
/// <param name="Range">What is covered.</param>
/// <param name="Figures">Every figure over the trades.</param>
/// <param name="DailyPnl">P&amp;L by local day of exit.</param>
/// <param name="EquityCurve">The running sum of P&amp;L.</param>
/// <param name="Groups">The groups asked for, by dimension.</param>
/// <param name="Risk">Risk of the trades and of what is open; null in a report of before there were such figures.</param>
public sealed record AnalyticsResult(
    AnalyticsRange Range,
    Figures Figures,
    IReadOnlyList<DailyPnl> DailyPnl,
    IReadOnlyList<EquityPoint> EquityCurve,
    IReadOnlyDictionary<string, IReadOnlyList<GroupFigures>> Groups,
    RiskFigures? Risk);

/// <summary>What an answer covers.</summary>
/// <param name="TimeRange">The range's name on the wire.</param>
/// <param name="From">First instant, inclusive; null from the beginning.</param>
/// <param name="To">Last instant, exclusive.</param>
/// <param name="Timezone">The IANA zone that decided the calendar days.</param>
/// <param name="Currency">The currency of all money, ISO 4217.</param>
public sealed record AnalyticsRange(string TimeRange, DateTimeOffset? From, DateTimeOffset To, string Timezone, string Currency);
