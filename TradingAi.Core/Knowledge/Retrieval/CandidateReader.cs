using System.Text.Json;
using TradingAi.Core.Journal;
using TradingAi.Core.Storage;

namespace TradingAi.Core.Knowledge.Retrieval;

/// <summary>An entity that some list found and the filter lets through.</summary>
/// <param name="Entity">Which.</param>
/// <param name="Title">Its title.</param>
/// <param name="Timestamp">A trade's entry, otherwise when it was written.</param>
/// <param name="Importance">0–1.</param>
/// <param name="Symbol">Its ticker, or that of the trade that it is about.</param>
/// <param name="About">When that trade was entered; without one, its own timestamp.</param>
/// <param name="Concepts">The concepts it speaks of, and how often; empty where they were not asked for.</param>
internal sealed record Candidate(
    EntityRef Entity, string Title, DateTimeOffset Timestamp, double Importance, string? Symbol, DateTimeOffset About, IReadOnlyDictionary<string, int> Concepts);

/// <summary>Reads candidates from the search index of one user.</summary>
internal sealed class CandidateReader(IDatabase database)
{
    private static readonly Dictionary<string, int> s_none = [];

    /// <summary>The entities that the filter lets through.</summary>
    /// <param name="entities">Whom to read.</param>
    /// <param name="filter">What to restrict them to.</param>
    /// <param name="withConcepts">Whether their concepts are wanted.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<IReadOnlyList<Candidate>> ReadAsync(
        IReadOnlyCollection<EntityRef> entities, SearchFilter filter, bool withConcepts, CancellationToken cancellationToken)
    {
        if (entities.Count == 0)
        {
            return [];
        }

        var json = JsonSerializer.Serialize([.. entities.Select(entity => entity.ToString())], KnowledgeJson.Default.IReadOnlyListString);
        var reading = ReadEntitiesAsync(json, filter, cancellationToken);
        var readingConcepts = withConcepts ? ReadConceptsAsync(json, cancellationToken) : Task.FromResult<Dictionary<string, Dictionary<string, int>>>([]);
        await Task.WhenAll(reading, readingConcepts);
        var concepts = await readingConcepts;
        return [.. (await reading).Select(candidate => candidate with { Concepts = concepts.GetValueOrDefault(candidate.Entity.ToString(), s_none) })];
    }

    /// <summary>The entity that a row of the index names.</summary>
    /// <exception cref="InvalidDataException">It names none.</exception>
    public static EntityRef Parse(string text) =>
        EntityRef.TryParse(text, out var entity) ? entity : throw new InvalidDataException("The search index holds a malformed reference.");

    private Task<IReadOnlyList<Candidate>> ReadEntitiesAsync(string json, SearchFilter filter, CancellationToken cancellationToken)
    {
        var start = SqlStatement.Of($"""
            SELECT e.ref, e.title, e.timestamp, e.importance, coalesce(e.symbol, t.symbol) AS symbol, coalesce(t.timestamp, e.timestamp) AS about
            FROM search_entities e LEFT JOIN search_entities t ON t.ref = e.trade
            WHERE e.ref IN (SELECT value FROM json_each({json}))
            """);
        return database.QueryAsync(
            SearchFilterSql.Where(start, filter),
            row => new Candidate(
                Parse(row.GetString("ref")), row.GetString("title"), Instant.FromTicks(row.GetInt64("timestamp")), row.GetDouble("importance"),
                row.GetStringOrNull("symbol"), Instant.FromTicks(row.GetInt64("about")), s_none),
            cancellationToken);
    }

    private async Task<Dictionary<string, Dictionary<string, int>>> ReadConceptsAsync(string json, CancellationToken cancellationToken)
    {
        var passages = await database.QueryAsync(
            SqlStatement.Of($"SELECT entity, concepts FROM search_passages WHERE entity IN (SELECT value FROM json_each({json})) AND concepts <> ''"),
            row => (Entity: row.GetString("entity"), Concepts: row.GetString("concepts")),
            cancellationToken);
        return passages.GroupBy(passage => passage.Entity, passage => passage.Concepts, StringComparer.Ordinal).ToDictionary(
            entity => entity.Key,
            entity => entity.SelectMany(text => text.Split(' ', StringSplitOptions.RemoveEmptyEntries)).CountBy(concept => concept).ToDictionary());
    }
}
