namespace TradingAi.Core.Language.Questions;

/// <summary>One calendar expression: a day, a month, a quarter, a year, or a relative one.</summary>
/// <param name="Length">Tokens.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
/// <param name="HasYear">False where the year was left to be understood.</param>
internal readonly record struct CalendarUnit(int Length, DateOnly From, DateOnly To, bool HasYear)
{
    private static readonly string[] s_months =
        ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];

    private static readonly string[] s_ordinals = ["first", "second", "third", "fourth"];

    /// <summary>The words it knows.</summary>
    public static IEnumerable<string> Words => s_months.Concat(["quarter", "half", "today", "yesterday"]);

    /// <summary>Reads the expression that starts at a token; an expression without a year is the latest that has begun.</summary>
    public static CalendarUnit? Read(Reading reading, int start, DateOnly today)
    {
        if (!reading.IsFree(start))
        {
            return null;
        }

        var skip = reading.Word(start) == "the" ? 1 : 0;
        var unit = ReadBare(reading, start + skip, today);
        return unit is { } found ? found with { Length = found.Length + skip } : null;
    }

    /// <summary>Moves an expression without a year so that it ends no later than a day.</summary>
    public CalendarUnit NotAfter(DateOnly latest)
    {
        var unit = this;
        while (!unit.HasYear && unit.From > latest)
        {
            unit = unit.ShiftYears(-1);
        }

        return unit;
    }

    /// <summary>The same expression in another year.</summary>
    public CalendarUnit InYear(int year) => ShiftYears(year - From.Year) with { HasYear = true };

    private CalendarUnit ShiftYears(int years)
    {
        var from = From.AddYears(years);
        // The end of a month stays the end of the month, in leap years too.
        var wholeMonths = To.AddDays(1).Day == 1;
        return this with { From = from, To = wholeMonths ? To.AddDays(1).AddYears(years).AddDays(-1) : To.AddYears(years) };
    }

    private static CalendarUnit? ReadBare(Reading reading, int i, DateOnly today)
    {
        if (!reading.IsFree(i))
        {
            return null;
        }

        var token = reading.Tokens[i];
        if (token.Date is { } date)
        {
            return new CalendarUnit(1, date, date, true);
        }

        if (token.Word is "today" or "yesterday")
        {
            var day = token.Word == "today" ? today : today.AddDays(-1);
            return new CalendarUnit(1, day, day, true);
        }

        return ReadDayFirst(reading, i, today) ?? ReadMonthFirst(reading, i, today) ?? ReadPart(reading, i, today)
            ?? (IsYear(reading, i, out var year) ? new CalendarUnit(1, new(year, 1, 1), new(year, 12, 31), true) : null);
    }

    // "6 February 2026", "6th of February"
    private static CalendarUnit? ReadDayFirst(Reading reading, int i, DateOnly today)
    {
        if (reading.Tokens[i].Number is not { } day || day < 1 || day > 31 || day != Math.Truncate(day) || reading.Tokens[i].IsMoney)
        {
            return null;
        }

        var next = i + 1;
        next += reading.Word(next) == "ordinal" ? 1 : 0;
        next += reading.Word(next) == "of" ? 1 : 0;
        return MonthAt(reading, next, afterNumber: true) is { } month ? Day(reading, i, next + 1, month, (int)day, today) : null;
    }

    // "February 6th, 2026", "February 2026", "February"
    private static CalendarUnit? ReadMonthFirst(Reading reading, int i, DateOnly today)
    {
        if (MonthAt(reading, i, afterNumber: false) is not { } month)
        {
            return null;
        }

        if (reading.IsFree(i + 1) && reading.Tokens[i + 1] is { Number: { } day, IsMoney: false } && day is >= 1 and <= 31 && day == Math.Truncate(day))
        {
            return Day(reading, i, i + 2 + (reading.Word(i + 2) == "ordinal" ? 1 : 0), month, (int)day, today);
        }

        var next = i + 1 + (reading.Word(i + 1) == "of" && IsYear(reading, i + 2, out _) ? 1 : 0);
        return IsYear(reading, next, out var year) ? Months(next + 1 - i, year, month, 1, true, today) : Months(1, today.Year, month, 1, false, today);
    }

    private static CalendarUnit? Day(Reading reading, int start, int next, int month, int day, DateOnly today)
    {
        var hasYear = IsYear(reading, next, out var year) || (reading.Word(next) == "of" && IsYear(reading, ++next, out year));
        year = hasYear ? year : today.Year;
        if (day > DateTime.DaysInMonth(year, month))
        {
            return null;
        }

        var date = new DateOnly(year, month, day);
        return new CalendarUnit(next + (hasYear ? 1 : 0) - start, date, date, hasYear).NotAfter(today);
    }

    // "Q1 2026", "first quarter of 2026", "second half of 2026", "H1"
    private static CalendarUnit? ReadPart(Reading reading, int i, DateOnly today)
    {
        var word = reading.Word(i);
        var (months, ordinal, next) = (0, 0, i + 1);
        if (word.Length == 2 && word[0] is 'q' or 'h' && char.IsAsciiDigit(word[1]))
        {
            (months, ordinal) = (word[0] == 'q' ? 3 : 6, word[1] - '0');
        }
        else if (reading.Word(i + 1) is "quarter" or "half" || (reading.Word(i + 1) == "ordinal" && reading.Word(i + 2) is "quarter" or "half"))
        {
            next = reading.Word(i + 1) == "ordinal" ? i + 3 : i + 2;
            months = reading.Word(next - 1) == "quarter" ? 3 : 6;
            ordinal = word == "last" ? 0 : reading.Tokens[i].Number is { } n && n < 5 ? (int)n : Array.IndexOf(s_ordinals, word) + 1;
        }
        else if (word is "quarter" or "half" && reading.IsFree(i + 1) && reading.Tokens[i + 1].Number is { } number && number is >= 1 and <= 4)
        {
            (months, ordinal, next) = (word == "quarter" ? 3 : 6, (int)number, i + 2);
        }

        if (ordinal < 1 || ordinal > 12 / Math.Max(months, 3))
        {
            return null;
        }

        var of = reading.Word(next) is "of" or "in" ? 1 : 0;
        if (MonthAt(reading, next + of, afterNumber: true) is { } halved)
        {
            return months == 6 && of == 1 ? HalfOf(reading, i, next + of + 1, halved, ordinal, today) : null;
        }

        if (reading.Word(next) is "hour" or "hours" or "an" or "day" or "month" or "week" || (of == 1 && reading.Word(next + 1) is "the" or "a" or "an" or "my" or "each" or "every" or "it" or "that" or "them" or "this" && reading.Word(next + 2) is not "year"))
        {
            // "the first half hour", "the last quarter of an hour"
            return null;
        }

        var thisYear = reading.Word(next) == "of" && reading.Word(next + 1) is "this" or "the" && reading.Word(next + 2) == "year" ? 3
            : reading.Word(next) == "this" && reading.Word(next + 1) == "year" ? 2 : 0;
        if (thisYear > 0)
        {
            return Months(next + thisYear - i, today.Year, ((ordinal - 1) * months) + 1, months, true, today);
        }

        next += reading.Word(next) is "of" or "in" && IsYear(reading, next + 1, out _) ? 1 : 0;
        return IsYear(reading, next, out var year)
            ? Months(next + 1 - i, year, ((ordinal - 1) * months) + 1, months, true, today)
            : Months(next - i, today.Year, ((ordinal - 1) * months) + 1, months, false, today);
    }

    // "the second half of March": from the 16th on.
    private static CalendarUnit? HalfOf(Reading reading, int start, int next, int month, int half, DateOnly today)
    {
        var hasYear = IsYear(reading, next, out var year);
        var whole = Months(next + (hasYear ? 1 : 0) - start, hasYear ? year : today.Year, month, 1, hasYear, today);
        return half == 1 ? whole with { To = whole.From.AddDays(14) } : whole with { From = whole.From.AddDays(15) };
    }

    private static CalendarUnit Months(int length, int year, int month, int count, bool hasYear, DateOnly today)
    {
        var from = new DateOnly(year, month, 1);
        return new CalendarUnit(length, from, from.AddMonths(count).AddDays(-1), hasYear).NotAfter(today);
    }

    private static int? MonthAt(Reading reading, int i, bool afterNumber)
    {
        var word = reading.Word(i);
        if (word.Length < 3)
        {
            return null;
        }

        var month = Array.FindIndex(s_months, m => m == word || (word.Length is 3 or 4 && m.StartsWith(word, StringComparison.Ordinal) && word is not ("mar" or "juli" or "octo" or "nove" or "dece" or "janu" or "febr" or "apri" or "augu")));
        if (month < 0 && word is "mar" && reading.Tokens[i].IsCapitalized)
        {
            month = 2;
        }

        // "may" and "march" are verbs too.
        var verbLike = word is "may" or "march" && !reading.Tokens[i].IsCapitalized && !afterNumber
            && (i == 0 || reading.Tokens[i - 1].Word is not ("in" or "of" or "during" or "since" or "for" or "from" or "until" or "through" or "to" or "and" or "before" or "after" or "between" or "vs" or "versus" or "or" or "about"));
        return month < 0 || verbLike ? null : month + 1;
    }

    private static bool IsYear(Reading reading, int i, out int year)
    {
        year = 0;
        if (!reading.IsFree(i) || reading.Tokens[i] is not { Number: { } n, IsMoney: false } token || n is < 1970 or > 2199
            || n != Math.Truncate(n) || token.Text.Length != 4 || reading.Word(i + 1) is "dollar" or "dollars" or "yen" or "euro" or "euros" or "pounds" or "bucks" or "usd" or "eur" or "jpy" or "gbp" or "trades" or "shares" or "contracts" or "r" or "or"
            || (i > 0 && reading.Tokens[i - 1].Word is "than" or "least" or "over" or "above" or "under" or "below" or "exceeding" or "exactly" or "beyond" or "losing" or "making"))
        {
            return false;
        }

        year = (int)n;
        return true;
    }
}
