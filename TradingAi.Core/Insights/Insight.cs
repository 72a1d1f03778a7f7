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
