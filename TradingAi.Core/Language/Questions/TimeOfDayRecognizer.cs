namespace TradingAi.Core.Language.Questions;

/// <summary>Finds times of day: "mornings", "after 2pm", "between 10 and 11", "before noon", "at 14:00", "the 9 o'clock hour".</summary>
internal static class TimeOfDayRecognizer
{
    /// <summary>Claims every time of day.</summary>
    public static void Recognize(Reading reading)
    {
        for (var i = 0; i < reading.Tokens.Count; i++)
        {
            if (reading.IsFree(i) && (ReadPart(reading, i) ?? ReadClock(reading, i)) is { } found)
            {
                reading.Claim(i, found.Length, new ConditionMeaning(new TimeOfDayCondition(found.From, found.To, Basis.Entry)));
                i += found.Length - 1;
            }
        }
    }

    private static (int Length, TimeOnly? From, TimeOnly? To)? ReadPart(Reading reading, int i)
    {
        var lead = reading.Word(i) is "in" && reading.Word(i + 1) is "the" ? 2 : reading.Word(i) is "the" ? 1 : 0;
        return reading.Word(i + lead) switch
        {
            "morning" or "mornings" => (lead + 1, null, new TimeOnly(12, 0)),
            "afternoon" or "afternoons" => (lead + 1, new TimeOnly(12, 0), new TimeOnly(18, 0)),
            "evening" or "evenings" => (lead + 1, new TimeOnly(18, 0), null),
            _ => null,
        };
    }

    private static (int Length, TimeOnly? From, TimeOnly? To)? ReadClock(Reading reading, int i)
    {
        var word = reading.Word(i);
        switch (word)
        {
            case "between" or "from" when Clock(reading, i + 1, bare: true) is { } from && reading.Word(i + 1 + from.Length) is "and" or "to"
                && Clock(reading, i + 2 + from.Length, bare: true) is { } to:
                // "between 2 and 3pm": the half of the day stands once.
                var start = !from.HasHalf && to.HasHalf && to.Time.Hour >= 12 && from.Time.Hour + 12 < 24 && from.Time.AddHours(12) < to.Time ? from.Time.AddHours(12) : from.Time;
                return Money(reading, i + 1) || start >= to.Time ? null : (2 + from.Length + to.Length, start, to.Time);
            case "after" or "past" or "since" or "from" when Clock(reading, i + 1, bare: false) is { } after:
                return (1 + after.Length, after.Time, null);
            case "before" or "until" when Clock(reading, i + 1, bare: false) is { } before:
                return (1 + before.Length, null, before.Time);
            case "at" or "around" when Clock(reading, i + 1, bare: false) is { } at && at.Time.Minute == 0:
                return (1 + at.Length, at.Time, at.Time.Hour == 23 ? null : at.Time.AddHours(1));
            default:
                return null;
        }
    }

    private static bool Money(Reading reading, int i) => reading.Tokens[i].IsMoney;

    private static (int Length, TimeOnly Time, bool HasHalf)? Clock(Reading reading, int i, bool bare)
    {
        if (!reading.IsFree(i))
        {
            return null;
        }

        var token = reading.Tokens[i];
        switch (token.Word)
        {
            case "noon" or "midday" or "lunch" or "lunchtime":
                return (1, new TimeOnly(12, 0), true);
            case "midnight":
                return (1, TimeOnly.MinValue, true);
        }

        var (hour, minute) = token.Time is { } time ? (time.Hour, time.Minute)
            : token is { Number: { } n, IsMoney: false } && n == Math.Truncate(n) && n is >= 0 and <= 23 ? ((int)n, 0) : (-1, 0);
        if (hour < 0)
        {
            return null;
        }

        var half = reading.Word(i + 1);
        if (half is "am" or "pm")
        {
            return hour is < 1 or > 12 ? null : (2, new TimeOnly((hour % 12) + (half == "pm" ? 12 : 0), minute), true);
        }

        var clock = half is "o'clock" or "oclock" or "o";
        if (clock)
        {
            return (2, new TimeOnly(hour, minute), false);
        }

        return token.Time is not null || bare ? (1, new TimeOnly(hour, minute), token.Time is not null) : null;
    }
}
