namespace TradingAi.Core.Language.Questions;

/// <summary>Finds ranges of dates: named and relative ones, single ones, open-ended ones, and "as of".</summary>
internal static class PeriodRecognizer
{
    // Nobody looks back further, and the calendar ends somewhere.
    private const int LongestDays = 36_600;

    private static readonly string[] s_units = ["day", "week", "month", "quarter", "year"];

    /// <summary>Claims every range in the question.</summary>
    public static void Recognize(Reading reading, DateOnly today)
    {
        for (var i = 0; i < reading.Tokens.Count; i++)
        {
            if (reading.IsFree(i) && ReadShift(reading, i) is { } shift)
            {
                reading.Claim(i, shift.Length, shift.Shift);
                i += shift.Length - 1;
            }
            else if (reading.IsFree(i) && Read(reading, i, today) is { } found)
            {
                reading.Claim(i, found.Length, found.Period);
                i += found.Length - 1;
            }
        }
    }

    private static (int Length, PeriodMeaning Period)? Read(Reading reading, int i, DateOnly today) =>
        ReadAsOf(reading, i, today) ?? ReadBetween(reading, i, today) ?? ReadOpenEnded(reading, i, today) ?? ReadToDate(reading, i, today)
        ?? ReadWeekday(reading, i, today) ?? ReadRelative(reading, i, today) ?? ReadEverything(reading, i) ?? ReadSingle(reading, i, today);

    // "the month before", "the year before that", "the week after"
    private static (int Length, ShiftMeaning Shift)? ReadShift(Reading reading, int i)
    {
        var the = reading.Word(i) == "the" ? 1 : 0;
        var steps = reading.Word(i + the + 1) switch { "before" or "earlier" => -1, "after" or "later" => 1, _ => 0 };
        if (the == 0 || steps == 0 || UnitOf(reading, i + the) is not { } unit)
        {
            return null;
        }

        var length = the + 2 + (reading.Word(i + the + 2) is "that" or "it" ? 1 : 0);
        return i + length == reading.Tokens.Count ? (length, new ShiftMeaning(unit, steps)) : null;
    }

    private static (int, PeriodMeaning)? ReadAsOf(Reading reading, int i, DateOnly today) =>
        reading.Word(i) == "as" && reading.Word(i + 1) == "of" && CalendarUnit.Read(reading, i + 2, today) is { } unit
            ? (unit.Length + 2, new PeriodMeaning(null, unit.To, $"as of {Dates.Day(unit.To)}", IsAsOf: true))
            : null;

    // "from 3 March to 5 April 2026", "between March and May"
    private static (int, PeriodMeaning)? ReadBetween(Reading reading, int i, DateOnly today)
    {
        var lead = reading.Word(i) is "from" or "between" ? 1 : 0;
        if (ReadSide(reading, i + lead, today) is not { } first)
        {
            return null;
        }

        var joint = i + lead + first.Length;
        var joins = reading.Word(joint) is "to" or "through" or "till" or "until" or "thru" || (reading.Word(i) == "between" && reading.Word(joint) == "and");
        if (!joins || ReadSide(reading, joint + 1, today) is not { } second)
        {
            return null;
        }

        if (!first.HasYear)
        {
            first = second.HasYear ? first.InYear(second.To.Year) : first;
            first = first with { HasYear = false };
            first = first.NotAfter(second.To);
        }

        if (first.From > second.To)
        {
            return null;
        }

        return (lead + first.Length + 1 + second.Length, new PeriodMeaning(first.From, second.To, $"from {Dates.Day(first.From)} to {Dates.Day(second.To)}"));
    }

    // Inside a range a bare day number takes the other side's month: "between 3 and 5 April".
    private static CalendarUnit? ReadSide(Reading reading, int i, DateOnly today)
    {
        if (CalendarUnit.Read(reading, i, today) is { } unit)
        {
            return unit;
        }

        if (reading.IsFree(i) && reading.Tokens[i] is { Number: { } day, IsMoney: false } && day is >= 1 and <= 31 && day == Math.Truncate(day))
        {
            var joint = i + 1 + (reading.Word(i + 1) == "ordinal" ? 1 : 0);
            if (reading.Word(joint) is "to" or "and" or "through" or "until" && CalendarUnit.Read(reading, joint + 1, today) is { } other
                && other.From == other.To && day <= DateTime.DaysInMonth(other.From.Year, other.From.Month))
            {
                var date = new DateOnly(other.From.Year, other.From.Month, (int)day);
                return new CalendarUnit(joint - i, date, date, true);
            }
        }

        return null;
    }

