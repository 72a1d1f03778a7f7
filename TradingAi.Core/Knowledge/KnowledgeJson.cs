using System.Text.Json.Serialization;
using TradingAi.Core.Knowledge.Vectors;

namespace TradingAi.Core.Knowledge;

/// <summary>JSON of this room, as it is stored: snake_case.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(VectorMetadata))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
internal sealed partial class KnowledgeJson : JsonSerializerContext;
