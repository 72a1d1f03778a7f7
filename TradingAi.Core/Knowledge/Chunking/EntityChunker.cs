using System.Text;
using TradingAi.Core.Journal;
using TradingAi.Core.Knowledge.Lexicon;
using TradingAi.Core.Knowledge.Text;

namespace TradingAi.Core.Knowledge.Chunking;

/// <summary>
/// Cuts long entities by structure: playbooks over 500 words (description and rules together), everything else over
/// 1,000. A section that fits stays whole; each chunk starts with its section's heading and the last words of the one
/// before. What is shorter is one chunk.
/// </summary>
public sealed class EntityChunker(TradingLexicon lexicon)
{
    private const int PlaybookLimit = 500;
    private const int OtherLimit = 1_000;
    private const int TargetWords = 300;
    private const int OverlapWords = 40;

    private static readonly HashSet<string> s_riskConcepts =
        ["risk", "drawdown", "daily_loss_limit", "concentration", "hedging", "position_limits", "sizing", "oversized", "stop"];

    /// <summary>Returns one chunk or more.</summary>
    public IReadOnlyList<Chunk> Split(EntityText entity)
    {
        ArgumentNullException.ThrowIfNull(entity);
        var limit = entity.Ref.Type == EntityType.Playbook ? PlaybookLimit : OtherLimit;
        if (TextBlocks.CountWords(entity.Body) <= limit)
        {
            return [Make(entity, 0, 1, entity.Body, isCode: false)];
        }

        var pieces = Pack([.. TextBlocks.Split(entity.Body, TargetWords)]);
        return [.. pieces.Select((piece, index) => Make(entity, index, pieces.Count, piece.Text, piece.IsCode))];
    }

    private static List<(string Text, bool IsCode)> Pack(List<TextBlock> blocks)
    {
        var pieces = new List<(string, bool)>();
        for (var first = 0; first < blocks.Count;)
        {
            var (last, words) = (first, 0);
            do
            {
                words += TextBlocks.CountWords(blocks[last++].Text);
            }
            while (last < blocks.Count && blocks[last].IsCode == blocks[first].IsCode
                && words + TextBlocks.CountWords(blocks[last].Text) <= TargetWords);

            pieces.Add((Join(blocks, first, last), blocks[first].IsCode));
            first = last;
        }

        return pieces;
    }

    private static string Join(List<TextBlock> blocks, int first, int last)
    {
        var text = new StringBuilder();
        if (first > 0 && blocks[first - 1].Heading == blocks[first].Heading)
        {
            text.AppendJoin(' ', TextBlocks.Words(blocks[first - 1].Text).TakeLast(OverlapWords)).Append("\n\n");
        }

        for (var i = first; i < last; i++)
        {
            if (blocks[i].Heading.Length > 0 && (i == first || blocks[i].Heading != blocks[i - 1].Heading))
            {
                text.Append("## ").Append(blocks[i].Heading).Append("\n\n");
            }

            text.Append(blocks[i].Text).Append("\n\n");
        }

        return text.ToString().Trim();
    }

    private Chunk Make(EntityText entity, int index, int count, string content, bool isCode)
    {
        var words = TextBlocks.CountWords(content);
        var concepts = lexicon.Tag(content);
        var risk = concepts.Where(concept => s_riskConcepts.Contains(concept.Key)).Sum(concept => concept.Value);
        var type = isCode ? ChunkType.Code
            : entity.Ref.Type == EntityType.Playbook ? ChunkType.Strategy
            : risk * 2 > concepts.Values.Sum() ? ChunkType.RiskAnalysis
            : index == 0 && count > 1 ? ChunkType.Summary
            : ChunkType.Detail;
        var importance = ChunkImportance.Of(entity.Ref.Type, index, words, concepts.Count);
        return new Chunk(VectorId(entity.Ref, index), entity.Ref.ToString(), index, content, type, new ChunkMetadata(words, (words * 4 + 2) / 3, importance));
    }

    /// <summary>The id of one of an entity's vectors.</summary>
    public static string VectorId(EntityRef entity, int chunk) => $"{entity}:{chunk}";
}
