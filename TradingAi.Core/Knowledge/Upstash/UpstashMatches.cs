using TradingAi.Core.Knowledge.Vectors;

namespace TradingAi.Core.Knowledge.Upstash;

/// <summary>Queries on their way to Upstash, and what comes back.</summary>
internal static class UpstashMatches
{
    /// <summary>The most that one query may ask for.</summary>
    public const int MostMatches = 1_000;

    /// <summary>The query as it is sent.</summary>
    public static UpstashQuery Wire(VectorQuery query) => new(query.Vector, Math.Min(query.TopK, MostMatches), UpstashFilter.Translate(query.Filter));

    /// <summary>The matches that are the user's and pass the filter, each once, best first and equal ones by id.</summary>
    public static IReadOnlyList<VectorMatch> Read(IEnumerable<UpstashVector> found, VectorNamespace space, VectorQuery query) =>
    [
        .. found
            .Select(vector => UpstashRecords.MetadataOf(vector) is { } metadata ? new VectorMatch(vector.Id, vector.Score, metadata) : null)
            .OfType<VectorMatch>()
            .Where(match => match.Metadata.UserId == space.User.Value && query.Filter?.Passes(match.Metadata) is not false)
            .DistinctBy(match => match.Id)
            .OrderByDescending(match => match.Score).ThenBy(match => match.Id, StringComparer.Ordinal)
            .Take(query.TopK),
    ];
}
