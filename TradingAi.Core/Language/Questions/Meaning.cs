namespace TradingAi.Core.Language.Questions;

/// <summary>What words of a question stand for.</summary>
internal abstract record Meaning;

/// <summary>A figure by wire name.</summary>
internal sealed record FigureMeaning(string Name) : Meaning;

/// <summary>A restriction.</summary>
internal sealed record ConditionMeaning(Condition Condition) : Meaning;

/// <summary>Something to group by.</summary>
internal sealed record GroupMeaning(Grouping Grouping) : Meaning;

/// <summary>Calendar periods as a rate: "per day", "a week", "monthly".</summary>
internal sealed record PerMeaning(Grouping Grouping) : Meaning;

/// <summary>The same kind of period, some steps away from the one that was asked about before: "the month before".</summary>
internal sealed record ShiftMeaning(string Unit, int Steps) : Meaning;

/// <summary>A bare number that may say how many to list, or which rank.</summary>
internal sealed record NumberMeaning(int Value, bool IsRank) : Meaning;

/// <summary>A value that a figure is to be held against; the unit is <c>percent</c>, <c>money</c>, a figure's unit or empty.</summary>
internal sealed record ThresholdMeaning(Bounds Bound, string Unit) : Meaning;

/// <summary>Local dates, both inclusive; null leaves a side open.</summary>
internal sealed record PeriodMeaning(DateOnly? From, DateOnly? To, string Label, bool IsAsOf = false) : Meaning;

/// <summary>A word that steers.</summary>
internal sealed record CueMeaning(Cue Cue, bool Counts = false) : Meaning;

/// <summary>A name that looks like a ticker and is not in this journal.</summary>
internal sealed record NotHeldMeaning(string Name) : Meaning;

/// <summary>A word that is known, and says something here that cannot be answered.</summary>
internal sealed record NotUnderstoodMeaning : Meaning
{
    /// <summary>The one instance.</summary>
    public static NotUnderstoodMeaning Instance { get; } = new();
}

/// <summary>A word that carries no meaning of its own here.</summary>
internal sealed record FillerMeaning : Meaning
{
    /// <summary>The one instance.</summary>
    public static FillerMeaning Instance { get; } = new();
}

/// <summary>The words that steer how a question is put together.</summary>
internal enum Cue
{
    HowMany, HowMuch, HowLong, HowOften, When, Which, What, Why,
    Average, Median, High, Low, Most, Fewest, Best, Worst, Longest, Shortest, Rank,
    Gain, Lose, Perform, Trade, Hold, Size, OpenVerb, CloseVerb, OpenNow, ClosedOnly,
    Compare, More, Less, Versus, Or, And, Difference, Rest,
    If, Would, Negate, Only, WithoutCommissions,
    List, Last, First, Share, Verb, Per, By, Single, Both, Pay,
    Such, Same, Overall, Follow, Notes, Rules,
}

/// <summary>A run of tokens [Start, End) and what they stand for.</summary>
internal readonly record struct Span(int Start, int End, Meaning Meaning);

/// <summary>The tokens of a question and who has claimed them.</summary>
internal sealed class Reading(List<Token> tokens)
{
    private readonly Meaning?[] _claims = new Meaning?[tokens.Count];

    /// <summary>The tokens.</summary>
    public IReadOnlyList<Token> Tokens => tokens;

    /// <summary>What was recognized, in any order until <see cref="Sort"/>.</summary>
    public List<Span> Spans { get; } = [];

    /// <summary>True where all tokens of the run exist and nobody has claimed one.</summary>
    public bool IsFree(int start, int length = 1)
    {
        for (var i = start; i < start + length; i++)
        {
            if (i < 0 || i >= tokens.Count || _claims[i] is not null)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The word at an index that is still free; empty beyond the ends and where claimed.</summary>
    public string Word(int index) => IsFree(index) ? tokens[index].Word : "";

    /// <summary>Claims a run.</summary>
    public void Claim(int start, int length, Meaning meaning)
    {
        for (var i = start; i < start + length; i++)
        {
            _claims[i] = meaning;
        }

        if (meaning is not (FillerMeaning or NotUnderstoodMeaning))
        {
            Spans.Add(new Span(start, start + length, meaning));
        }
    }

    /// <summary>Puts the spans into the order of the words.</summary>
    public void Sort() => Spans.Sort((a, b) => a.Start.CompareTo(b.Start));

    /// <summary>The tokens that nobody has understood.</summary>
    public IReadOnlyList<Token> Unclaimed => [.. tokens.Where((_, i) => _claims[i] is null or NotUnderstoodMeaning)];

    /// <summary>True where a preposition stands between two spans, so that the second one says something of its own.</summary>
    public bool IsParted(int first, int second)
    {
        for (var i = Spans[first].End; i <= Spans[second].Start && i < tokens.Count; i++)
        {
            if (tokens[i].Word is "on" or "in" or "with" or "from" or "over" or "at" or "for" or "during" or "when" or "after" or "before" or "by" && (i < Spans[second].Start || Spans[second].End > i + 1))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What a token was claimed for.</summary>
    public Meaning? ClaimAt(int index) => index >= 0 && index < _claims.Length ? _claims[index] : null;
}
