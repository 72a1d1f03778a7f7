using System.Text.Json.Serialization;
using TradingAi.Simulators.Gemini.Requests;

namespace TradingAi.Simulators.Gemini.Wire;

/// <summary>The JSON of Gemini: camelCase, and nothing for what is not set.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(GenerateContentRequest))]
[JsonSerializable(typeof(CountTokensRequest))]
[JsonSerializable(typeof(GenerateContentResponse))]
[JsonSerializable(typeof(CountTokensResponse))]
[JsonSerializable(typeof(ListModelsResponse))]
internal sealed partial class GeminiJson : JsonSerializerContext;
