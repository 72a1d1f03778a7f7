using System.Text.Json;
using TradingAi.Core.Journal;
using TradingAi.Core.Knowledge.Chunking;
using TradingAi.Core.Knowledge.Lexicon;
using TradingAi.Core.Knowledge.Text;
using TradingAi.Core.Storage;

namespace TradingAi.Core.Knowledge.Keywords;

/// <summary>
/// Word and concept search of one user's journal, in their own database. Its statements run inside whatever transaction
/// changes the journal, so that an entity is found by words at once.
/// </summary>
public sealed class KeywordIndex(EntityChunker chunker, TradingLexicon lexicon)
{
    /// <summary>The statements that make an entity's words what its text now says.</summary>
    public IEnumerable<SqlStatement> StatementsFor(EntityText entity) => StatementsFor(entity, chunker.Split(entity));

    /// <summary>The same, for a text that is chunked already.</summary>
    public IEnumerable<SqlStatement> StatementsFor(EntityText entity, IReadOnlyList<Chunk> chunks)
    {
        ArgumentNullException.ThrowIfNull(entity);
        ArgumentNullException.ThrowIfNull(chunks);
        var reference = entity.Ref.ToString();
        var tags = JsonSerializer.Serialize(entity.Tags, KnowledgeJson.Default.IReadOnlyListString);
        var keywords = string.Join(' ', entity.Tags.Prepend(entity.Symbol ?? ""));
        var isTrade = entity.Ref.Type is EntityType.Stock or EntityType.Option;
        var importance = chunks.Max(chunk => chunk.Metadata.ImportanceScore);

        yield return SqlStatement.Of($"DELETE FROM search_passages WHERE entity = {reference}");
        yield return SqlStatement.Of($"""
            INSERT OR REPLACE INTO search_entities (ref, type, symbol, tags, trade, timestamp, title, importance)
            VALUES ({reference}, {entity.Ref.TypeName}, {entity.Symbol}, {tags}, {entity.Trade?.ToString()}, {Instant.ToTicks(entity.Timestamp)}, {entity.Title}, {importance})
            """);
        foreach (var chunk in chunks)
        {
            foreach (var passage in PassageWindows.Split(chunk.Content))
            {
                yield return SqlStatement.Of($"""
                    INSERT INTO search_passages (entity, is_trade, chunk, title, body, keywords, concepts)
                    VALUES ({reference}, {isTrade}, {chunk.ChunkIndex}, {entity.Title}, {passage}, {keywords}, {Concepts(entity.Title, passage)})
                    """);
            }
        }
    }

    /// <summary>The statements that make an entity unfindable.</summary>
    public static IEnumerable<SqlStatement> StatementsForRemoval(EntityRef entity)
    {
        var reference = entity.ToString();
        yield return SqlStatement.Of($"DELETE FROM search_passages WHERE entity = {reference}");
        yield return SqlStatement.Of($"DELETE FROM search_entities WHERE ref = {reference}");
    }

    /// <summary>The statements that empty the index.</summary>
    public static IEnumerable<SqlStatement> StatementsForRemovalOfAll() =>
        [SqlStatement.Of($"DELETE FROM search_passages"), SqlStatement.Of($"DELETE FROM search_entities")];

    // A concept counts as often as it is spoken of, so that its frequency weighs as a word's does.
    private string Concepts(string title, string passage) =>
        string.Join(' ', lexicon.Tag(title + "\n" + passage).SelectMany(concept => Enumerable.Repeat(concept.Key, concept.Value)));
}
