using Microsoft.Extensions.Logging;
using TradingAi.Core.Journal;
using TradingAi.Core.Knowledge.Chunking;
using TradingAi.Core.Knowledge.Embedding;
using TradingAi.Core.Knowledge.Lexicon;
using TradingAi.Core.Knowledge.Vectors;
using TradingAi.Core.Knowledge.Vectors.Spaces;
using TradingAi.Core.Operations.Vendors;
using TradingAi.Core.Storage;

namespace TradingAi.Core.Knowledge.Retrieval;

/// <summary>
/// Hybrid retrieval over one user's journal: words, trading concepts and vectors each rank the passages that pass the
/// filter, all at the same time, and their scores are fused; then what resembles the best of them gains (see
/// <see cref="ConceptFeedback"/>). What cannot serve is left out and named; words and concepts need no embedding.
/// </summary>
public sealed class JournalSearch(
    IUserDatabases databases, VectorStores stores, TextEmbedder embedder, TradingLexicon lexicon, ILogger<JournalSearch> logger) : ISearch
{
    private const int PassagesPerList = 300;
    private const int VectorsPerQuery = 100;

    /// <inheritdoc/>
    public Task<SearchResults> SearchAsync(UserId user, string query, SearchFilter filter, int topK, CancellationToken cancellationToken) =>
        SearchAsync(user, query, filter, topK, RetrievalWeights.Default, cancellationToken);

    /// <summary>The same with other weights, to measure them.</summary>
    public async Task<SearchResults> SearchAsync(
        UserId user, string query, SearchFilter filter, int topK, RetrievalWeights weights, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(filter);
        ArgumentNullException.ThrowIfNull(weights);
        if (string.IsNullOrWhiteSpace(query) || await databases.FindAsync(user, cancellationToken) is not { } database)
        {
            return new SearchResults([], []);
        }

        var nearest = weights.Vectors > 0 ? NearestAsync(user, database, query, filter, cancellationToken) : Task.FromResult(Nearest.None);
        var byWords = RankAsync(database, "words", "2.0, 1.0, 1.0", weights.Words > 0 ? QueryTerms.Words(query) : null, filter, cancellationToken);
        var byConcepts = RankAsync(database, "concepts", "1.0", weights.Concepts > 0 ? QueryTerms.Concepts(query, lexicon) : null, filter, cancellationToken);
        await Task.WhenAll(nearest, byWords, byConcepts);
        var ((near, degraded), words, concepts) = (await nearest, await byWords, await byConcepts);

        var found = new Dictionary<EntityRef, double>();
        ScoreFusion.Add(found, words, weights.Words, lowest: 0);
        ScoreFusion.Add(found, concepts, weights.Concepts, lowest: 0);
        ScoreFusion.Add(found, near, weights.Vectors, lowest: near.Count > 0 ? near[^1].Score : 0);

        var candidates = await new CandidateReader(database).ReadAsync(found.Keys, filter, weights.Feedback > 0, cancellationToken);
        var best = Rank(query, candidates, found, weights.Feedback).Take(topK).ToArray();
        var snippets = await new SnippetReader(database).ReadAsync([.. best.Select(hit => hit.Candidate.Entity)], words, concepts, near, cancellationToken);
        return new SearchResults(
            [
                .. best.Select(hit => new SearchResult(
                    hit.Candidate.Entity, hit.Candidate.Title, snippets.GetValueOrDefault(hit.Candidate.Entity, ""), hit.Score, hit.Candidate.Timestamp,
                    ChunksHit(hit.Candidate.Entity, words, concepts, near))),
            ],
            degraded);
    }

    /// <summary>The candidates, best first, by what the lists found, likeness to the best of it, and what the question names.</summary>
    private static IEnumerable<(Candidate Candidate, double Score)> Rank(
        string query, IReadOnlyList<Candidate> candidates, Dictionary<EntityRef, double> found, double feedback)
    {
        var scope = QuestionScope.Of(query);
        var mentions = QueryMentions.Find(query, candidates.Select(candidate => candidate.Symbol).OfType<string>());
        var highest = candidates.Select(candidate => found[candidate.Entity]).DefaultIfEmpty().Max();
        var likeness = ConceptFeedback.Score(candidates, candidate => found[candidate.Entity] * scope.Factor(candidate.Entity.Type));
        return candidates
            .Select(candidate => (
                Candidate: candidate,
                Score: ScoreFusion.WithImportance(
                    found[candidate.Entity] + (feedback * highest * likeness.GetValueOrDefault(candidate.Entity)), candidate.Importance)
                    * scope.Factor(candidate.Entity.Type) * mentions.Boost(candidate.Symbol, candidate.About)))
            .OrderByDescending(hit => hit.Score).ThenBy(hit => hit.Candidate.Entity.ToString(), StringComparer.Ordinal);
    }

    private static async Task<IReadOnlyList<PassageHit>> RankAsync(
        IDatabase database, string index, string columnWeights, string? expression, SearchFilter filter, CancellationToken cancellationToken)
    {
        if (expression is null)
        {
            return [];
        }

        // What the trader wrote and the trades have an index each, whose scores are of one scale.
        var ranked = new List<PassageHit>();
        foreach (var kind in (string[])["writing", "trade"])
        {
            if (filter.Types.Count == 0 || filter.Types.Any(type => (type is EntityType.Stock or EntityType.Option) == (kind == "trade")))
            {
                ranked.AddRange(await RankIndexAsync(database, $"{kind}_{index}", columnWeights, expression, filter, cancellationToken));
            }
        }

        return [.. ranked.OrderByDescending(hit => hit.Score).ThenBy(hit => hit.Passage).Take(PassagesPerList)];
    }

    private static Task<IReadOnlyList<PassageHit>> RankIndexAsync(
        IDatabase database, string table, string columnWeights, string expression, SearchFilter filter, CancellationToken cancellationToken)
    {
        // The table and its weights are ours; the expression is a parameter, and quoted terms only. SQLite's bm25 is negative.
        var start = new SqlStatement($"""
            SELECT p.id AS passage, p.entity AS entity, p.chunk AS chunk, -bm25({table}, {columnWeights}) AS score
            FROM {table} JOIN search_passages p ON p.id = {table}.rowid JOIN search_entities e ON e.ref = p.entity
            WHERE {table} MATCH @p0
            """, [expression]);
        return database.QueryAsync(
            SearchFilterSql.Where(start, filter, $" ORDER BY score DESC, p.id LIMIT {PassagesPerList}"),
            row => new PassageHit(CandidateReader.Parse(row.GetString("entity")), (int)row.GetInt64("chunk"), row.GetInt64("passage"), row.GetDouble("score")),
            cancellationToken);
    }

    private async Task<Nearest> NearestAsync(
        UserId user, IDatabase database, string query, SearchFilter filter, CancellationToken cancellationToken)
    {
        if (await VectorSpaces.ServingAsync(user, database, cancellationToken) is not { } space)
        {
            return Nearest.None;
        }

        var part = DegradedPart.Embeddings;
        try
        {
            var vector = await embedder.EmbedQueryAsync(space.Model, user, query, cancellationToken);
            part = DegradedPart.Vectors;
            if (stores.Find(space.Store) is not { } store)
            {
                Log.StoreGone(logger, space.Store);
                return new Nearest([], [part]);
            }

            var matches = await store.QueryAsync(space.Namespace, vector, VectorsPerQuery, SearchFilterSql.ForVectors(filter), cancellationToken);
            return new Nearest([.. matches.Where(match => match.Metadata.Model == space.Model.Name).Select(Hit).OfType<PassageHit>()], []);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            Log.MeaningUnavailable(logger, part, exception);
            return new Nearest([], [part]);
        }
    }

    private static PassageHit? Hit(VectorMatch match) =>
        EntityRef.TryParseType(match.Metadata.DataType, out var type)
            ? new PassageHit(new EntityRef(type, match.Metadata.EntityId), match.Metadata.Chunk, null, match.Score)
            : null;

    private static string[] ChunksHit(EntityRef entity, params ReadOnlySpan<IReadOnlyList<PassageHit>> lists)
    {
        var ids = new List<string>();
        foreach (var list in lists)
        {
            ids.AddRange(list.Where(hit => hit.Entity == entity).Select(hit => EntityChunker.VectorId(entity, hit.Chunk)));
        }

        return [.. ids.Distinct()];
    }
}

/// <summary>The chunks nearest in meaning, and what could not take part.</summary>
internal sealed record Nearest(IReadOnlyList<PassageHit> Hits, IReadOnlyList<string> Degraded)
{
    public static Nearest None { get; } = new([], []);
}

/// <summary>A passage, or for vectors a whole chunk, that a list ranked; scores compare within a list, higher is better.</summary>
internal sealed record PassageHit(EntityRef Entity, int Chunk, long? Passage, double Score);

/// <summary>Log messages of retrieval.</summary>
internal static partial class Log
{
    [LoggerMessage(EventId = 2101, Level = LogLevel.Warning, Message = "Search by meaning could not serve ({Part}); words and concepts answered alone")]
    public static partial void MeaningUnavailable(ILogger logger, string part, Exception exception);

    [LoggerMessage(EventId = 2102, Level = LogLevel.Warning, Message = "Search by meaning could not serve: the vectors lie in {Store}, to which the settings no longer lead")]
    public static partial void StoreGone(ILogger logger, string store);
}
