namespace TradingAi.Core.Language.Questions;

/// <summary>An amount with a comparison: "at least $500", "500 or more", "between 100 and 200", "4+", "4 or 5".</summary>
internal readonly record struct Bounds
{
    /// <summary>Tokens.</summary>
    public int Length { get; init; }

    /// <summary>The amount.</summary>
    public decimal Value { get; init; }

    /// <summary>The other end, for two amounts.</summary>
    public decimal? Other { get; init; }

    /// <summary>Which comparison stood before it.</summary>
    public string? Prefix { get; init; }

    /// <summary>True for "or more", false for "or less" after it.</summary>
    public bool? Postfix { get; init; }

    /// <summary>True where a currency sign stands with it.</summary>
    public bool IsMoney { get; init; }

    /// <summary>True where anything compares.</summary>
    public bool HasComparison => Prefix is not null || Postfix is not null || Other is not null;

    /// <summary>Reads a comparison and its amount.</summary>
    public static Bounds? Read(Reading reading, int i)
    {
        if (reading.Word(i) == "between" && Number(reading, i + 1) is { } low && reading.Word(i + 2) == "and" && Number(reading, i + 3) is { } high)
        {
            return new Bounds { Length = 4, Value = low.Value, Other = high.Value, IsMoney = low.IsMoney || high.IsMoney };
        }

        var (prefix, length) = ReadPrefix(reading, i);
        if (Number(reading, i + length) is not { } number)
        {
            return null;
        }

        var bounds = new Bounds { Length = length + 1, Value = number.Value, IsMoney = number.IsMoney, Prefix = prefix };
        if (prefix is null && reading.Word(i + 1) is "or" or "and" or "to" && Number(reading, i + 2) is { } second && second.Value > number.Value)
        {
            return bounds with { Length = 3, Other = second.Value };
        }

        return prefix is null && ReadPostfix(reading, i + bounds.Length) is { } postfix
            ? bounds with { Length = bounds.Length + postfix.Length, Postfix = postfix.IsMin }
            : bounds;
    }

    /// <summary>The comparison before an amount.</summary>
    public static (string? Kind, int Length) ReadPrefix(Reading reading, int i)
    {
        var first = reading.Word(i);
        var second = reading.Word(i + 1);
        if (second == "than" && first is "more" or "bigger" or "larger" or "greater" or "higher" or "longer" or "worse" or "better")
        {
            return (">", 2);
        }

        if (second == "than" && first is "less" or "smaller" or "lower" or "shorter" or "fewer")
        {
            return ("<", 2);
        }

        if (first is "no" or "not" && reading.Word(i + 2) == "than")
        {
            return second is "more" or "longer" or "bigger" or "larger" or "higher" ? ("<=", 3) : second is "less" or "fewer" or "shorter" or "smaller" or "lower" ? (">=", 3) : (null, 0);
        }

        return (first, second) switch
        {
            ("at", "least") => (">=", 2),
            ("at", "most") => ("<=", 2),
            ("up", "to") => ("<=", 2),
            ("in", "excess") when reading.Word(i + 2) == "of" => (">", 3),
            ("over" or "above" or "exceeding" or "beyond" or ">" or "past", _) => (">", 1),
            ("under" or "below" or "<", _) => ("<", 1),
            (">=" or "minimum", _) => (">=", 1),
            ("<=" or "maximum", _) => ("<=", 1),
            ("exactly", _) => ("=", 1),
            _ => (null, 0),
        };
    }

    /// <summary>The comparison after an amount.</summary>
    public static (bool IsMin, int Length)? ReadPostfix(Reading reading, int i)
    {
        var second = reading.Word(i + 1);
        return reading.Word(i) switch
        {
            "+" or "plus" => (true, 1),
            "or" or "and" when second is "more" or "above" or "higher" or "longer" or "over" or "greater" or "bigger" or "better" or "larger" or "up" or "worse" => (true, 2),
            "or" or "and" when second is "less" or "below" or "lower" or "shorter" or "under" or "fewer" or "smaller" => (false, 2),
            _ => null,
        };
    }

    /// <summary>The same with a comparison that stood behind the unit.</summary>
    public Bounds WithPostfix(bool isMin) => this with { Postfix = isMin };

    /// <summary>The condition on a measure; without a comparison it means exactly.</summary>
    public AmountCondition ToCondition(Measure measure)
    {
        if (Other is { } other)
        {
            return new AmountCondition(measure, Math.Min(Value, other), Math.Max(Value, other));
        }

        if (Postfix is { } isMin)
        {
            return isMin ? new AmountCondition(measure, Value, null) : new AmountCondition(measure, null, Value);
        }

        return Prefix switch
        {
            ">" => new AmountCondition(measure, Value, null, MinInclusive: false),
            ">=" => new AmountCondition(measure, Value, null),
            "<" => new AmountCondition(measure, null, Value, MaxInclusive: false),
            "<=" => new AmountCondition(measure, null, Value),
            _ => new AmountCondition(measure, Value, Value),
        };
    }

    private static (decimal Value, bool IsMoney)? Number(Reading reading, int i) =>
        reading.IsFree(i) && reading.Tokens[i] is { Number: { } value } token ? (value, token.IsMoney) : null;
}

