using TradingAi.Core.Journal;
using TradingAi.Core.Journal.Changes;
using TradingAi.Core.Journal.Outbox;
using TradingAi.Core.Knowledge.Chunking;
using TradingAi.Core.Knowledge.Embedding;
using TradingAi.Core.Knowledge.Keywords;
using TradingAi.Core.Knowledge.Text;
using TradingAi.Core.Knowledge.Vectors;
using TradingAi.Core.Knowledge.Vectors.Spaces;
using TradingAi.Core.Operations.Metrics;
using TradingAi.Core.Storage;

namespace TradingAi.Core.Knowledge.Indexing;

/// <summary>
/// Brings vectors and words of entities to what the journal now says. New chunks overwrite first and surplus ones go
/// afterwards, so that whenever it stops, an entity is still found and doing it again completes it.
/// </summary>
internal sealed class EntityIndexer(
    IUserDatabases databases,
    IJournalReader journals,
    EntityChunker chunker,
    TextEmbedder embedder,
    VectorStores stores,
    VectorSpaces spaces,
    KeywordIndex keywords,
    IndexingActivity activity,
    JournalUsers users,
    IOutbox outbox) : IEntityIndexer
{
    /// <inheritdoc/>
    public async Task IndexAsync(UserId user, IReadOnlyList<EntityRef> entities, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(entities);
        var erased = await users.DeletedAtAsync(user, cancellationToken);
        var database = await databases.OpenAsync(user, cancellationToken);
        var journal = await journals.ReadAsync(user, cancellationToken);
        var texts = new List<(EntityText Text, IReadOnlyList<Chunk> Chunks)>();
        var gone = new List<EntityRef>();
        foreach (var entity in entities.Distinct())
        {
            if (EntityFormatter.Format(entity, journal) is { } text)
            {
                texts.Add((text, chunker.Split(text)));
            }
            else
            {
                gone.Add(entity);
            }
        }

        // Words first: they are ready at once, and no embedding can fail them.
        await database.ExecuteAsync(
            [
                .. texts.SelectMany(entity => keywords.StatementsFor(entity.Text, entity.Chunks)),
                .. gone.SelectMany(KeywordIndex.StatementsForRemoval),
            ],
            cancellationToken);

        var space = (await spaces.TargetAsync(user, database, cancellationToken)).Namespace;
        var vectors = await EmbedAsync(user, database, texts, cancellationToken);
        await stores.Current.UpsertAsync(space, vectors, cancellationToken);
        activity.Wrote(vectors.Count, embedder.Model.Dimensions);
        await RemoveSurplusAsync(space, texts, cancellationToken);
        foreach (var entity in gone)
        {
            await stores.Current.DeleteByPrefixAsync(space, $"{entity}:", cancellationToken);
        }

        if (await users.DeletedAtAsync(user, cancellationToken) != erased)
        {
            // The user was deleted meanwhile: what was written after their vectors had gone must go too. Should they have begun
            // a new journal since, it is indexed again.
            await spaces.RemoveAllAsync(user, cancellationToken);
            await outbox.EnqueueAllAsync(user, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public async Task RemoveAllAsync(UserId user, CancellationToken cancellationToken)
    {
        await spaces.RemoveAllAsync(user, cancellationToken);
        if (await databases.FindAsync(user, cancellationToken) is { } database)
        {
            await database.ExecuteAsync([.. KeywordIndex.StatementsForRemovalOfAll(), SqlStatement.Of($"DELETE FROM embedding_cache")], cancellationToken);
        }
    }

    private async Task<IReadOnlyList<VectorRecord>> EmbedAsync(
        UserId user, IDatabase database, List<(EntityText Text, IReadOnlyList<Chunk> Chunks)> entities, CancellationToken cancellationToken)
    {
        var chunks = entities.SelectMany(entity => entity.Chunks.Select(chunk => (entity.Text, Chunk: chunk, entity.Chunks.Count))).ToArray();
        var embeddings = await embedder.EmbedDocumentsAsync(user, database, [.. chunks.Select(chunk => Input(chunk.Text, chunk.Chunk))], cancellationToken);
        return [.. chunks.Select((chunk, index) => Record(user, chunk.Text, chunk.Chunk, chunk.Count, embeddings[index]))];
    }

    // A note's or an entry's title says what it is about; a trade's only repeats its first line.
    private static string Input(EntityText text, Chunk chunk) =>
        text.Ref.Type is EntityType.Stock or EntityType.Option || text.Title.Length == 0 ? chunk.Content : $"{text.Title}\n{chunk.Content}";

    private VectorRecord Record(UserId user, EntityText text, Chunk chunk, int count, ReadOnlyMemory<float> vector) => new(
        chunk.ChunkId,
        vector,
        new VectorMetadata
        {
            UserId = user.Value,
            DataType = text.Ref.TypeName,
            EntityId = text.Ref.Id,
            Chunk = chunk.ChunkIndex,
            ChunkCount = count,
            ChunkType = Name(chunk.ChunkType),
            ImportanceScore = chunk.Metadata.ImportanceScore,
            Symbol = text.Symbol?.ToUpperInvariant(),
            Tags = [.. text.Tags.Select(tag => tag.ToLowerInvariant())],
            Timestamp = text.Timestamp.ToUnixTimeSeconds(),
            Model = embedder.Model.Name,
            Dimensions = vector.Length,
            ContentHash = TextEmbedder.Hash(chunk.Content),
        },
        chunk.Content);

    private static string Name(ChunkType type) => type == ChunkType.RiskAnalysis ? "risk_analysis" : type.ToString().ToLowerInvariant();

    /// <summary>
    /// Deletes the ids beyond an entity's count. They are consecutive, so the first that is absent ends the walk; all go in
    /// one write, so that they stay consecutive.
    /// </summary>
    private async Task RemoveSurplusAsync(
        VectorNamespace space, List<(EntityText Text, IReadOnlyList<Chunk> Chunks)> entities, CancellationToken cancellationToken)
    {
        const int looks = 8;
        var surplus = new List<string>();
        var next = entities.Select(entity => (entity.Text.Ref, Chunk: entity.Chunks.Count)).ToArray();
        while (next.Length > 0)
        {
            var ids = next.SelectMany(entity => Enumerable.Range(entity.Chunk, looks).Select(chunk => EntityChunker.VectorId(entity.Ref, chunk)));
            var present = (await stores.Current.FetchAsync(space, [.. ids], cancellationToken)).OfType<VectorRecord>().Select(record => record.Id).ToHashSet();
            surplus.AddRange(present);
            next = [.. next.Select(entity => entity with { Chunk = entity.Chunk + looks })
                .Where(entity => present.Contains(EntityChunker.VectorId(entity.Ref, entity.Chunk - 1)))];
        }

        if (surplus.Count > 0)
        {
            await stores.Current.DeleteAsync(space, surplus, cancellationToken);
        }
    }
}
