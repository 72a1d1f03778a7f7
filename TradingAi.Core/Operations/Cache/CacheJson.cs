using System.ComponentModel;
using System.Text.Json.Serialization;
using TradingAi.Core.Analytics;
using TradingAi.Core.Analytics.Risk;
using TradingAi.Core.Journal;
using TradingAi.Core.Knowledge;
using TradingAi.Core.Predictions;

namespace TradingAi.Core.Operations.Cache;

/// <summary>A search's answer, as it is cached. Immutable, so that memory gives it out as it is.</summary>
[ImmutableObject(true)]
internal sealed record FoundEntities(IReadOnlyList<FoundEntity> Entities)
{
    public static FoundEntities Of(SearchResults results) => new([.. results.Results.Select(result => new FoundEntity(
        result.Ref.ToString(), result.Title, result.Snippet, result.Score, result.Timestamp, result.VectorIds))]);

    public SearchResults ToResults() => new([.. Entities.Select(entity => entity.ToResult())], []);
}

/// <summary>One entity found, as it is cached.</summary>
internal sealed record FoundEntity(
    string Ref, string Title, string Snippet, double Score, DateTimeOffset Timestamp, IReadOnlyList<string> VectorIds)
{
    public SearchResult ToResult() => EntityRef.TryParse(Ref, out var entity)
        ? new SearchResult(entity, Title, Snippet, Score, Timestamp, VectorIds)
        : throw new InvalidDataException("The cache holds a malformed reference.");
}

/// <summary>What analytics computed of a set of trades, as it is cached. Immutable, so that memory gives it out as it is.</summary>
[ImmutableObject(true)]
internal sealed record ComputedAnalytics(
    Figures Figures,
    IReadOnlyList<DailyPnl> DailyPnl,
    IReadOnlyList<EquityPoint> EquityCurve,
    IReadOnlyDictionary<string, IReadOnlyList<GroupFigures>> Groups,
    RiskFigures Risk);

/// <summary>The cache's entries as JSON.</summary>
[JsonSerializable(typeof(FoundEntities))]
[JsonSerializable(typeof(ComputedAnalytics))]
[JsonSerializable(typeof(Prediction))]
internal sealed partial class CacheJson : JsonSerializerContext;
