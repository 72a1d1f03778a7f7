namespace TradingAi.Core.Insights.Hypotheses;

/// <summary>What two sides are compared by.</summary>
internal enum Measure
{
    /// <summary>Net P&amp;L a trade in multiples of the usual result of such a trade; shown in the account's currency.</summary>
    Pnl,

    /// <summary>Hold time, in logs against the usual one of the asset; shown in hours.</summary>
    HoldHours,

    /// <summary>
    /// The stake in logs against the entries shortly before and after; shown in multiples of the usual one of the same asset
    /// (see <see cref="Stake"/>).
    /// </summary>
    Size,

    /// <summary>Whether the side makes up more than half of the trades that it is a part of.</summary>
    Share,
}

/// <summary>One testable statement: a side of the trades differs from the rest.</summary>
/// <param name="Dimension">What divides the trades.</param>
/// <param name="Key">The side's name.</param>
/// <param name="Side">Positions in the sample.</param>
/// <param name="Rest">Positions of the trades it is compared with.</param>
/// <param name="Measure">What is compared.</param>
/// <param name="Label">The side as it reads after "trades", such as <c>in TSLA</c> or <c>opened on a Friday afternoon</c>.</param>
internal sealed record Contrast(string Dimension, string Key, int[] Side, int[] Rest, Measure Measure, string Label)
{
    /// <summary>
    /// The trades that the finding's worth leaves out, where they are not the whole side: to leave out every loser would
    /// say nothing.
    /// </summary>
    public int[]? LeftOut { get; init; }

    /// <summary>What <see cref="LeftOut"/> is, as it reads after "trades"; <see cref="Label"/> where it is the side.</summary>
    public string? LeftOutLabel { get; init; }

    /// <summary>The rest as it reads after "trades", where it is not all other trades.</summary>
    public string? RestLabel { get; init; }

    /// <summary>For <see cref="Measure.Share"/>: of how many trades the side is a share.</summary>
    public int Trials { get; init; }

    /// <summary>For <see cref="Measure.Share"/>: what those are, as it reads after their count.</summary>
    public string? TrialsLabel { get; init; }

    /// <summary>Contrasts that ask one thing at several thresholds: only the clearest of a family is shown.</summary>
    public string? Family { get; init; }

    /// <summary>
    /// True where the side is known only after the exit, as a hold time is. What leads to the result is never explained away
    /// by what follows from it.
    /// </summary>
    public bool Hindsight { get; init; }

    /// <summary>
    /// True where an entry to come can be told to be on the side, so that what the side's results were speaks of it. The latest
    /// trades of a range are no kind of entry.
    /// </summary>
    public bool IsOfEntries => Measure == Measure.Pnl && !Hindsight && Dimension != RecentChange.Dimension;

    /// <summary>True where the statement says beforehand that the side does worse: results that are better count for nothing.</summary>
    public bool OnlyWorse { get; init; }

    /// <summary>True where trades are compared with trades of a like hold time only.</summary>
    public bool WithinHold { get; init; }

    /// <summary>A side against all other trades, by P&amp;L.</summary>
    public static Contrast AgainstAll(TradeSample sample, string dimension, string key, IEnumerable<int> side, string label) =>
        Within(Enumerable.Range(0, sample.Trades.Count), dimension, key, side, label);

    /// <summary>A side against the others of some trades, by P&amp;L.</summary>
    public static Contrast Within(IEnumerable<int> all, string dimension, string key, IEnumerable<int> side, string label, string? restLabel = null)
    {
        var inside = side.ToHashSet();
        return new(dimension, key, [.. inside.Order()], [.. all.Where(n => !inside.Contains(n))], Measure.Pnl, label) { RestLabel = restLabel };
    }

    /// <summary>
    /// A habit that shows in more than half of the trades that could show it. They are compared with those that don't, or with
    /// all other trades where hardly any doesn't.
    /// </summary>
    public static Contrast Habit(TradeSample sample, string dimension, string key, int[] side, int[] trials, string label, string trialsLabel)
    {
        var others = trials.Except(side).ToArray();
        var compared = others.Length >= FindingSearch.MinimumSide ? others : [.. Enumerable.Range(0, sample.Trades.Count).Except(side)];
        return new(dimension, key, side, compared, Measure.Share, label) { Trials = trials.Length, TrialsLabel = trialsLabel, Hindsight = true };
    }
}

/// <summary>A family of statements that are tested for the same reason.</summary>
internal interface IHypothesis
{
    /// <summary>The insight types that show what this finds.</summary>
    IReadOnlyList<InsightType> Types { get; }

    /// <summary>The statements to test on a sample; those with too few trades on a side are dropped later.</summary>
    IEnumerable<Contrast> Contrasts(TradeSample sample);
}
