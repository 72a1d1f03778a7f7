using System.Text.Json.Serialization;
using TradingAi.Core.Analysis;
using TradingAi.Core.Language;

namespace TradingAi.Functions.Http.Json;

/// <summary>The analysis on the wire.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    Converters = [typeof(SnakeCaseEnumConverter<ChatOutcome>), typeof(UtcInstantConverter)])]
[JsonSerializable(typeof(AnalysisRequest))]
[JsonSerializable(typeof(AnalysisResult))]
internal sealed partial class AnalysisWire : JsonSerializerContext;
