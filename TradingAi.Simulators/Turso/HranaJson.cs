using System.Text.Json.Serialization;

namespace TradingAi.Simulators.Turso;

/// <summary>Hrana's JSON. What is null is written, as the server does.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    AllowOutOfOrderMetadataProperties = true,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(PipelineRequest))]
[JsonSerializable(typeof(PipelineResponse))]
[JsonSerializable(typeof(HranaError))]
internal sealed partial class HranaJson : JsonSerializerContext;
