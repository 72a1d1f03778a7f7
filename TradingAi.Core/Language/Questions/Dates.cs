using System.Globalization;

namespace TradingAi.Core.Language.Questions;

/// <summary>Calendar periods and how people write them.</summary>
internal static class Dates
{
    /// <summary>The week (Monday to Sunday), month, quarter, year or day that is some periods away from a date's own.</summary>
    public static (DateOnly From, DateOnly To) Around(string unit, DateOnly date, int offset)
    {
        switch (unit)
        {
            case "day":
                return (date.AddDays(offset), date.AddDays(offset));
            case "week":
                var monday = date.AddDays(-(((int)date.DayOfWeek + 6) % 7)).AddDays(7 * offset);
                return (monday, monday.AddDays(6));
            case "month":
                var month = new DateOnly(date.Year, date.Month, 1).AddMonths(offset);
                return (month, month.AddMonths(1).AddDays(-1));
            case "quarter":
                var quarter = new DateOnly(date.Year, ((date.Month - 1) / 3 * 3) + 1, 1).AddMonths(3 * offset);
                return (quarter, quarter.AddMonths(3).AddDays(-1));
            default:
                var year = new DateOnly(date.Year, 1, 1).AddYears(offset);
                return (year, year.AddYears(1).AddDays(-1));
        }
    }

    /// <summary>A day: <c>6 February 2026</c>.</summary>
    public static string Day(DateOnly date) => date.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>A range in the shortest words: <c>on 6 February 2026</c>, <c>in March 2026</c>, <c>in Q1 2026</c>, <c>in 2026</c>.</summary>
    public static string Span(DateOnly from, DateOnly to)
    {
        if (from == to)
        {
            return $"on {Day(from)}";
        }

        if (from.Day == 1 && to == from.AddMonths(1).AddDays(-1))
        {
            return from.ToString("'in' MMMM yyyy", CultureInfo.InvariantCulture);
        }

        if (from.Day == 1 && from.Month % 3 == 1 && to == from.AddMonths(3).AddDays(-1))
        {
            return $"in Q{(from.Month + 2) / 3} {from.Year}";
        }

        if (from.Day == 1 && from.Month == 1 && to == from.AddYears(1).AddDays(-1))
        {
            return $"in {from.Year}";
        }

        return $"from {Day(from)} to {Day(to)}";
    }
}
