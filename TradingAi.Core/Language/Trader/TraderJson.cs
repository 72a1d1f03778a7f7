using System.Text.Json.Serialization;

namespace TradingAi.Core.Language.Trader;

/// <summary>A profile as a prompt holds it.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(TraderProfile))]
internal sealed partial class TraderJson : JsonSerializerContext;