    private static (int, PeriodMeaning)? ReadOpenEnded(Reading reading, int i, DateOnly today)
    {
        var word = reading.Word(i);
        var lead = word switch
        {
            "since" or "before" or "after" or "until" or "till" or "through" or "starting" => 1,
            "up" when reading.Word(i + 1) is "to" or "until" => 2,
            "from" => 1,
            _ => 0,
        };
        if (lead == 0)
        {
            return null;
        }

        var next = i + lead + (word == "starting" && reading.Word(i + 1) is "in" or "from" or "on" ? 1 : 0);
        var edge = Edge(reading, next);
        var unit = edge.Length > 0 ? ReadRelativeUnit(reading, next + edge.Length, today) : null;
        unit ??= ReadRelativeUnit(reading, next, today);
        if (unit is not { } found)
        {
            return null;
        }

        var length = (edge.Length > 0 && ReadRelativeUnit(reading, next, today) is null ? edge.Length : 0) + next - i + found.Length;
        var start = edge.IsEnd && length > next - i + found.Length ? found.To : found.From;
        if (word == "from")
        {
            var open = reading.Word(i + length) is "on" or "onward" or "onwards" or "forward" ? 1 : 0;
            return open == 0 ? null : (length + 1, new PeriodMeaning(start, null, $"since {Dates.Day(start)}"));
        }

        return word switch
        {
            "since" or "starting" => (length, new PeriodMeaning(start, null, $"since {Dates.Day(start)}")),
            "after" => (length, new PeriodMeaning(found.To.AddDays(1), null, $"after {Dates.Day(found.To)}")),
            "before" => (length, new PeriodMeaning(null, found.From.AddDays(-1), $"before {Dates.Day(found.From)}")),
            _ => (length, new PeriodMeaning(null, found.To, $"until {Dates.Day(found.To)}")),
        };
    }

    // "the start of", "the end of"
    private static (int Length, bool IsEnd) Edge(Reading reading, int i)
    {
        var the = reading.Word(i) == "the" ? 1 : 0;
        return reading.Word(i + the) is "start" or "beginning" or "end" && reading.Word(i + the + 1) == "of"
            ? (the + 2, reading.Word(i + the) == "end")
            : (0, false);
    }

    private static CalendarUnit? ReadRelativeUnit(Reading reading, int i, DateOnly today)
    {
        if (CalendarUnit.Read(reading, i, today) is { } unit)
        {
            return unit;
        }

        if (reading.Word(i) is "the" && reading.Word(i + 1) is "year" or "month" or "quarter" or "week")
        {
            var (from, to) = Dates.Around(reading.Word(i + 1), today, 0);
            return new CalendarUnit(2, from, to, true);
        }

        return ReadRelative(reading, i, today) is { } relative && relative.Item2 is { From: { } first, To: { } last }
            ? new CalendarUnit(relative.Item1, first, last, true)
            : null;
    }

    private static (int, PeriodMeaning)? ReadToDate(Reading reading, int i, DateOnly today)
    {
        var unit = reading.Word(i) switch { "ytd" => "year", "qtd" => "quarter", "mtd" => "month", "wtd" => "week", _ => null };
        var length = 1;
        if (unit is null && reading.Word(i) is "year" or "quarter" or "month" or "week" && reading.Word(i + 1) == "to" && reading.Word(i + 2) == "date")
        {
            (unit, length) = (reading.Word(i), 3);
        }

        return unit is null ? null : (length, new PeriodMeaning(Dates.Around(unit, today, 0).From, today, $"{unit} to date"));
    }

    // "this Monday", "last Friday" (the latest one before today), "this weekend"
    private static (int, PeriodMeaning)? ReadWeekday(Reading reading, int i, DateOnly today)
    {
        var the = reading.Word(i) == "the" ? 1 : 0;
        var word = reading.Word(i + the);
        if (word is not ("this" or "last" or "past" or "previous") || reading.Word(i + the + 2) is "of" or "in")
        {
            return null;
        }

        var monday = Dates.Around("week", today, 0).From;
        if (reading.Word(i + the + 1) == "weekend")
        {
            var saturday = monday.AddDays(word == "this" ? 5 : -2);
            return (the + 2, new PeriodMeaning(saturday, saturday.AddDays(1), Dates.Span(saturday, saturday.AddDays(1))));
        }

        if (!Enum.TryParse<DayOfWeek>(reading.Word(i + the + 1), ignoreCase: true, out var weekday) || char.IsAsciiDigit(reading.Word(i + the + 1)[0]))
        {
            return null;
        }

        var day = monday.AddDays(((int)weekday + 6) % 7);
        day = word == "this" || day < today ? day : day.AddDays(-7);
        return (the + 2, new PeriodMeaning(day, day, Dates.Span(day, day)));
    }

