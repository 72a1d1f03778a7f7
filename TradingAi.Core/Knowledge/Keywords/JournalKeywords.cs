using TradingAi.Core.Journal;
using TradingAi.Core.Knowledge.Text;
using TradingAi.Core.Storage;

namespace TradingAi.Core.Knowledge.Keywords;

/// <summary>
/// Writes an entity's words in the transaction that accepts it, from what its row alone says; indexing completes them with
/// what the row depends on.
/// </summary>
internal sealed class JournalKeywords(KeywordIndex index) : IKeywordStatements
{
    /// <inheritdoc/>
    public IEnumerable<SqlStatement> For(EntityChange change) =>
        change.Content is { } content ? index.StatementsFor(EntityFormatter.FormatAlone(content)) : KeywordIndex.StatementsForRemoval(change.Entity);
}
