namespace TradingAi.Core.Operations.Health;

/// <summary>How a part is.</summary>
public enum HealthState
{
    /// <summary>It has not been asked yet.</summary>
    Unknown,

    /// <summary>It serves.</summary>
    Healthy,

    /// <summary>It serves slowly, or in part.</summary>
    Degraded,

    /// <summary>It does not serve.</summary>
    Unhealthy,
}

/// <summary>How one part is.</summary>
/// <param name="Status">Healthy, degraded, unhealthy or unknown.</param>
/// <param name="ResponseTimeMs">How long it took to answer, in milliseconds.</param>
/// <param name="ErrorMessage">What is wrong, without internals; null where nothing is.</param>
/// <param name="Metadata">What the part says of itself, such as <c>provider: embedded</c>.</param>
public sealed record PartHealth(
    HealthState Status, double ResponseTimeMs, string? ErrorMessage, IReadOnlyDictionary<string, string> Metadata);

/// <summary>How the service is, part by part; the parts' names are those of the cloud parts, embedded ones say so.</summary>
/// <param name="Overall">Unhealthy where the databases are; degraded where another part is not healthy, which something else stands in for.</param>
/// <param name="Voyager">Embeddings.</param>
/// <param name="UpstashVector">The vector store.</param>
/// <param name="Gemini">The language model.</param>
/// <param name="Cache">The cache.</param>
/// <param name="Database">The databases.</param>
/// <param name="LastChecked">When the parts were asked, UTC.</param>
/// <param name="UptimeSeconds">Seconds since the process started.</param>
public sealed record ServiceHealth(
    HealthState Overall,
    PartHealth Voyager,
    PartHealth UpstashVector,
    PartHealth Gemini,
    PartHealth Cache,
    PartHealth Database,
    DateTimeOffset LastChecked,
    double UptimeSeconds);
