namespace TradingAi.Core.Insights;

/// <summary>One contrast between two sets of trades that is larger than chance explains.</summary>
public sealed record Finding
{
    /// <summary>The most refs that a finding or an insight names.</summary>
    public const int MaxRefs = 200;

    /// <summary>
    /// What the trades were divided by: one of the nine groups (<c>symbol</c>, <c>weekday</c>, …), a conjunction
    /// (<c>weekday+daytime</c>) or a behavior (<c>revenge</c>, <c>hold_time</c>, …).
    /// </summary>
    public required string Dimension { get; init; }

    /// <summary>The side that the finding is about, such as <c>TSLA</c> or <c>Friday afternoon</c>.</summary>
    public required string Key { get; init; }

    /// <summary><c>positive</c> where that side does better or the habit helps, else <c>negative</c>.</summary>
    public required string Direction { get; init; }

    /// <summary>The finding in words.</summary>
    public required string Text { get; init; }

    /// <summary>
    /// Mean of the side minus mean of the rest: net P&amp;L a trade in the account's currency; for <c>hold_time</c> hours;
    /// for <c>size_after_loss</c> multiples of the usual size.
    /// </summary>
    public required double Effect { get; init; }

    /// <summary>The same difference in R, where both sides have enough trades with a known initial risk.</summary>
    public double? EffectR { get; init; }

    /// <summary>Trades on the side.</summary>
    public required int N { get; init; }

    /// <summary>Trades it is compared with.</summary>
    public required int NRest { get; init; }

    /// <summary>The test's name: of what, by permutation or, on large samples, by the normal approximation.</summary>
    public required string Test { get; init; }

    /// <summary>Two-sided p-value.</summary>
    public required double PValue { get; init; }

    /// <summary>The p-value corrected for every hypothesis looked at in this range (Benjamini and Hochberg).</summary>
    public required double QValue { get; init; }

    /// <summary>Low and high end of the effect's 95 % bootstrap interval.</summary>
    public required IReadOnlyList<double> ConfidenceInterval { get; init; }

    /// <summary>
    /// What the range would have come to without the trades that the finding is about. Where they are known only after the exit, nobody
    /// could have left them out; the text says so, and no advice rests on it.
    /// </summary>
    public required FindingWorth Worth { get; init; }

    /// <summary>Refs of the trades on the side in pooled order, at most <see cref="MaxRefs"/>.</summary>
    public required IReadOnlyList<string> Refs { get; init; }
}
