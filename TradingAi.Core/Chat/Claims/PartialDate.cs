namespace TradingAi.Core.Chat.Claims;

/// <summary>The parts of a date that a text names; null where it leaves one out.</summary>
internal readonly record struct PartialDate(int? Year, int? Quarter, int? Month, int? Day, DayOfWeek? Weekday)
{
    /// <summary>True where another date says all that this one says; a year that it leaves out is not held against this one.</summary>
    public bool IsWithin(PartialDate other) =>
        Weekday is { } weekday ? other.Weekday == weekday || other.OwnWeekday == weekday
        : Quarter is { } quarter ? other.OwnQuarter == quarter && Agrees(Year, other.Year)
        : (Month is null || Month == other.Month) && (Day is null || Day == other.Day) && (Month is null ? Year == other.Year : Agrees(Year, other.Year));

    private int? OwnQuarter => Quarter ?? (Month + 2) / 3;

    private DayOfWeek? OwnWeekday => this is { Year: { } year, Month: { } month, Day: { } day } && day <= DateTime.DaysInMonth(year, month)
        ? new DateOnly(year, month, day).DayOfWeek
        : null;

    private static bool Agrees(int? written, int? stated) => written is null || stated is null || written == stated;
}