/// <summary>Spans of time in words: "an hour", "30 minutes", "half an hour", "two days".</summary>
internal static class Durations
{
    // A century, longer than any trade: what is asked to be longer is no duration.
    private const decimal LongestHours = 24 * 36_525;

    /// <summary>Reads a duration, in hours.</summary>
    public static (int Length, decimal Hours)? Read(Reading reading, int i) => ReadAny(reading, i) is { Hours: <= LongestHours } duration ? duration : null;

    private static (int Length, decimal Hours)? ReadAny(Reading reading, int i)
    {
        if (reading.Word(i) == "half" && reading.Word(i + 1) is "an" or "a" && UnitHours(reading.Word(i + 2)) is { } halved)
        {
            return (3, halved / 2);
        }

        if (reading.Word(i) is "a" or "an" or "one" && UnitHours(reading.Word(i + 1)) is { } single)
        {
            return reading.Word(i + 2) == "and" && reading.Word(i + 3) == "a" && reading.Word(i + 4) == "half" ? (5, single * 1.5m) : (2, single);
        }

        if (reading.Word(i) is "a" && reading.Word(i + 1) is "couple" && reading.Word(i + 2) == "of" && UnitHours(reading.Word(i + 3)) is { } couple)
        {
            return (4, couple * 2);
        }

        return reading.IsFree(i) && reading.Tokens[i].Number is { } number && !reading.Tokens[i].IsMoney && UnitHours(reading.Word(i + 1)) is { } unit
            ? (2, number * unit)
            : null;
    }

    /// <summary>Reads a comparison with a duration.</summary>
    public static (int Length, Condition Condition)? ReadBound(Reading reading, int i)
    {
        if (reading.Word(i) is "between" or "from" && Read(reading, i + 1) is { } low && reading.Word(i + 1 + low.Length) is "and" or "to"
            && Read(reading, i + 2 + low.Length) is { } high)
        {
            return (2 + low.Length + high.Length, new AmountCondition(Measure.HoldHours, low.Hours, high.Hours, MaxInclusive: false));
        }

        // "between 1 and 7 days": the unit stands once.
        if (reading.Word(i) == "between" && reading.IsFree(i + 1) && reading.Tokens[i + 1].Number is { } first && reading.Word(i + 2) == "and" && Read(reading, i + 3) is { } last
            && UnitHours(reading.Word(i + 4)) is { } unit)
        {
            return (3 + last.Length, new AmountCondition(Measure.HoldHours, first * unit, last.Hours, MaxInclusive: false));
        }

        // "1h-1d", the name of a bucket.
        if (Read(reading, i) is { } from && Read(reading, i + from.Length) is { } until && from.Hours < until.Hours)
        {
            return (from.Length + until.Length, new AmountCondition(Measure.HoldHours, from.Hours, until.Hours, MaxInclusive: false));
        }

        var (prefix, length) = Bounds.ReadPrefix(reading, i);
        if (prefix is null && reading.Word(i) is "within")
        {
            (prefix, length) = ("<=", 1);
        }

        if (Read(reading, i + length) is not { } duration)
        {
            return null;
        }

        length += duration.Length;
        var bounds = new Bounds { Value = duration.Hours, Prefix = prefix };
        if (prefix is null)
        {
            if (Bounds.ReadPostfix(reading, i + length) is not { } postfix)
            {
                return null;
            }

            (bounds, length) = (bounds.WithPostfix(postfix.IsMin), length + postfix.Length);
        }

        return (length, bounds.ToCondition(Measure.HoldHours));
    }

    private static decimal? UnitHours(string word) => word switch
    {
        "second" or "seconds" or "sec" or "secs" => 1m / 3600,
        "minute" or "minutes" or "min" or "mins" => 1m / 60,
        "hour" or "hours" or "hr" or "hrs" or "h" => 1,
        "day" or "days" or "d" => 24,
        "week" or "weeks" or "w" => 24 * 7,
        "month" or "months" => 24 * 30,
        _ => null,
    };
}
