using TradingAi.Core.Analytics;

namespace TradingAi.Core.Reports.Comparison;

/// <summary>The earlier periods that a range is compared with.</summary>
internal static class EarlierPeriods
{
    /// <summary>The name of the stretch of equal length right before the range.</summary>
    public const string Before = "period_before";

    /// <summary>The name of the same local dates a year ago.</summary>
    public const string LastYear = "same_period_last_year";

    /// <summary>
    /// The periods by name. A range without a beginning has none; one of a year or more has no
    /// <see cref="LastYear"/>. Lengths are by the wall clock, so that a change of the clocks neither adds nor takes an hour of trading.
    /// </summary>
    public static IEnumerable<(string Name, InstantRange Instants)> Of(InstantRange range, TimeZoneInfo zone)
    {
        if (range.Start is not { } start || start >= range.End)
        {
            yield break;
        }

        var (from, to) = (LocalTime.Of(start, zone), LocalTime.Of(range.End, zone));
        if (from - DateTime.MinValue > to - from)
        {
            yield return (Before, new InstantRange(LocalTime.InstantOf(from - (to - from), zone), start));
        }

        if (from.Year > 1 && to.AddYears(-1) < from)
        {
            yield return (LastYear, new InstantRange(LocalTime.InstantOf(from.AddYears(-1), zone), LocalTime.InstantOf(to.AddYears(-1), zone)));
        }
    }
}
