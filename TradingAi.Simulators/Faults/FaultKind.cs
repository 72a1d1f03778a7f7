using System.Text.Json.Serialization;

namespace TradingAi.Simulators.Faults;

/// <summary>What goes wrong.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FaultKind>))]
internal enum FaultKind
{
    /// <summary>The vendor's error of <see cref="FaultRule.Status"/>.</summary>
    [JsonStringEnumMemberName("status")]
    Status,

    /// <summary>The answer takes a while; replaces the profile's latency.</summary>
    [JsonStringEnumMemberName("latency")]
    Latency,

    /// <summary>429 past so many requests or tokens in a sliding minute.</summary>
    [JsonStringEnumMemberName("rate_limit")]
    RateLimit,

    /// <summary>The request is carried out, and the connection is aborted midway through the answer.</summary>
    [JsonStringEnumMemberName("cut")]
    Cut,

    /// <summary>The request is carried out, and the answer is 200 with broken JSON.</summary>
    [JsonStringEnumMemberName("malformed")]
    Malformed,

    /// <summary>The answer trickles in, a few bytes at a time.</summary>
    [JsonStringEnumMemberName("drip")]
    Drip,

    /// <summary>Items of a list answer are repeated.</summary>
    [JsonStringEnumMemberName("duplicate")]
    Duplicate,

    /// <summary>Items of a list answer come in another order.</summary>
    [JsonStringEnumMemberName("reorder")]
    Reorder,

    /// <summary>No answer until the caller leaves; with a position, the answer stops there.</summary>
    [JsonStringEnumMemberName("hang")]
    Hang,

    /// <summary>Gemini's safety block.</summary>
    [JsonStringEnumMemberName("block")]
    Block,

    /// <summary>A filtered vector query examines only so many nearest candidates, as an approximate index does.</summary>
    [JsonStringEnumMemberName("filter_budget")]
    FilterBudget,
}
