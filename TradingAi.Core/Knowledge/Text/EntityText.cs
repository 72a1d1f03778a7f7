using TradingAi.Core.Journal;

namespace TradingAi.Core.Knowledge.Text;

/// <summary>What of an entity is searched, embedded and shown.</summary>
public sealed record EntityText
{
    /// <summary>What names the entity.</summary>
    public required EntityRef Ref { get; init; }

    /// <summary>A title that a person recognizes.</summary>
    public required string Title { get; init; }

    /// <summary>The text, plain or Markdown, without the title.</summary>
    public required string Body { get; init; }

    /// <summary>A trade's entry, otherwise when it was written, UTC.</summary>
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>The ticker of the entity, or of the trade that a note is about.</summary>
    public string? Symbol { get; init; }

    /// <summary>Tags of the entity, or of the trade that a note is about.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>The trade that a note is about.</summary>
    public EntityRef? Trade { get; init; }
}
