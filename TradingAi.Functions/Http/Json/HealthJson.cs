using System.Text.Json.Serialization;
using TradingAi.Core.Operations.Health;

namespace TradingAi.Functions.Http.Json;

/// <summary>That the process answers at all.</summary>
internal sealed record Liveness(string Status, double UptimeSeconds);

/// <summary>The health routes on the wire.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(SnakeCaseEnumConverter<HealthState>), typeof(UtcInstantConverter)])]
[JsonSerializable(typeof(ServiceHealth))]
[JsonSerializable(typeof(Liveness))]
internal sealed partial class HealthJson : JsonSerializerContext;
