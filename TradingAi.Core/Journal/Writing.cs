namespace TradingAi.Core.Journal;

/// <summary>A note, in Markdown, on one trade or on none.</summary>
public sealed record TradeNote
{
    /// <summary>The note's id.</summary>
    public required string Id { get; init; }

    /// <summary>The note's name.</summary>
    public required string Name { get; init; }

    /// <summary>The text, Markdown.</summary>
    public required string Content { get; init; }

    /// <summary>The trade it is about, if any.</summary>
    public EntityRef? Trade { get; init; }

    /// <summary>When it was written, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>What names the note.</summary>
    public EntityRef Ref => new(EntityType.TradeNote, Id);
}

/// <summary>A notebook entry.</summary>
public sealed record NotebookEntry
{
    /// <summary>The entry's id.</summary>
    public required string Id { get; init; }

    /// <summary>The entry it stands under, if any.</summary>
    public string? ParentId { get; init; }

    /// <summary>The title.</summary>
    public required string Title { get; init; }

    /// <summary>The text as the journal sent it: Markdown, or a block editor's JSON.</summary>
    public required string Content { get; init; }

    /// <summary>Tags, verbatim.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>When it was written, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>What names the entry.</summary>
    public EntityRef Ref => new(EntityType.Notebook, Id);
}

/// <summary>A setup that the trader follows, with its rules.</summary>
public sealed record Playbook
{
    /// <summary>The playbook's id.</summary>
    public required string Id { get; init; }

    /// <summary>The playbook's name, the key of the <c>playbook</c> group.</summary>
    public required string Name { get; init; }

    /// <summary>The description.</summary>
    public string Description { get; init; } = "";

    /// <summary>The rules, in order.</summary>
    public IReadOnlyList<PlaybookRule> Rules { get; init; } = [];

    /// <summary>When it was written, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>What names the playbook.</summary>
    public EntityRef Ref => new(EntityType.Playbook, Id);
}

/// <summary>One rule of a playbook.</summary>
/// <param name="Kind"><c>entry_criteria</c>, <c>exit_criteria</c> or <c>market_factor</c>.</param>
/// <param name="Text">The rule.</param>
public sealed record PlaybookRule(string Kind, string Text);

/// <summary>What the trader says of themselves.</summary>
public sealed record UserProfile
{
    /// <summary>The trader's name, if given.</summary>
    public string? Name { get; init; }

    /// <summary>The IANA name of the trader's time zone; it decides calendar days, weekdays and hours.</summary>
    public string TimeZoneId { get; init; } = "UTC";

    /// <summary>The account's currency, ISO 4217.</summary>
    public string Currency { get; init; } = "USD";

    /// <summary>Experience, in the journal's words.</summary>
    public string? TradingExperienceLevel { get; init; }

    /// <summary>Style, in the journal's words.</summary>
    public string? TradingStyle { get; init; }

    /// <summary>The goal, in the trader's words.</summary>
    public string? PrimaryTradingGoal { get; init; }

    /// <summary>What the trader trades.</summary>
    public IReadOnlyList<string> AssetTypes { get; init; } = [];

    /// <summary>Risk tolerance, in the journal's words.</summary>
    public string? RiskTolerance { get; init; }

    /// <summary>The trader's time zone. The journal refuses a zone it does not know, so this always resolves.</summary>
    public TimeZoneInfo TimeZone => TimeZoneInfo.FindSystemTimeZoneById(TimeZoneId);
}
