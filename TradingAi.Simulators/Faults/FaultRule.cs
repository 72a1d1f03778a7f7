using System.Text.Json.Serialization;
using TradingAi.Simulators.Hosting;

namespace TradingAi.Simulators.Faults;

/// <summary>One fault, as a control request spells it in snake_case. Fields that its kind does not use are refused when they cannot be meant.</summary>
internal sealed record FaultRule
{
    /// <summary>What goes wrong.</summary>
    [JsonRequired]
    public FaultKind Kind { get; init; }

    /// <summary>The status of kind <c>status</c>, 400–599. Default 503.</summary>
    public int? Status { get; init; }

    /// <summary>Seconds until the caller may come back, sent the vendor's way; with <c>status</c> and <c>rate_limit</c>.</summary>
    public double? RetryAfter { get; init; }

    /// <summary>How probably it hits a call that it fits, 0–1. Default 1.</summary>
    public double? Probability { get; init; }

    /// <summary>How many calls it hits until it is spent; null for every one.</summary>
    public int? Count { get; init; }

    /// <summary>The one operation it fits; null for every one.</summary>
    public string? Operation { get; init; }

    /// <summary>How long kind <c>latency</c> takes.</summary>
    public Latency? LatencyMs { get; init; }

    /// <summary>The requests of a sliding minute that kind <c>rate_limit</c> lets through.</summary>
    public long? RequestsPerMinute { get; init; }

    /// <summary>The tokens of a sliding minute that kind <c>rate_limit</c> lets through.</summary>
    public long? TokensPerMinute { get; init; }

    /// <summary>The bytes of the answer before <c>cut</c>, <c>hang</c> or <c>malformed</c> strikes; the size of a piece for <c>drip</c> (default 16).</summary>
    public int? AfterBytes { get; init; }

    /// <summary>The server-sent events before <c>cut</c>, <c>hang</c> or <c>malformed</c> strikes.</summary>
    public int? AfterEvents { get; init; }

    /// <summary>Between two pieces of <c>drip</c>, in milliseconds. Default 20.</summary>
    public int? DelayMs { get; init; }

    /// <summary>How many candidates kind <c>filter_budget</c> leaves to a filtered query.</summary>
    public int? Candidates { get; init; }

    /// <summary>Whether it strikes inside the answer's body, after the request was carried out.</summary>
    [JsonIgnore]
    public bool DamagesBody =>
        Kind is FaultKind.Cut or FaultKind.Malformed or FaultKind.Drip || (Kind == FaultKind.Hang && (AfterBytes ?? AfterEvents) is not null);

    /// <summary>What is wrong with it: the field and the sentence; nothing if it makes sense.</summary>
    public IEnumerable<(string Field, string Sentence)> Validate()
    {
        if (Status is { } status && (Kind != FaultKind.Status || status is < 400 or > 599))
        {
            yield return ("status", "goes with kind 'status' and is 400 to 599.");
        }

        if (RetryAfter is { } seconds && (Kind is not (FaultKind.Status or FaultKind.RateLimit) || seconds is not (>= 0 and <= 86_400)))
        {
            yield return ("retry_after", "goes with kinds 'status' and 'rate_limit' and is 0 to 86400 seconds.");
        }

        if (Probability is < 0 or > 1)
        {
            yield return ("probability", "is 0 to 1.");
        }

        if (Count < 1)
        {
            yield return ("count", "is at least 1, or null.");
        }

        if (Kind == FaultKind.Latency != LatencyMs is not null)
        {
            yield return ("latency_ms", "goes with kind 'latency', which needs it.");
        }
        else if (LatencyMs is { } latency && (latency.Min < 0 || latency.Median < 0 || latency.P95 is not (>= 0 and <= 600_000) || latency.P95 < latency.Median))
        {
            yield return ("latency_ms", "is {\"min\":…, \"median\":…, \"p95\":…} in milliseconds, the median no greater than p95, p95 up to 600000.");
        }

        if (Kind == FaultKind.RateLimit != (RequestsPerMinute ?? TokensPerMinute) is not null)
        {
            yield return ("requests_per_minute", "or 'tokens_per_minute' goes with kind 'rate_limit', which needs one.");
        }
        else if (RequestsPerMinute < 0 || TokensPerMinute < 0)
        {
            yield return (RequestsPerMinute < 0 ? "requests_per_minute" : "tokens_per_minute", "is not negative.");
        }

        if (AfterBytes is { } bytes && (bytes < (Kind == FaultKind.Drip ? 1 : 0) || Kind is not (FaultKind.Cut or FaultKind.Malformed or FaultKind.Drip or FaultKind.Hang)))
        {
            yield return ("after_bytes", "goes with kinds 'cut', 'malformed', 'drip' and 'hang' and is not negative.");
        }

        if (AfterEvents is { } events && (events < 0 || AfterBytes is not null || Kind is not (FaultKind.Cut or FaultKind.Malformed or FaultKind.Hang)))
        {
            yield return ("after_events", "goes with kinds 'cut', 'malformed' and 'hang', without 'after_bytes', and is not negative.");
        }

        if (DelayMs is { } delay && (Kind != FaultKind.Drip || delay is < 0 or > 60_000))
        {
            yield return ("delay_ms", "goes with kind 'drip' and is 0 to 60000.");
        }

        if (Kind == FaultKind.FilterBudget != Candidates is not null || Candidates < 0)
        {
            yield return ("candidates", "goes with kind 'filter_budget', which needs it, and is not negative.");
        }
    }
}
