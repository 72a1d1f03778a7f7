using System.Text.Json;
using TradingAi.Core.Journal;
using TradingAi.Core.Knowledge.Text;
using TradingAi.Core.Storage;

namespace TradingAi.Core.Knowledge.Retrieval;

/// <summary>Reads the part of each entity that matched: the passage best by words, else by concepts, else the nearest chunk's first.</summary>
internal sealed class SnippetReader(IDatabase database)
{
    /// <summary>Plain text by entity.</summary>
    public async Task<Dictionary<EntityRef, string>> ReadAsync(
        IReadOnlyList<EntityRef> entities,
        IReadOnlyList<PassageHit> words,
        IReadOnlyList<PassageHit> concepts,
        IReadOnlyList<PassageHit> near,
        CancellationToken cancellationToken)
    {
        var json = JsonSerializer.Serialize([.. entities.Select(entity => entity.ToString())], KnowledgeJson.Default.IReadOnlyListString);
        var passages = await database.QueryAsync(
            SqlStatement.Of($"SELECT id, entity, chunk, body FROM search_passages WHERE entity IN (SELECT value FROM json_each({json})) ORDER BY id"),
            row => (Id: row.GetInt64("id"), Entity: row.GetString("entity"), Chunk: (int)row.GetInt64("chunk"), Body: row.GetString("body")),
            cancellationToken);
        var byEntity = passages.ToLookup(passage => passage.Entity);
        var snippets = new Dictionary<EntityRef, string>();
        foreach (var entity in entities)
        {
            var own = byEntity[entity.ToString()].ToArray();
            var hit = words.Concat(concepts).Concat(near).FirstOrDefault(hit => hit.Entity == entity);
            var body = own.FirstOrDefault(passage => passage.Id == hit?.Passage).Body
                ?? own.FirstOrDefault(passage => passage.Chunk == hit?.Chunk).Body
                ?? own.FirstOrDefault().Body
                ?? "";
            snippets[entity] = PlainText.FromMarkdown(body);
        }

        return snippets;
    }
}
