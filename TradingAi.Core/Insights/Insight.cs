namespace TradingAi.Core.Insights;

/// <summary>What statistics found in one range of one journal, in words. <c>insight_type</c> and <c>time_range</c> are wire names.</summary>
public sealed record Insight
{
    /// <summary>The insight's id.</summary>
    public required string Id { get; init; }

    /// <summary>The range it covers: <c>7d</c>, <c>30d</c>, <c>90d</c>, <c>ytd</c>, <c>1y</c>, <c>all</c> or <c>custom</c>.</summary>
    public required string TimeRange { get; init; }

    /// <summary><c>patterns</c>, <c>performance</c>, <c>risk</c> or <c>behavior</c>.</summary>
    public required string InsightType { get; init; }

    /// <summary>One line.</summary>
    public required string Title { get; init; }

    /// <summary>Plain paragraphs, made of this journal's figures and findings only.</summary>
    public required string Content { get; init; }

    /// <summary>What stands out beyond chance, the surest first; often empty.</summary>
    public required IReadOnlyList<Finding> KeyFindings { get; init; }

    /// <summary>One text a finding; empty without findings.</summary>
    public required IReadOnlyList<string> Recommendations { get; init; }

    /// <summary>Refs of the trades behind it, at most <see cref="Finding.MaxRefs"/>.</summary>
    public required IReadOnlyList<string> DataSources { get; init; }

    /// <summary>What wrote the prose; <c>narrator</c> is this service's own templates.</summary>
    public required string Model { get; init; }

    /// <summary>Parts that could not serve, such as <c>language</c> where the narrator wrote in a model's place; empty when all did.</summary>
    public IReadOnlyList<string> Degraded { get; init; } = [];

    /// <summary>When it was made, UTC.</summary>
    public required DateTimeOffset GeneratedAt { get; init; }
}

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

    /// <summary>Refs of the trades on the side in pooled order, at most <see cref="MaxRefs"/>.</summary>
    public required IReadOnlyList<string> Refs { get; init; }
}
