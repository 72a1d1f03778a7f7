namespace TradingAi.Core.Journal.Rows;

/// <summary>
/// Reads the journal's timestamps: RFC 3339 with any offset and any number of fractional digits, and the older
/// <c>YYYY-MM-DD HH:MM:SS</c>, which is UTC. Both come out as UTC instants of 100 ns.
/// </summary>
internal static class Timestamp
{
    /// <summary>Years outside this range are mistakes, and would overflow in calendar arithmetic.</summary>
    public const int FirstYear = 1900;

    /// <inheritdoc cref="FirstYear"/>
    public const int LastYear = 2199;

    private const int DateLength = 10;
    private const int SecondsLength = 19;
    private const int TickDigits = 7;

    /// <summary>Reads an instant.</summary>
    /// <param name="text">What the journal sent.</param>
    /// <param name="instant">The instant, UTC.</param>
    /// <param name="problem">Why it is refused, to follow a field's name.</param>
    public static bool TryParse(ReadOnlySpan<char> text, out DateTimeOffset instant, out string problem)
    {
        instant = default;
        problem = "must be a timestamp such as 2026-10-02T14:31:07Z or 2026-10-02 14:31:07.";
        if (text.Length < SecondsLength || text[DateLength] is not ('T' or 't' or ' ')
            || !TryDigits(text, 11, 2, out var hour) || text[13] != ':'
            || !TryDigits(text, 14, 2, out var minute) || text[16] != ':'
            || !TryDigits(text, 17, 2, out var second))
        {
            return false;
        }

        var rest = text[SecondsLength..];
        if (!TryDate(text[..DateLength], out var date, ref problem)
            || !TryFraction(ref rest, out var fraction)
            || !TryOffset(rest, out var offset))
        {
            return false;
        }

        if (hour > 23 || minute > 59 || second > 59)
        {
            problem = "is no time of day.";
            return false;
        }

        instant = new DateTimeOffset(date, new TimeOnly(hour, minute, second).Add(TimeSpan.FromTicks(fraction)), TimeSpan.Zero) - offset;
        return true;
    }

    /// <summary>Reads a date alone, <c>YYYY-MM-DD</c>.</summary>
    public static bool TryParseDate(ReadOnlySpan<char> text, out DateOnly date)
    {
        var problem = "";
        return TryDate(text, out date, ref problem);
    }

    private static bool TryDate(ReadOnlySpan<char> text, out DateOnly date, ref string problem)
    {
        date = default;
        if (text.Length != DateLength || !TryDigits(text, 0, 4, out var year) || text[4] != '-'
            || !TryDigits(text, 5, 2, out var month) || text[7] != '-' || !TryDigits(text, 8, 2, out var day))
        {
            return false;
        }

        if (year is < FirstYear or > LastYear)
        {
            problem = $"must be in the years {FirstYear} to {LastYear}.";
            return false;
        }

        if (month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            problem = "is no date of the calendar.";
            return false;
        }

        date = new DateOnly(year, month, day);
        return true;
    }

    private static bool TryFraction(ref ReadOnlySpan<char> rest, out long ticks)
    {
        ticks = 0;
        if (rest.IsEmpty || rest[0] != '.')
        {
            return true;
        }

        var length = 1;
        for (; length < rest.Length && char.IsAsciiDigit(rest[length]); length++)
        {
            // Digits beyond the resolution are cut off, not rounded: a second never becomes the next one.
            if (length <= TickDigits)
            {
                ticks = (ticks * 10) + (rest[length] - '0');
            }
        }

        for (var digits = length - 1; digits < TickDigits; digits++)
        {
            ticks *= 10;
        }

        rest = rest[length..];
        return length > 1;
    }

    private static bool TryOffset(ReadOnlySpan<char> rest, out TimeSpan offset)
    {
        offset = TimeSpan.Zero;
        if (rest.IsEmpty || rest is "Z" or "z")
        {
            return true;
        }

        if (rest.Length != 6 || rest[0] is not ('+' or '-') || rest[3] != ':'
            || !TryDigits(rest, 1, 2, out var hours) || !TryDigits(rest, 4, 2, out var minutes) || hours > 23 || minutes > 59)
        {
            return false;
        }

        offset = new TimeSpan(hours, minutes, 0);
        offset = rest[0] == '-' ? -offset : offset;
        return true;
    }

    private static bool TryDigits(ReadOnlySpan<char> text, int start, int count, out int value)
    {
        value = 0;
        for (var i = start; i < start + count; i++)
        {
            if (!char.IsAsciiDigit(text[i]))
            {
                return false;
            }

            value = (value * 10) + (text[i] - '0');
        }

        return true;
    }
}
