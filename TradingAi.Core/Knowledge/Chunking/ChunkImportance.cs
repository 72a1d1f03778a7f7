using TradingAi.Core.Journal;

namespace TradingAi.Core.Knowledge.Chunking;

/// <summary>
/// How much a chunk is likely to matter when two match equally well: what the trader wrote on purpose (playbooks, notes)
/// over what the platform wrote (trades), text rich in concepts of the trade over chatter, an opening over its middle.
/// </summary>
internal static class ChunkImportance
{
    /// <summary>Returns 0–1.</summary>
    public static double Of(EntityType type, int chunkIndex, int wordCount, int conceptCount)
    {
        var kind = type switch
        {
            EntityType.Playbook => 0.5,
            EntityType.TradeNote => 0.45,
            EntityType.Notebook => 0.4,
            _ => 0.25,
        };
        var density = wordCount == 0 ? 0 : Math.Min(1, conceptCount * 8.0 / (wordCount + 8));
        return Math.Round(kind + (0.4 * density) + (chunkIndex == 0 ? 0.1 : 0), 3);
    }
}
