using System.Text.Json.Serialization;

namespace TradingAi.Simulators.Voyage;

/// <summary>The answer to a request for embeddings.</summary>
internal sealed record EmbeddingsReply(string Object, IReadOnlyList<EmbeddingItem> Data, string Model, EmbeddingsUsage Usage);

/// <summary>One text's embedding.</summary>
/// <param name="Object">Always <c>embedding</c>.</param>
/// <param name="Embedding">A list of numbers, or a string in base64.</param>
/// <param name="Index">The text's place in the request.</param>
internal sealed record EmbeddingItem(string Object, object Embedding, int Index);

/// <summary>What is billed.</summary>
internal sealed record EmbeddingsUsage(int TotalTokens);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(EmbeddingsReply))]
[JsonSerializable(typeof(float[]))]
[JsonSerializable(typeof(string))]
internal sealed partial class VoyageJson : JsonSerializerContext;
