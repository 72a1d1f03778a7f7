using System.Text.Json.Serialization;

namespace TradingAi.Core.Insights;

/// <summary>The parts of an insight as JSON, in the database as on the wire.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(Insight))]
[JsonSerializable(typeof(IReadOnlyList<Finding>))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
internal sealed partial class InsightsJson : JsonSerializerContext;
