using System.Text.Json.Serialization;
using TradingAi.Core.Analytics;

namespace TradingAi.Functions.Http.Json;

/// <summary>The analytics route on the wire.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    Converters = [typeof(UtcInstantConverter)])]
[JsonSerializable(typeof(AnalyticsResult))]
internal sealed partial class AnalyticsJson : JsonSerializerContext;
