namespace TradingAi.Core.Language.Questions;

/// <summary>Finds runs of weekdays: "Monday to Wednesday" is three days, not two.</summary>
internal static class WeekdaySpans
{
    /// <summary>Claims every run.</summary>
    public static void Claim(Reading reading)
    {
        for (var i = 0; i < reading.Tokens.Count; i++)
        {
            var lead = reading.Word(i) is "from" or "between" ? 1 : 0;
            var joins = reading.Word(i + lead + 1) is "to" or "through" or "thru" or "till" or "until" || (reading.Word(i) == "between" && reading.Word(i + lead + 1) == "and");
            if (!joins || Day(reading, i + lead) is not { } first || Day(reading, i + lead + 2) is not { } last)
            {
                continue;
            }

            var count = ((last - first + 7) % 7) + 1;
            reading.Claim(i, lead + 3, new ConditionMeaning(new KeyCondition(Grouping.Weekday, [.. Enumerable.Range(0, count).Select(n => ((DayOfWeek)(((int)first + n) % 7)).ToString())])));
        }
    }

    private static DayOfWeek? Day(Reading reading, int i) => reading.IsFree(i)
        ? reading.Tokens[i].Stem switch
        {
            "monday" or "mon" => DayOfWeek.Monday,
            "tuesday" or "tue" => DayOfWeek.Tuesday,
            "wednesday" or "wed" => DayOfWeek.Wednesday,
            "thursday" or "thu" => DayOfWeek.Thursday,
            "friday" or "fri" => DayOfWeek.Friday,
            "saturday" or "sat" => DayOfWeek.Saturday,
            "sunday" or "sun" => DayOfWeek.Sunday,
            _ => null,
        }
        : null;
}
