using System.Text.Json.Serialization;
using TradingAi.Core.Predictions;

namespace TradingAi.Functions.Http.Json;

/// <summary>The predictions route on the wire.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(Prediction))]
internal sealed partial class PredictionsJson : JsonSerializerContext;
