using System.Text.Json.Serialization;
using TradingAi.Simulators.Faults;

namespace TradingAi.Simulators.Hosting;

/// <summary>A rule in force and how many calls it has hit.</summary>
internal sealed record FaultReport(FaultRule Rule, int Hits);

/// <summary>What the control route says of one vendor.</summary>
internal sealed record VendorReport(IReadOnlyList<FaultReport> Faults, VendorCounters Counters);

/// <summary>Why a control request was refused: sentences by field.</summary>
internal sealed record ControlProblem(string Title, int Status, IReadOnlyDictionary<string, string[]> Errors);

/// <summary>The JSON of the control routes. A misspelt field is refused, not ignored.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(FaultRule))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, VendorReport>))]
[JsonSerializable(typeof(ControlProblem))]
internal sealed partial class ControlJson : JsonSerializerContext;
