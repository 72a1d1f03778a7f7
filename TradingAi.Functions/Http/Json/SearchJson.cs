using System.Text.Json.Serialization;
using TradingAi.Core.Journal;
using TradingAi.Core.Knowledge;

namespace TradingAi.Functions.Http.Json;

/// <summary>The search route's answer.</summary>
/// <param name="Results">Best first, one row an entity.</param>
/// <param name="Degraded">Parts that could not take part, such as <c>embeddings</c>.</param>
internal sealed record SearchAnswer(IReadOnlyList<SearchRow> Results, IReadOnlyList<string> Degraded);

/// <summary>One entity found.</summary>
internal sealed record SearchRow(EntityRef Ref, EntityType Type, string Title, string Snippet, double Score, DateTimeOffset Timestamp)
{
    /// <summary>The row of a result.</summary>
    public static SearchRow Of(SearchResult result) =>
        new(result.Ref, result.Ref.Type, result.Title, result.Snippet, result.Score, result.Timestamp);
}

/// <summary>The search route on the wire.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    Converters = [typeof(SnakeCaseEnumConverter<EntityType>), typeof(UtcInstantConverter), typeof(EntityRefConverter)])]
[JsonSerializable(typeof(SearchAnswer))]
internal sealed partial class SearchJson : JsonSerializerContext;
