namespace TradingAi.Core.Insights.Hypotheses;

/// <summary>What two sides are compared by.</summary>
internal enum Measure
{
    /// <summary>Net P&amp;L a trade, in the account's currency, together with the win rate.</summary>
    Pnl,

    /// <summary>Hold time in hours.</summary>
    HoldHours,

    /// <summary>Notional in multiples of the usual one of the same asset.</summary>
    Size,
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

    /// <summary>A side against all other trades, by P&amp;L.</summary>
    public static Contrast AgainstAll(TradeSample sample, string dimension, string key, int[] side, string label)
    {
        var inside = new bool[sample.Trades.Count];
        foreach (var n in side)
        {
            inside[n] = true;
        }

        return new(dimension, key, side, [.. Enumerable.Range(0, inside.Length).Where(n => !inside[n])], Measure.Pnl, label);
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
