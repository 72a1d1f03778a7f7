using System.Numerics.Tensors;
using TradingAi.Core.Knowledge.Vectors;
using TradingAi.Core.Operations.Vendors;

namespace TradingAi.Core.Knowledge.Upstash;

/// <summary>
/// Completes a filtered query that came back with fewer matches than were asked for: Upstash looks for near vectors first and
/// drops what the filter refuses, so a selective filter can leave matches unseen. It asks once more for the most that may be
/// asked for, with the filter and without; if the namespace may hold more than that and is not too large to be walked, it walks
/// its metadata and computes the scores of what was missed. At most seven requests more, in a few seconds together; whatever
/// goes wrong with them, the first answer stands.
/// </summary>
internal sealed class UpstashTopUp(UpstashCalls calls, TimeProvider time)
{
    private const int PagesWalked = 5;
    private const int MostFetched = 500;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(2.5);

    /// <summary>The matches, completed where they can be.</summary>
    public async Task<IReadOnlyList<VectorMatch>> CompleteAsync(
        VectorNamespace space, VectorQuery query, IReadOnlyList<VectorMatch> matches, CancellationToken cancellationToken)
    {
        if (query.Filter is null || matches.Count >= query.TopK)
        {
            return matches;
        }

        using var late = new CancellationTokenSource(s_patience, time);
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            return await WidenAsync(space, query, bound.Token);
        }
        catch (Exception failure) when (failure is VendorException || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return matches;
        }
    }

    private async Task<IReadOnlyList<VectorMatch>> WidenAsync(VectorNamespace space, VectorQuery query, CancellationToken cancellationToken)
    {
        var wide = query with { TopK = UpstashMatches.MostMatches };
        var found = await calls.QueryManyAsync(
            space, [UpstashMatches.Wire(wide), UpstashMatches.Wire(wide with { Filter = null })], cancellationToken);
        var seen = UpstashMatches.Read(found[0].Concat(found[1]), space, wide);
        if (seen.Count < query.TopK && found[1].Count >= UpstashMatches.MostMatches)
        {
            var missed = await FindMissedAsync(space, wide, seen, cancellationToken);
            seen = [.. seen.Concat(missed).OrderByDescending(match => match.Score).ThenBy(match => match.Id, StringComparer.Ordinal)];
        }

        return [.. seen.Take(query.TopK)];
    }

    private async Task<IReadOnlyList<VectorMatch>> FindMissedAsync(
        VectorNamespace space, VectorQuery query, IReadOnlyList<VectorMatch> seen, CancellationToken cancellationToken)
    {
        var missed = seen.Select(match => match.Id).ToHashSet(StringComparer.Ordinal);
        var ids = new List<string>();
        var cursor = "0";
        for (var page = 0; page < PagesWalked && cursor.Length > 0 && ids.Count < MostFetched; page++)
        {
            var range = new UpstashRange(cursor, UpstashMatches.MostMatches, null, IncludeMetadata: true, IncludeVectors: false, IncludeData: false);
            var walked = await calls.RangeAsync(space, range, s_patience, cancellationToken);
            ids.AddRange((walked.Vectors ?? [])
                .Where(vector => UpstashRecords.MetadataOf(vector) is { } metadata && query.Filter!.Passes(metadata) && missed.Add(vector.Id))
                .Select(vector => vector.Id));
            cursor = walked.NextCursor ?? "";
        }

        if (ids.Count == 0)
        {
            return [];
        }

        var vectors = await calls.FetchAsync(space, [.. ids.Take(MostFetched)], cancellationToken);
        return UpstashMatches.Read(vectors.OfType<UpstashVector>().Select(vector => vector with { Score = Score(query, vector) }), space, query);
    }

    private static double Score(VectorQuery query, UpstashVector vector) =>
        vector.Vector is { } values && values.Length == query.Vector.Length
            ? (1 + TensorPrimitives.CosineSimilarity(query.Vector.Span, values)) / 2
            : 0;
}
