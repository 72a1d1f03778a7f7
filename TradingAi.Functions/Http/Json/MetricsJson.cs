using System.Text.Json.Serialization;
using TradingAi.Core.Operations.Metrics;

namespace TradingAi.Functions.Http.Json;

/// <summary>The metrics route on the wire.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, Converters = [typeof(UtcInstantConverter)])]
[JsonSerializable(typeof(MetricsReport))]
internal sealed partial class MetricsJson : JsonSerializerContext;
