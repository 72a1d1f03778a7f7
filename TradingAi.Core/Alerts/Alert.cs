using TradingAi.Core.Operations;

namespace TradingAi.Core.Alerts;

/// <summary>What an alert is about.</summary>
public enum AlertType
{
    /// <summary>A loss far beyond the trader's usual ones.</summary>
    LargeLoss,

    /// <summary>Far more entries in a day than usual.</summary>
    UnusualActivity,

    /// <summary>The risk score rose over a threshold.</summary>
    RiskThresholdExceeded,

    /// <summary>An entry that fits a pattern which did well.</summary>
    OpportunityDetected,

    /// <summary>An entry that fits a pattern which did badly.</summary>
    PatternMatched,
}

/// <summary>How much an alert matters.</summary>
public enum AlertSeverity
{
    /// <summary>Worth knowing.</summary>
    Info,

    /// <summary>Worth a look today.</summary>
    Warning,

    /// <summary>Worth stopping for.</summary>
    Critical,
}

/// <summary>Something about a change of the journal that stands out against the trader's own history.</summary>
public sealed record Alert
{
    /// <summary>The alert's id.</summary>
    public required string Id { get; init; }

    /// <summary>What it is about.</summary>
    public required AlertType AlertType { get; init; }

    /// <summary>How much it matters.</summary>
    public required AlertSeverity Severity { get; init; }

    /// <summary>What happened, with its figures and what they are held against.</summary>
    public required string Message { get; init; }

    /// <summary>Refs of the trades behind it, at most <see cref="MaxEvidence"/>; the one that raised it first.</summary>
    public required IReadOnlyList<string> Evidence { get; init; }

    /// <summary>When it was raised, UTC.</summary>
    public required DateTimeOffset TriggeredAt { get; init; }

    /// <summary>When the trader took note of it, UTC; null until then.</summary>
    public DateTimeOffset? AcknowledgedAt { get; init; }

    /// <summary>The most refs that an alert names.</summary>
    public const int MaxEvidence = 50;
}

/// <summary>Which alerts are wanted; null lets all through.</summary>
/// <param name="Acknowledged">Those that were, or were not, acknowledged.</param>
/// <param name="Type">Of one type.</param>
/// <param name="Severity">Of one severity.</param>
/// <param name="AsOf">The present: later alerts are not raised yet, later acknowledgements not given.</param>
public sealed record AlertFilter(bool? Acknowledged, AlertType? Type, AlertSeverity? Severity, DateTimeOffset AsOf);

/// <summary>The names of types and severities on the wire and in the database.</summary>
public static class AlertNames
{
    private static readonly string[] s_types = ["large_loss", "unusual_activity", "risk_threshold_exceeded", "opportunity_detected", "pattern_matched"];
    private static readonly string[] s_severities = ["info", "warning", "critical"];

    /// <summary>A type's name.</summary>
    public static string Of(AlertType type) => s_types[(int)type];

    /// <summary>A severity's name.</summary>
    public static string Of(AlertSeverity severity) => s_severities[(int)severity];

    /// <summary>Reads a type's name.</summary>
    /// <exception cref="RequestRefusedException">There is no such type.</exception>
    public static AlertType ParseType(string name) => (AlertType)IndexOf(s_types, name, "alert_type");

    /// <summary>Reads a severity's name.</summary>
    /// <exception cref="RequestRefusedException">There is no such severity.</exception>
    public static AlertSeverity ParseSeverity(string name) => (AlertSeverity)IndexOf(s_severities, name, "severity");

    private static int IndexOf(string[] names, string name, string field) => Array.IndexOf(names, name) is var index and >= 0
        ? index
        : throw RequestRefusedException.Invalid(field, $"{field} must be one of {string.Join(", ", names)}.");
}