    // "this month", "last quarter", "the past 45 days", "the month before last"
    private static (int, PeriodMeaning)? ReadRelative(Reading reading, int i, DateOnly today)
    {
        var the = reading.Word(i) == "the" ? 1 : 0;
        var word = reading.Word(i + the);
        if (word is not ("this" or "current" or "last" or "past" or "previous" or "prior" or "preceding" or "trailing" or "recent"))
        {
            return ReadBeforeLast(reading, i + the, the, today);
        }

        var next = i + the + 1;
        next += reading.Word(next) is "couple" && reading.Word(next + 1) == "of" ? 2 : 0;
        var couple = next > i + the + 1;
        var number = reading.IsFree(next) ? reading.Tokens[next].Number : null;
        if (couple || (number is { } n && n == Math.Truncate(n) && n is >= 1 and <= 10_000 && !reading.Tokens[next].IsMoney))
        {
            var count = couple ? 2 : (int)number!.Value;
            var at = couple ? next : next + 1;
            at += reading.Word(at) is "calendar" or "full" or "whole" or "trading" ? 1 : 0;
            var unit = UnitOf(reading, at);
            var days = unit switch { "day" => 1, "week" => 7, "month" => 31, "quarter" => 92, _ => 366 };
            if (unit is null || word is "this" or "current" || reading.Word(at - 1) == "trading" || count > LongestDays / days)
            {
                return null;
            }

            var from = unit switch
            {
                "day" => today.AddDays(-count),
                "week" => today.AddDays(-7 * count),
                "month" => today.AddMonths(-count),
                "quarter" => today.AddMonths(-3 * count),
                _ => today.AddYears(-count),
            };
            return (at + 1 - i, new PeriodMeaning(from, today, $"in the last {count} {unit}{(count == 1 ? "" : "s")} (since {Dates.Day(from)})"));
        }

        next += reading.Word(next) is "calendar" or "trading" or "full" ? 1 : 0;
        if (UnitOf(reading, next) is not { } named || reading.Word(next + 1) is "hour" or "hours" || (reading.Word(next + 1) == "of" && word is not ("this" or "current")) || reading.Tokens[next].Word.EndsWith('s') || (named == "day" && word != "this"))
        {
            return null;
        }

        if (word is "past" or "trailing")
        {
            var from = named switch { "week" => today.AddDays(-7), "month" => today.AddMonths(-1), "quarter" => today.AddMonths(-3), "year" => today.AddYears(-1), _ => today };
            return (next + 1 - i, new PeriodMeaning(from, today, $"in the past {named} (since {Dates.Day(from)})"));
        }

        var offset = word is "this" or "current" ? 0 : -1;
        var (first, last) = Dates.Around(named, today, offset);
        return (next + 1 - i, new PeriodMeaning(first, last, Dates.Span(first, last)));
    }

    private static (int, PeriodMeaning)? ReadBeforeLast(Reading reading, int i, int the, DateOnly today)
    {
        if (UnitOf(reading, i) is { } unit && reading.Word(i + 1) == "before" && reading.Word(i + 2) == "last")
        {
            var (from, to) = Dates.Around(unit, today, -2);
            return (3 + the, new PeriodMeaning(from, to, Dates.Span(from, to)));
        }

        if (reading.Word(i) == "week" && reading.Word(i + 1) is "of" or "starting" && CalendarUnit.Read(reading, i + 2, today) is { } day && day.From == day.To)
        {
            var (from, to) = Dates.Around("week", day.From, 0);
            return (2 + the + day.Length, new PeriodMeaning(from, to, Dates.Span(from, to)));
        }

        return null;
    }

    private static (int, PeriodMeaning)? ReadEverything(Reading reading, int i)
    {
        foreach (var phrase in (string[][])[["all", "time"], ["of", "all", "time"], ["since", "i", "started"], ["since", "i", "began"], ["from", "the", "beginning"], ["since", "the", "beginning"], ["since", "the", "start"], ["entire", "history"], ["whole", "history"], ["full", "history"], ["since", "inception"]])
        {
            // "since I started trading puts" is no range: what was traded then is not what is asked about.
            var next = i + phrase.Length;
            var narrowed = reading.Word(next) is "trading" or "to" or "with" && reading.Word(next + 1).Length > 0 && !reading.Tokens[next + 1].AfterPause;
            if (!narrowed && phrase.Index().All(p => reading.Word(i + p.Index) == p.Item))
            {
                return (phrase.Length, new PeriodMeaning(null, null, "over all time"));
            }
        }

        return null;
    }

    private static (int, PeriodMeaning)? ReadSingle(Reading reading, int i, DateOnly today) =>
        CalendarUnit.Read(reading, i, today) is { } unit ? (unit.Length, new PeriodMeaning(unit.From, unit.To, Dates.Span(unit.From, unit.To))) : null;

    private static string? UnitOf(Reading reading, int i) =>
        reading.IsFree(i) && s_units.Contains(reading.Tokens[i].Stem) ? reading.Tokens[i].Stem : null;
}
